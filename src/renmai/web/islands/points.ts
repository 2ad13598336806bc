const MARGIN = 8;

/** A day of a chart tells all its values under the pointer or on focus; arrows go from point to point. */
export function tellPoints(): void {
  const tip = document.createElement("div");
  tip.className = "tooltip point-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);

  document.addEventListener("pointerover", (event) => tell(tip, dayAt(event.target), event.target));
  document.addEventListener("focusin", (event) => tell(tip, dayAt(event.target), event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") tip.hidden = true;
    const to = neighbour(event);
    if (!to) return;
    event.preventDefault();
    to.focus();
  });
  document.body.addEventListener("htmx:beforeSwap", () => (tip.hidden = true));
}

function dayAt(target: EventTarget | null): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>(".chart-plot .day") : null;
}

function pointsOf(day: Element): SVGAElement[] {
  return [...day.querySelectorAll<SVGAElement>("a")];
}

function tell(tip: HTMLElement, day: SVGGElement | null, target: EventTarget | null): void {
  tip.hidden = !day;
  if (!day) return;
  const points = pointsOf(day);
  nameWithoutTitle(points);
  const current = target instanceof Element ? target.closest<SVGAElement>("a") : null;
  tip.replaceChildren(head(day), ...points.map((point) => line(point, point === current)));
  place(tip, day);
}

/** The title serves without scripts; with them it would show a second time. */
function nameWithoutTitle(points: SVGAElement[]): void {
  for (const point of points) {
    const title = point.querySelector("title");
    if (!title) continue;
    point.setAttribute("aria-label", title.textContent ?? "");
    title.remove();
  }
}

function head(day: SVGGElement): HTMLElement {
  const head = document.createElement("b");
  head.textContent = day.dataset["day"] ?? "";
  return head;
}

function line(point: SVGAElement, current: boolean): HTMLElement {
  const line = document.createElement("p");
  line.classList.toggle("current", current);
  for (const part of ["name", "value", "change", "behind"]) {
    const cell = document.createElement("span");
    cell.className = part;
    cell.textContent = point.dataset[part] ?? "";
    line.append(cell);
  }
  return line;
}

/** Beside the day's line, on the side where there is room. */
function place(tip: HTMLElement, day: SVGGElement): void {
  const at = (day.querySelector("line") ?? day).getBoundingClientRect();
  const right = at.right + MARGIN + tip.offsetWidth < document.documentElement.clientWidth;
  const left = right ? at.right + MARGIN : at.left - MARGIN - tip.offsetWidth;
  // A translation is no shift of the layout.
  tip.style.translate = `${Math.max(MARGIN, left) + window.scrollX}px ${at.top + MARGIN + window.scrollY}px`;
}

/** The point that an arrow leads to: left and right the same curve on another day, up and down another curve. */
function neighbour(event: KeyboardEvent): SVGAElement | null {
  const day = dayAt(event.target);
  const from = event.target instanceof Element ? event.target.closest<SVGAElement>("a") : null;
  if (!day || !from || event.altKey || event.ctrlKey || event.metaKey) return null;
  const order = from.dataset["name"];
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    let next = sibling(day, event.key);
    while (next) {
      const same = pointsOf(next).find((point) => point.dataset["name"] === order && point.hasAttribute("href"));
      if (same) return same;
      next = sibling(next, event.key);
    }
  }
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const points = pointsOf(day).filter((point) => point.hasAttribute("href"));
    points.sort((one, other) => height(one) - height(other));
    const step = event.key === "ArrowUp" ? -1 : 1;
    return points[points.findIndex((point) => point === from) + step] ?? null;
  }
  return null;
}

function sibling(day: Element, key: string): Element | null {
  return key === "ArrowLeft" ? day.previousElementSibling?.closest(".day") ?? null : day.nextElementSibling;
}

function height(point: SVGAElement): number {
  return point.getBoundingClientRect().top;
}
