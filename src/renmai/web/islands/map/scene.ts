import { type CardLook, drawCard } from "./card";
import { draw, make } from "./elements";
import type { Lines } from "./look";
import type { Line, Picture, Placed } from "./picture";
import { drawPill, type PillLook } from "./pill";
import type { Point } from "./geometry";
import { shorten } from "./text_width";
import { Viewport } from "./viewport";
import type { Words } from "./settings";
import { fill } from "./words";

export interface Lit {
  /** Whose lines are lit: pointed at, else chosen; blank: nobody's. */
  key: string;
  chosen: string | null;
  lines: Lines;
  /** A way from somebody through people inside to a person: then only it is lit. */
  path?: readonly string[] | null;
}

/** One thing that is drawn: where, and what it says; `paint` fills its group when that is new. */
interface Part {
  layer: SVGGElement;
  said: string;
  paint: (group: SVGGElement) => void;
}

let scenes = 0;

/** The drawing: only what differs from what is there is drawn anew, so that a slider can move through the days. */
export class Scene {
  readonly canvas: SVGSVGElement;
  readonly viewport: Viewport;
  /** What is dragged lies in a drawing of its own, so that moving it paints nothing else anew. */
  readonly top = draw("g");
  private readonly overlay = draw("svg", { class: "map-overlay", "aria-hidden": "true" }, this.top);
  private readonly ground = draw("g", { class: "ground" });
  private readonly layers = {
    area: draw("g", { class: "area" }),
    links: draw("g", { class: "links", "aria-hidden": "true" }),
    cards: draw("g", { class: "cards" }),
    pills: draw("g", { class: "pills" }),
    lines: draw("g", { class: "lines", "aria-hidden": "true" }),
  };
  private readonly drawn = new Map<string, { group: SVGGElement; said: string }>();
  private links = "";
  /** Two drawings of one page have marks of their own: those of a hidden one are not painted. */
  private readonly id = (scenes += 1);
  private picture: Picture | null = null;

  constructor(
    readonly host: HTMLElement,
    private readonly words: Words,
    moved?: (transform: import("d3-zoom").ZoomTransform) => void,
  ) {
    this.canvas = draw("svg", { class: "map-canvas", role: "tree", tabindex: -1 });
    this.canvas.append(markers(this.id), this.ground);
    this.ground.append(...Object.values(this.layers));
    host.append(this.canvas, this.overlay);
    this.viewport = new Viewport(this.canvas, [this.ground, this.top], moved);
  }

  draw(picture: Picture, label: string, tabStop: string | null): void {
    this.picture = picture;
    this.canvas.setAttribute("aria-label", label);
    this.viewport.setSize(picture.width, picture.height);
    this.drawLinks(picture);
    const kept = new Set<string>();
    for (const card of picture.cards) kept.add(this.drawOne(`card ${card.look.code}`, card, this.card(card, picture)));
    for (const pill of picture.pills) kept.add(this.drawOne(`pill ${pill.look.key}`, pill, this.pill(pill)));
    for (const line of picture.lines) kept.add(this.drawLine(line));
    for (const [key, { group }] of this.drawn) {
      if (kept.has(key)) continue;
      group.remove();
      this.drawn.delete(key);
    }
    this.inOrder(picture);
    this.setTabStop(tabStop);
  }

  /** Screen readers and Tab go through the cards as they stand in the tree. */
  private inOrder(picture: Picture): void {
    let last: Element | null = null;
    for (const { look } of picture.cards) {
      const group = this.drawn.get(`card ${look.code}`)?.group;
      if (!group) continue;
      const next: Element | null = last ? last.nextElementSibling : this.layers.cards.firstElementChild;
      if (next !== group) this.layers.cards.insertBefore(group, next);
      last = group;
    }
  }

  private drawOne(key: string, at: { x: number; y: number }, part: Part): string {
    let found = this.drawn.get(key);
    if (!found) {
      found = { group: draw("g"), said: "" };
      this.drawn.set(key, found);
      part.layer.append(found.group);
    }
    if (found.said !== part.said) {
      part.paint(found.group);
      found.said = part.said;
    }
    const place = `translate(${at.x} ${at.y})`;
    if (found.group.getAttribute("transform") !== place) found.group.setAttribute("transform", place);
    return key;
  }

