import { draw } from "./elements";
import { PILL } from "./margin_layout";
import { shorten, textWidth } from "./text_width";

/** Somebody at the margin: an employee of ours, or a competitor's person. */
export interface PillLook {
  /** Unlike any code of a key person. */
  key: string;
  kind: "ours" | "competitor";
  code: string;
  name: string;
  /** The name of a competitor's person as it is recorded, blank where nobody said it. */
  contact: string;
  place: string;
}

export function drawPill(look: PillLook): SVGElement[] {
  const name = shorten(look.name, 12.5, look.place ? 70 : 116);
  const at = 26 + textWidth(name, 12.5) + 6;
  const place = shorten(look.place, 11.5, PILL.width - at - 10);
  const parts: SVGElement[] = [
    draw("title", {}, look.place ? `${look.name} · ${look.place}` : look.name),
    draw("rect", { class: "body", x: 0.5, y: 0.5, width: PILL.width - 1, height: PILL.height - 1, rx: 15 }),
    look.kind === "ours"
      ? draw("circle", { class: "ours-can", cx: 14.5, cy: 15, r: 4 })
      : draw("rect", { class: "rival-can", x: 11, y: 11.5, width: 7, height: 7, transform: "rotate(45 14.5 15)" }),
    draw("text", { class: "name", x: 26, y: 19.5 }, name),
  ];
  if (place.length > 1) parts.push(draw("text", { class: "under", x: at, y: 19.5 }, place));
  return parts;
}
