/** Parts that say that facts have changed are drawn anew by their page: the focus stays at what was opened. */
export function followGuides(): void {
  let opened = "";
  document.body.addEventListener("facts-changed", (event) => {
    const place = event.target instanceof Element ? event.target.closest("details[id]") : null;
    opened = place?.id ?? "";
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    const place = opened ? document.getElementById(opened) : null;
    // The answer to the form settles first; what was opened is closed once the page has drawn it anew.
    if (!place || place.hasAttribute("open")) return;
    opened = "";
    if (document.activeElement === document.body) place.querySelector("summary")?.focus({ preventScroll: true });
  });
}
