const MARGIN = 8;

/** Terms explain themselves on hover and focus; Escape hides the words, the pointer may rest on them. */
export function explainTerms(): void {
  const tip = document.createElement("div");
  tip.className = "tooltip";
  tip.id = "tooltip";
  tip.role = "tooltip";
  tip.hidden = true;
  document.body.append(tip);

  document.addEventListener("pointerover", (event) => {
    const term = termAt(event.target);
    if (term) show(tip, term);
    else if (!(event.target instanceof Node && tip.contains(event.target))) hide(tip);
  });
  document.addEventListener("focusin", (event) => {
    const term = termAt(event.target);
    if (term) show(tip, term);
    else hide(tip);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide(tip);
  });
}

function termAt(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(".term") : null;
}

function show(tip: HTMLElement, term: HTMLElement): void {
  // The title serves without scripts; with them it would show a second time.
  if (term.title) {
    term.dataset["meaning"] = term.title;
    term.removeAttribute("title");
  }
  hide(tip);
  tip.textContent = term.dataset["meaning"] ?? "";
  tip.hidden = false;
  term.setAttribute("aria-describedby", tip.id);
  const at = term.getBoundingClientRect();
  const left = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - MARGIN);
  const below = at.bottom + MARGIN + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${Math.max(MARGIN, left) + window.scrollX}px`;
  tip.style.top = `${(below ? at.bottom + 4 : at.top - tip.offsetHeight - 4) + window.scrollY}px`;
}

function hide(tip: HTMLElement): void {
  tip.hidden = true;
  document.querySelector(`.term[aria-describedby="${tip.id}"]`)?.removeAttribute("aria-describedby");
}
