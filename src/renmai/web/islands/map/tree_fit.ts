/** How to lay out a tree so that the whole of it shows as large as possible. */
import type { Node } from "./forest";
import { type Widths, gridIn, widthsOf } from "./grid";
import { type Options, ROWS, layoutTree } from "./tree_layout";

export interface Fit extends Required<Options> {
  /** Of the whole map in the room, at most 1. */
  scale: number;
}

export interface Room {
  width: number;
  height: number;
}

/** Heights of columns that are tried, the usual one first. */
const TRIED_ROWS = [ROWS, 13, 11, 10, 14, 8, 6, 18];

/** How many more columns than the room holds at full size are tried at most. */
const MORE = 12;

/** So much larger must another arrangement be to be better. */
const GAIN = 1.02;

/**
 * Options for `layoutTree`: more columns than the room holds at full size, and other heights, where that shows more.
 *
 * Meant for opening a map and for fitting it to the window. Whoever keeps the options through changes of people keeps
 * what `layoutTree` promises about who stays where.
 */
export function fitTree(nodes: readonly Node[], collapsed: ReadonlySet<string>, room: Room): Fit {
  let best: Fit = { width: room.width, collapsed, rows: ROWS, scale: 0 };
  const { columns } = gridIn(room.width);
  for (let more = 0; more <= MORE && best.scale < 1; more++) {
    const widths = widthsOf(columns + more);
    if (room.width / widths.least <= best.scale * GAIN) break;
    for (const rows of TRIED_ROWS) {
      const fit = fitOf(nodes, { collapsed, rows }, widths, room);
      if (fit.scale > best.scale * GAIN) best = fit;
    }
  }
  return best;
}

type Arranging = Pick<Fit, "collapsed" | "rows">;

/** With indents as wide as the height of the map, which does not depend on them, leaves room for. */
function fitOf(nodes: readonly Node[], arranging: Arranging, { least, most }: Widths, room: Room): Fit {
  const { width, height } = layoutTree(nodes, { width: least, ...arranging });
  const scale = Math.min(1, room.height / height);
  const widest = Math.max(least, Math.min(most, Math.floor(room.width / scale)));
  return { ...arranging, width: widest, scale: Math.min(scale, room.width / width) };
}
