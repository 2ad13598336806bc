const SHOWN = 10_000;

/** Notices go by themselves, unless they are looked at; the cross sends them away at once. */
export function dismissNotices(): void {
  for (const notice of notices()) expire(notice);
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    for (const notice of notices()) expire(notice);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-dismiss]") : null;
    button?.closest(".notice")?.remove();
  });
}

function notices(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".notice:not([data-expires])")];
}

function expire(notice: HTMLElement): void {
  notice.dataset["expires"] = "";
  const leave = (): void => {
    if (notice.matches(":hover, :focus-within")) window.setTimeout(leave, SHOWN);
    else notice.remove();
  };
  window.setTimeout(leave, SHOWN);
}
