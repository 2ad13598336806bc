const SVG = "http://www.w3.org/2000/svg";

type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
type Child = Node | string | null | undefined;

/** An element with attributes; `true` stands for a bare attribute, `false` and null for none. Texts are never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, children);
}

export function draw<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<Made extends Element>(element: Made, attributes: Attributes, children: Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value != null) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** A mark beside text, which says the same. */
export function mark(width: number, height: number, ...children: Child[]): SVGSVGElement {
  return draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" }, ...children);
}

/** The arrow of every change in Renmai. */
export function arrow(rises: boolean): SVGSVGElement {
  const path = draw("path", { d: rises ? "M4 1 7.6 7H.4z" : "M4 7 .4 1h7.2z", fill: "currentColor" });
  return draw("svg", { width: 7, height: 7, viewBox: "0 0 8 8", "aria-hidden": "true" }, path);
}

/** The element that a page of this island always has. */
export function need<Found extends Element>(selector: string, within: ParentNode = document): Found {
  const found = within.querySelector<Found>(selector);
  if (!found) throw new Error(`the map's page lacks ${selector}`);
  return found;
}
