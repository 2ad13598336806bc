/** What the keys do with the map: `codes` are people who are shown. */
export interface Walk {
  /** Everybody who is shown, superiors before their reports. */
  order(): string[];
  superior(code: string): string | null;
  reports(code: string): string[];
  isFolded(code: string): boolean;
  fold(code: string, folded: boolean): void;
  focus(code: string): void;
  choose(code: string | null): void;
  fits(code: string, superior: string): boolean;
  move(code: string, superior: string): void;
  influence(code: string): void;
  details(code: string): void;
  add(superior: string): void;
  enlarge(factor: number): void;
  fit(): void;
  undo(): void;
  redo(): void;
  /** Tell whoever does not see it. */
  tell(what: "moving" | "left" | "unfit", code: string): void;
  nameOf(code: string): string;
}

const TYPED = 700;

/** The map by keys: arrows walk the tree, letters find names, `m` moves a person below another one. */
export class Keyboard {
  private moving: string | null = null;
  private typed = "";
  private typedAt = 0;

  constructor(
    canvas: SVGSVGElement,
    private readonly walk: Walk,
    signal: AbortSignal,
  ) {
    canvas.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("keydown", (event) => this.undo(event), { signal });
  }

  private press(event: KeyboardEvent): void {
    const at = event.target instanceof Element ? event.target.closest<SVGElement>("[data-person]") : null;
    const code = at?.dataset["person"];
    if (!code || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.step(event, code) || this.act(event, code)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private step(event: KeyboardEvent, code: string): boolean {
    const to = this.target(event.key, code);
    if (to === undefined) return false;
    if (to !== null) this.walk.focus(to);
    return true;
  }

  /** Where an arrow leads; null: nowhere, undefined: it is no such key. */
  private target(key: string, code: string): string | null | undefined {
    const order = this.walk.order();
    const place = order.indexOf(code);
    switch (key) {
      case "ArrowDown":
        return order[place + 1] ?? null;
      case "ArrowUp":
        return order[place - 1] ?? null;
      case "Home":
        return order[0] ?? null;
      case "End":
        return order.at(-1) ?? null;
      case "ArrowRight":
        return this.inwards(code);
      case "ArrowLeft":
        return this.outwards(code);
      default:
        return undefined;
    }
  }

  private inwards(code: string): string | null {
    if (this.walk.isFolded(code)) {
      this.walk.fold(code, false);
      return code;
    }
    return this.walk.reports(code)[0] ?? null;
  }

  private outwards(code: string): string | null {
    if (this.walk.reports(code).length && !this.walk.isFolded(code)) {
      this.walk.fold(code, true);
      return code;
    }
    return this.walk.superior(code);
  }

  private act(event: KeyboardEvent, code: string): boolean {
    if (event.key === "Escape") return this.leave();
    if (event.key === "Enter" || event.key === " ") {
      if (this.moving) this.put(this.moving, code);
      else this.walk.choose(code);
      return true;
    }
    if (event.shiftKey || event.key.length > 1) return false;
    const acts: Record<string, () => void> = {
      m: () => this.begin(code),
      i: () => this.walk.influence(code),
      e: () => this.walk.details(code),
      n: () => this.walk.add(code),
      "+": () => this.walk.enlarge(1.25),
      "=": () => this.walk.enlarge(1.25),
      "-": () => this.walk.enlarge(0.8),
      "0": () => this.walk.fit(),
    };
    const found = acts[event.key];
    if (!found) return this.find(event);
    found();
    return true;
  }

  private begin(code: string): void {
    this.moving = code;
    this.walk.tell("moving", code);
  }

  private leave(): boolean {
    if (this.moving) this.walk.tell("left", this.moving);
    else this.walk.choose(null);
    this.moving = null;
    return true;
  }

  private put(code: string, superior: string): void {
    if (!this.walk.fits(code, superior)) return this.walk.tell("unfit", superior);
    this.moving = null;
    this.walk.move(code, superior);
  }

  /** Chinese letters come by an input method, which types no keys: this is for Latin names and pinyin. */
  private find(event: KeyboardEvent): boolean {
    if (!/^[a-z]$/i.test(event.key) || "fgjkx/?c".includes(event.key)) return false;
    this.typed = event.timeStamp - this.typedAt < TYPED ? this.typed + event.key : event.key;
    this.typedAt = event.timeStamp;
    const found = this.walk.order().find((code) => this.walk.nameOf(code).startsWith(this.typed.toLowerCase()));
    if (found) this.walk.focus(found);
    return found !== undefined;
  }

  private undo(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.walk.redo();
    else this.walk.undo();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"))
  );
}
