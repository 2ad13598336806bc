import { onKey } from "./keys";
import type htmx from "htmx.org";

type Htmx = Pick<typeof htmx, "trigger">;

const ROW = "#list tr[data-row]";
const FOUND = "list-found";

/** Lists in place: menus stay open while they are used, rows are walked by keys, stars answer at once. */
export function walkLists(htmx: Htmx): void {
  arrangeOnChange(htmx);
  keepMenusOpen();
  carryListAlong();
  pressStarsAtOnce();
  walkByKeys();
}

/** Fields outside the form's element do not tell it that they changed. */
function arrangeOnChange(htmx: Htmx): void {
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (field.getAttribute("form") === "list-form" && field.form) htmx.trigger(field.form, "arrange");
  });
  document.addEventListener("click", (event) => {
    const words = document.getElementById("list-words");
    const clears = event.target instanceof Element && event.target.closest("[data-clears]");
    if (clears && words instanceof HTMLInputElement) words.value = "";
  });
}

function keepMenusOpen(): void {
  let open: string[] = [];
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if ((event.target as HTMLElement).id !== FOUND) return;
    open = [...document.querySelectorAll(`#${FOUND} details[open]`)].map((menu) => menu.id);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if ((event.target as HTMLElement).id !== FOUND) return;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = document.getElementById("list-sums")?.textContent ?? "";
  });
}

interface Request {
  path: string;
  target: HTMLElement;
  parameters: Record<string, unknown>;
}

/** What was searched and sorted in place is in the address alone: the rest of the page takes it from there. */
function carryListAlong(): void {
  document.body.addEventListener("htmx:configRequest", (event) => {
    const asked = (event as CustomEvent<Request>).detail;
    const names = document.getElementById("list-form")?.dataset["names"]?.split(" ") ?? [];
    const address = new URL(asked.path, location.href);
    if (asked.target.id !== "page" || address.pathname !== location.pathname) return;
    const now = new URLSearchParams(location.search);
    for (const name of names) {
      delete asked.parameters[name];
      address.searchParams.delete(name);
      for (const value of now.getAll(name)) address.searchParams.append(name, value);
    }
    asked.path = address.pathname + address.search + address.hash;
  });
}

/** The star turns when it is pressed; the answer puts the real one in its place. */
function pressStarsAtOnce(): void {
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const star = event.target as HTMLElement;
    if (star.matches(".star")) star.setAttribute("aria-pressed", String(star.getAttribute("aria-pressed") !== "true"));
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const url = (event.target as HTMLElement).getAttribute("formaction");
    // The pressed button was replaced: whoever pressed it by key stays there.
    if (url && document.activeElement === document.body) starOf(url)?.focus();
  });
}

function starOf(url: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.star[formaction="${CSS.escape(url)}"]`);
}

function walkByKeys(): void {
  onKey("j", (event) => step(event, 1));
  onKey("k", (event) => step(event, -1));
  onKey("ArrowDown", (event) => current() && step(event, 1));
  onKey("ArrowUp", (event) => current() && step(event, -1));
  onKey("x", (event) => press(event, ".expander"));
  onKey("ArrowRight", (event) => press(event, '.expander[aria-expanded="false"]'));
  onKey("ArrowLeft", (event) => press(event, '.expander[aria-expanded="true"]'));
  onKey("s", (event) => press(event, ".star"));
}

function current(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>(ROW) ?? null;
}

function step(event: KeyboardEvent, by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>(ROW)];
  const at = current();
  const next = rows[at ? rows.indexOf(at) + by : 0];
  if (!next) return;
  event.preventDefault();
  const name = next.querySelector<HTMLElement>("a.name") ?? next;
  if (name === next) next.tabIndex = -1;
  name.focus();
  next.scrollIntoView({ block: "nearest" });
}

function press(event: KeyboardEvent, what: string): void {
  const found = current()?.querySelector<HTMLElement>(what);
  if (!found) return;
  event.preventDefault();
  found.click();
}
