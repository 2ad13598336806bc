import { draw } from "./elements";
import type { Viewport } from "./viewport";

/** What is dragged: a card to its new superior, or the knob of a card or pill to whom they can sway. */
export type Grip = { kind: "card" | "knob"; key: string };

export interface Drops {
  /** Whether it may be let go over this person. */
  fits(grip: Grip, person: string): boolean;
  drop(grip: Grip, person: string): void;
  mayDrag(): boolean;
}

const FAR_ENOUGH = 6;
const HELD = 380;

/** Dragging with mouse, pen and finger; a finger has to be held first, so that swiping still moves the map. */
export class Dragging {
  private grip: Grip | null = null;
  private from = { x: 0, y: 0 };
  private at = { x: 0, y: 0 };
  private active = false;
  private waiting = 0;
  private frame = 0;
  private over: string | null = null;
  private readonly ghost: SVGGElement = draw("g", { class: "ghost", "aria-hidden": "true" });

  constructor(
    private readonly canvas: SVGSVGElement,
    private readonly layer: SVGGElement,
    private readonly viewport: Viewport,
    private readonly drops: Drops,
    signal: AbortSignal,
  ) {
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("touchmove", (event) => this.hold(event), { capture: true, passive: false });
    canvas.addEventListener("contextmenu", (event) => this.active && event.preventDefault());
    window.addEventListener("pointermove", (event) => this.move(event), { signal });
    window.addEventListener("pointerup", (event) => this.up(event), { signal });
    window.addEventListener("pointercancel", () => this.stop(), { signal });
    document.addEventListener("keydown", (event) => this.leave(event), { capture: true, signal });
  }

  get isActive(): boolean {
    return this.active;
  }

  /** Before anything else does something with the key. */
  private leave(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.active) return;
    event.stopPropagation();
    this.stop();
  }

  private down(event: PointerEvent): void {
    this.stop();
    const grip = gripAt(event.target);
    if (!grip || event.button !== 0 || !event.isPrimary || !this.drops.mayDrag()) return;
    this.grip = grip;
    this.from = this.at = { x: event.clientX, y: event.clientY };
    if (event.pointerType === "touch" && grip.kind === "card") {
      this.waiting = window.setTimeout(() => this.start(), HELD);
    }
  }

  private move(event: PointerEvent): void {
    if (!this.grip || !event.isPrimary) return;
    this.at = { x: event.clientX, y: event.clientY };
    const far = Math.hypot(this.at.x - this.from.x, this.at.y - this.from.y) > FAR_ENOUGH;
    if (!this.active && far) {
      if (event.pointerType === "touch" && this.grip.kind === "card") return this.stop();
      this.start();
    }
    if (this.active && !this.frame) this.frame = requestAnimationFrame(() => this.follow());
  }

  /** What d3 would take for moving the map, while something is dragged. */
  private hold(event: TouchEvent): void {
    if (!this.active && this.grip?.kind !== "knob") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private start(): void {
    if (!this.grip) return;
    this.active = true;
    this.canvas.classList.add("dragging", `dragging-${this.grip.kind}`);
    this.layer.append(this.ghost);
    this.ghost.replaceChildren(...this.shape());
    this.follow();
  }

  /** A copy of the card under the pointer, or a line from the knob to it. */
  private shape(): SVGElement[] {
    if (this.grip?.kind === "knob") return [draw("path", { class: "drawn" })];
    const card = cardOf(this.canvas, this.grip?.key ?? "");
    const copies = [...(card?.children ?? [])].map((part) => part.cloneNode(true) as SVGElement);
    return [draw("g", { class: "card lifted" }, ...copies)];
  }

  private follow(): void {
    this.frame = 0;
    if (!this.active || !this.grip) return;
    const [x, y] = this.viewport.onGround(this.at.x, this.at.y);
    const [shape] = this.ghost.children;
    if (this.grip.kind === "card") shape?.setAttribute("transform", `translate(${x - 40} ${y - 14})`);
    else shape?.setAttribute("d", this.line(x, y));
    this.aim();
    if (this.viewport.nudge(this.at.x, this.at.y)) this.frame = requestAnimationFrame(() => this.follow());
  }

  private line(x: number, y: number): string {
    const start = cardOf(this.canvas, this.grip?.key ?? "")?.querySelector(".knob");
    const box = start?.getBoundingClientRect();
    const [fromX, fromY] = box ? this.viewport.onGround(box.x + box.width / 2, box.y + box.height / 2) : [x, y];
    return `M${fromX} ${fromY}L${x} ${y}`;
  }

  private aim(): void {
    const person = personAt(this.at.x, this.at.y, this.canvas);
    const fits = person !== null && this.grip !== null && this.drops.fits(this.grip, person);
    this.mark(person, fits);
    this.over = fits ? person : null;
  }

  private mark(person: string | null, fits: boolean): void {
    for (const marked of this.canvas.querySelectorAll(".aim, .no-aim")) marked.classList.remove("aim", "no-aim");
    if (person === null || person === this.grip?.key) return;
    cardOf(this.canvas, person)?.classList.add(fits ? "aim" : "no-aim");
  }

  private up(event: PointerEvent): void {
    if (!event.isPrimary) return;
    const { grip, over, active } = this;
    if (active) this.canvas.addEventListener("click", swallow, { capture: true, once: true });
    window.setTimeout(() => this.canvas.removeEventListener("click", swallow, { capture: true }), 0);
    this.stop();
    if (active && grip && over !== null) this.drops.drop(grip, over);
  }

  private stop(): void {
    window.clearTimeout(this.waiting);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.ghost.remove();
    this.mark(null, false);
    this.canvas.classList.remove("dragging", "dragging-card", "dragging-knob");
    this.grip = null;
    this.over = null;
    this.active = false;
  }
}

/** The click that ends a drag chooses nobody. */
function swallow(event: Event): void {
  event.stopPropagation();
}

function gripAt(target: EventTarget | null): Grip | null {
  if (!(target instanceof Element) || target.closest(".fold")) return null;
  const owner = target.closest<SVGElement>("[data-person], [data-pill]");
  const key = owner?.dataset["person"] ?? owner?.dataset["pill"];
  if (!owner || !key) return null;
  if (target.closest(".knob")) return { kind: "knob", key };
  return owner.dataset["person"] ? { kind: "card", key } : { kind: "knob", key };
}

function personAt(x: number, y: number, canvas: SVGSVGElement): string | null {
  for (const found of document.elementsFromPoint(x, y)) {
    const card = found.closest<SVGElement>("[data-person]");
    if (card && canvas.contains(card) && !card.closest(".ghost")) return card.dataset["person"] ?? null;
  }
  return null;
}

export function cardOf(canvas: ParentNode, key: string): SVGGElement | null {
  const quoted = CSS.escape(key);
  return canvas.querySelector(`[data-person="${quoted}"], [data-pill="${quoted}"]`);
}
