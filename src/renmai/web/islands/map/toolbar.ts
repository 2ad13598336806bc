import { need } from "./elements";
import type { Kind } from "./facts";
import type { Colour, Lines, Look, Under } from "./look";

export interface Tools {
  changed(part: Partial<Look>): void;
  find(words: string, again: boolean): void;
  act(name: string): void;
}

/** The form above the map is the server's, in the user's language; here it is read and kept in step. */
export class Toolbar {
  private readonly form = need<HTMLFormElement>("#map-tools");

  constructor(private readonly tools: Tools) {
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("click", (event) => this.pressed(event));
    const find = this.field<HTMLInputElement>("find");
    find?.addEventListener("input", () => tools.find(find.value, false));
    find?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") tools.find(find.value, true);
    });
  }

  private field<E extends HTMLElement>(name: string): E | null {
    return this.form.querySelector<E>(`[name="${name}"]`);
  }

  private changed(event: Event): void {
    if (event.target instanceof HTMLElement && event.target.matches("[name=find]")) return;
    const given = new FormData(this.form);
    this.tools.changed({
      colour: given.get("colour") as Colour,
      under: given.get("under") as Under,
      lines: given.get("lines") as Lines,
      party: String(given.get("party") ?? ""),
      kinds: new Set(given.getAll("kind") as Kind[]),
    });
  }

  private pressed(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    if (button) this.tools.act(button.dataset["do"] ?? "");
  }

  /** What the address said at first. */
  show(look: Look): void {
    for (const box of this.form.querySelectorAll<HTMLInputElement>("[name=kind]"))
      box.checked = look.kinds.has(box.value as Kind);
    for (const radio of this.form.querySelectorAll<HTMLInputElement>("[name=colour]"))
      radio.checked = radio.value === look.colour;
    for (const name of ["under", "lines", "party"] as const) {
      const select = this.field<HTMLSelectElement>(name);
      if (select) select.value = look[name];
    }
  }

  enable(name: string, isEnabled: boolean): void {
    const button = this.form.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
    if (button) button.disabled = !isEnabled;
  }

  press(name: string, isPressed: boolean): void {
    this.form.querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", String(isPressed));
  }

  mark(found: number | null): void {
    this.field("find")?.setAttribute("aria-invalid", String(found === 0));
  }
}