  private card({ look }: Placed<CardLook>, picture: Picture): Part {
    const role = picture.roles.get(look.code) ?? "";
    const paint = (group: SVGGElement): void => {
      group.setAttribute("class", look.isPlaceholder ? "card placeholder" : "card");
      group.dataset["person"] = look.code;
      group.setAttribute("role", "treeitem");
      group.setAttribute("aria-label", look.label);
      if (look.isFoldable) group.setAttribute("aria-expanded", String(look.hidden === 0));
      else group.removeAttribute("aria-expanded");
      group.tabIndex = -1;
      group.replaceChildren(
        ...drawCard(look, picture.size, this.words, role),
        knob(picture.size),
        ...fold(look, picture.size, this.words),
      );
    };
    return { layer: this.layers.cards, said: JSON.stringify([look, role]), paint };
  }

  private pill({ look }: Placed<PillLook>): Part {
    const paint = (group: SVGGElement): void => {
      group.setAttribute("class", `pill ${look.kind}`);
      group.dataset["pill"] = look.key;
      group.replaceChildren(...drawPill(look));
    };
    return { layer: this.layers.pills, said: JSON.stringify(look), paint };
  }

  private drawLine(line: Line): string {
    const { path } = line.route;
    const paint = (group: SVGGElement): void => {
      group.setAttribute("class", `line ${line.kind}`);
      group.dataset["from"] = line.from;
      group.dataset["to"] = line.to;
      const drawn = draw("path", { d: path, "marker-end": `url(#tip-${line.kind}-${this.id})` });
      group.replaceChildren(drawn, ...noteOn(line));
    };
    return this.drawOne(
      `line ${line.id}`,
      { x: 0, y: 0 },
      { layer: this.layers.lines, said: `${path} ${line.note}`, paint },
    );
  }

  private drawLinks(picture: Picture): void {
    const said = JSON.stringify([picture.links, picture.unplaced, picture.spine, picture.bones]);
    if (said === this.links) return;
    this.links = said;
    const paths = [...picture.links, ...picture.bones].map(({ points }) => draw("path", { d: straight(points) }));
    if (picture.spine.length)
      paths.push(
        draw("path", { class: "spine", d: straight(picture.spine), "marker-end": `url(#tip-internal-${this.id})` }),
      );
    this.layers.links.replaceChildren(...paths);
    const { unplaced } = picture;
    const area = unplaced
      ? [
          draw("rect", { ...unplaced, rx: 8 }),
          draw("text", { x: unplaced.x + 12, y: unplaced.y + 18 }, this.words.lineUnknown),
        ]
      : [];
    this.layers.area.replaceChildren(...area);
  }

  /** Light one person's lines and those at their ends, or one path; the rest steps back. */
  light(lit: Lit): void {
    const related = new Set(lit.path ?? [lit.key]);
    for (const line of this.layers.lines.children as HTMLCollectionOf<SVGGElement>) {
      const { from = "", to = "" } = line.dataset;
      const isLit = isOnPath(lit, from, to);
      line.classList.toggle("lit", isLit);
      line.classList.toggle("shown", lit.lines === "all" || (isLit && (lit.lines === "chosen" || Boolean(lit.path))));
      if (isLit) related.add(from).add(to);
    }
    if (!lit.path) for (const one of this.neighbours(lit.key)) related.add(one);
    this.canvas.classList.toggle("has-lit", Boolean(lit.path) || lit.key !== "");
    for (const group of [...this.layers.cards.children, ...this.layers.pills.children] as SVGGElement[]) {
      const own = group.dataset["person"] ?? group.dataset["pill"] ?? "";
      group.classList.toggle("lit", related.has(own));
      group.classList.toggle("chosen", own === lit.chosen);
      if (group.dataset["person"]) group.setAttribute("aria-selected", String(own === lit.chosen));
    }
  }

