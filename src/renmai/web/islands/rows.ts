import type htmx from "htmx.org";

type Htmx = Pick<typeof htmx, "trigger">;

/** A link to a row's details becomes a button that opens them in place; they are fetched once. */
export function expandRows(htmx: Htmx): void {
  prepare();
  document.body.addEventListener("htmx:afterSettle", prepare);
  document.body.addEventListener("click", (event) => {
    const link = expanderAt(event.target);
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    toggle(link, htmx);
  });
  document.body.addEventListener("keydown", (event) => {
    const link = expanderAt(event.target);
    if (link && event.key === " ") {
      event.preventDefault();
      toggle(link, htmx);
    }
  });
}

function expanderAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>("a[data-expands]") : null;
}

function prepare(): void {
  for (const link of document.querySelectorAll("a[data-expands]:not([role])")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", link.getAttribute("data-expands") ?? "");
  }
}

function toggle(link: HTMLAnchorElement, htmx: Htmx): void {
  const row = document.getElementById(link.dataset["expands"] ?? "");
  if (!row) return;
  const opens = row.hidden;
  row.hidden = !opens;
  link.setAttribute("aria-expanded", String(opens));
  if (opens && !row.dataset["asked"]) {
    row.dataset["asked"] = "yes";
    htmx.trigger(link, "expand");
  }
}
