const OPEN = "details.menu[open]";

/** Menus open without scripts; here they also close: by Escape, a click outside, or leaving with Tab. */
export function closeMenus(): void {
  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>(OPEN);
    if (menu) {
      menu.open = false;
      menu.querySelector("summary")?.focus();
    }
  });
}

function closeAllBut(target: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(OPEN)) {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  }
}
