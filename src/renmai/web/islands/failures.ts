interface Swap {
  xhr: XMLHttpRequest;
  pathInfo: { finalRequestPath: string };
}

/** A part that cannot be had becomes a page: the error page says why, the sign-in leads back here. */
export function showFailures(): void {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = (event as CustomEvent<Swap>).detail;
    const asked = new URL(pathInfo.finalRequestPath, location.href);
    const answered = new URL(xhr.responseURL || asked.href, location.href);
    if (xhr.status < 400 && answered.pathname === asked.pathname) return;
    event.preventDefault();
    location.assign(asked);
  });
  document.body.addEventListener("htmx:sendError", () => location.reload());
}
