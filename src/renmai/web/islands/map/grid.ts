/** The grid on which the people of the map stand: it follows from the width alone, so that no change moves it. */
import { CARD, GUTTER, MARGIN } from "./geometry";

export interface Grid {
  /** How many columns stand side by side; at least one. */
  columns: number;
  /** From one column to the next. */
  pitch: number;
  /** How far right of its column's edge somebody stands, by levels below the column's head; deeper ones as the last. */
  indents: readonly [number, number, number, number];
}

/** Three levels of indents: so much at most each, and so much at least together. */
const INDENT = 12;
const LEAST_INDENTS = 18;

const LEAST_PITCH = CARD.width + LEAST_INDENTS + GUTTER;
const MOST_PITCH = CARD.width + 3 * INDENT + GUTTER;

/** As many columns as `width` holds, with indents as wide as that leaves room for. */
export function gridIn(width: number): Grid {
  const room = width - 2 * MARGIN + GUTTER;
  const columns = Math.max(1, Math.floor(room / LEAST_PITCH));
  const pitch = Math.max(LEAST_PITCH, Math.min(MOST_PITCH, Math.floor(room / columns)));
  const deepest = pitch - CARD.width - GUTTER;
  const first = Math.min(INDENT, Math.floor(deepest / 2));
  return { columns, pitch, indents: [0, first, first + Math.ceil((deepest - first) / 2), deepest] };
}

export interface Widths {
  least: number;
  most: number;
}

/** The narrowest and the widest map of so many columns. */
export function widthsOf(columns: number): Widths {
  const beside = 2 * MARGIN - GUTTER;
  const another = (columns + 1) * LEAST_PITCH;
  return { least: columns * LEAST_PITCH + beside, most: Math.min(columns * MOST_PITCH, another - 1) + beside };
}

/** Where the card of somebody `depth` levels below the root begins. */
export function xIn({ pitch, indents }: Grid, column: number, depth: number): number {
  return MARGIN + column * pitch + (indents[Math.min(Math.max(depth - 1, 0), 3)] ?? 0);
}
