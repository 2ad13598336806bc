interface Swap {
  xhr: XMLHttpRequest;
  pathInfo: { finalRequestPath: string };
  shouldSwap: boolean;
  isError: boolean;
}

/**
 * A part that cannot be had becomes a page: the error page says why, the sign-in leads back here. A form that was
 * refused comes back into its place, as its answer asks; one that could not be sent stays as it was typed.
 */
export function showFailures(): void {
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const swap = (event as CustomEvent<Swap>).detail;
    const { xhr, pathInfo } = swap;
    const asked = new URL(pathInfo.finalRequestPath, location.href);
    const answered = new URL(xhr.responseURL || asked.href, location.href);
    if (xhr.getResponseHeader("HX-Reswap")) {
      swap.shouldSwap = true;
      swap.isError = false;
      return;
    }
    if (xhr.status < 400 && answered.pathname === asked.pathname) return;
    event.preventDefault();
    location.assign(asked);
  });
  document.body.addEventListener("htmx:sendError", (event) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-unsent]") : null;
    if (place) say(place, place.dataset["unsent"] ?? "");
    else location.reload();
  });
}

function say(place: HTMLElement, text: string): void {
  place.querySelector(":scope > .unsent")?.remove();
  const line = document.createElement("p");
  line.className = "field-error unsent";
  line.setAttribute("role", "alert");
  line.textContent = text;
  place.append(line);
}
