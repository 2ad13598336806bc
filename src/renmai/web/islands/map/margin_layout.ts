/** Who from outside can sway people here: our employees at the top left, competitors' people at the top right. */
import { type Spot, CARD, MARGIN } from "./geometry";
import { HEADS, ROOT_TOP } from "./tree_links";

export const PILL = { width: 152, height: 30 } as const;

export interface MarginLayout {
  places: Map<string, Spot>;
  /** Where the lowest pill ends; 0 when there is nobody. */
  height: number;
  /** From the right edge of ours to the left edge of theirs: what stands there may begin at the top. */
  between: { left: number; right: number };
}

const TOP = 14;
const PITCH = { x: PILL.width + 10, y: PILL.height + 6 } as const;

/** So many rows stand beside the root; more spread over the whole width, and the tree begins below. */
const BESIDE_ROWS = 3;

/** What a root's card has free at each side. */
const CLEAR = 24;

/** What the direct reports, and the line from which they hang, have free above. */
const ABOVE_HEADS = 38;

/** Rows wrap and keep the given order; where only one pill fits in a row, competitors' people stand below ours. */
export function layoutMargins(ours: readonly string[], competitors: readonly string[], width: number): MarginLayout {
  const most = Math.max(1, Math.floor((width - 2 * MARGIN + PITCH.x - PILL.width) / PITCH.x));
  const across = split(ours.length, competitors.length, most, besideRoot(width));
  const under = most === 1 ? ours.length : 0;
  const used = Math.min(across.theirs, competitors.length);
  const start = Math.max(MARGIN, width - MARGIN - (used - 1) * PITCH.x - PILL.width);
  const places = new Map<string, Spot>();
  ours.forEach((code, index) => places.set(code, pillAt(MARGIN, index, across.ours, 0)));
  competitors.forEach((code, index) => places.set(code, pillAt(start, index, across.theirs, under)));
  const ends = [...places.values()].map(({ y }) => y + PILL.height);
  const left = ours.length ? MARGIN + Math.min(across.ours, ours.length) * PITCH.x - PITCH.x + PILL.width : 0;
  return { places, height: Math.max(0, ...ends), between: { left, right: competitors.length ? start : width } };
}

/**
 * How far down the tree is to be drawn, `shift` px to the right of where its layout put it, to be clear of the pills:
 * beside them where there is room, else below.
 */
export function treeOffset({ height, between }: MarginLayout, tree: Iterable<Spot>, shift = 0): number {
  if (!height) return 0;
  const beside = Math.max(0, height + ABOVE_HEADS - HEADS - ROOT_TOP);
  for (const { x, y } of tree) {
    const [left, right] = [x + shift - CLEAR, x + shift + CARD.width + CLEAR];
    if (y + beside < height + ABOVE_HEADS && (left < between.left || right > between.right)) return height;
  }
  return beside;
}

interface Across {
  ours: number;
  theirs: number;
}

/** How many pills fit at one side of a root in the middle. */
function besideRoot(width: number): number {
  const side = (width - CARD.width) / 2 - CLEAR - MARGIN;
  return Math.floor((side + PITCH.x - PILL.width) / PITCH.x);
}

function split(ours: number, theirs: number, most: number, beside: number): Across {
  if (beside > 0 && Math.max(ours, theirs) <= beside * BESIDE_ROWS) return { ours: beside, theirs: beside };
  if (most === 1 || !ours || !theirs) return { ours: most, theirs: most };
  const share = Math.round((most * ours) / (ours + theirs));
  const left = Math.min(most - 1, Math.max(1, share));
  return { ours: left, theirs: most - left };
}

function pillAt(start: number, index: number, across: number, under: number): Spot {
  const row = under + Math.floor(index / across);
  return { x: start + (index % across) * PITCH.x, y: TOP + row * PITCH.y };
}