  private neighbours(key: string): string[] {
    const links = this.picture?.links ?? [];
    return links.flatMap(({ superior, person }) => (person === key ? [superior] : superior === key ? [person] : []));
  }

  /** What others changed meanwhile shows for a while. */
  flash(codes: Iterable<string>): void {
    for (const code of codes) {
      const group = this.drawn.get(`card ${code}`)?.group;
      group?.classList.add("changed");
      window.setTimeout(() => group?.classList.remove("changed"), 4000);
    }
  }

  setTabStop(code: string | null): void {
    for (const group of this.layers.cards.children as HTMLCollectionOf<SVGGElement>) group.tabIndex = -1;
    const group =
      (code && this.drawn.get(`card ${code}`)?.group) || (this.layers.cards.firstElementChild as SVGGElement | null);
    if (group) group.tabIndex = 0;
  }

  focus(code: string): void {
    this.setTabStop(code);
    this.drawn.get(`card ${code}`)?.group.focus({ preventScroll: true });
  }

  get focused(): string | null {
    const active = document.activeElement;
    return active instanceof SVGElement && this.canvas.contains(active) ? (active.dataset["person"] ?? null) : null;
  }

  /** Which day this is, where two stand beside each other. */
  tag(text: string): void {
    this.host.querySelector(".day-tag")?.remove();
    if (text) this.host.append(make("p", { class: "day-tag" }, text));
  }

  showEmpty(content: HTMLElement | null): void {
    this.host.querySelector(".map-empty")?.remove();
    if (content) this.host.append(make("div", { class: "map-empty" }, content));
  }
}

/** Of a path, a line between two neighbours of it; else one that begins or ends with the person. */
function isOnPath({ key, path }: Lit, from: string, to: string): boolean {
  if (path) return path.some((one, at) => one === from && path[at + 1] === to);
  return key !== "" && (from === key || to === key);
}

function knob(size: { width: number; height: number }): SVGElement {
  return draw(
    "g",
    { class: "knob", transform: `translate(${size.width / 2} ${size.height})` },
    draw("circle", { r: 14, class: "reach" }),
    draw("circle", { r: 4.5 }),
  );
}

/** Folding is for whoever has somebody below. */
function fold(look: CardLook, size: { height: number }, words: Words): SVGElement[] {
  if (!look.isFoldable) return [];
  const text = look.hidden ? `+${look.hidden}` : "−";
  const width = look.hidden ? 12 + 6 * text.length : 15;
  return [
    draw(
      "g",
      { class: look.hidden ? "fold folded" : "fold", transform: `translate(12 ${size.height})` },
      draw("title", {}, look.hidden ? fill(words.unfold, { n: look.hidden }) : words.foldAway),
      draw("rect", { class: "reach", x: -14, y: -12, width: Math.max(width + 16, 28), height: 24 }),
      draw("rect", { x: -width / 2, y: -7.5, width, height: 15, rx: 7.5 }),
      draw("text", { y: 4 }, text),
    ),
  ];
}

function straight(points: readonly Point[]): string {
  return points.map(([x, y], at) => `${at ? "L" : "M"}${x} ${y}`).join("");
}

/** How they know each other, on the line. */
function noteOn({ note, route }: Line): SVGElement[] {
  if (!note) return [];
  const { x, y } = route.label;
  return [draw("text", { class: "line-note", x, y: y + 4 }, draw("title", {}, note), shorten(note, 11, 64))];
}

function markers(scene: number): SVGElement {
  const kinds = ["internal", "ours", "competitor"];
  const tips = kinds.map((kind) =>
    draw(
      "marker",
      {
        id: `tip-${kind}-${scene}`,
        class: kind,
        viewBox: "0 0 8 8",
        refX: 7,
        refY: 4,
        markerWidth: 8,
        markerHeight: 8,
        markerUnits: "userSpaceOnUse",
        orient: "auto",
      },
      draw("path", { d: "M0 0 8 4 0 8z" }),
    ),
  );
  return draw("defs", {}, ...tips);
}
