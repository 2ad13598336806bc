/** Which width and which height of columns show a whole tree largest in a window. */
import type { Node } from "./forest";
import { gridIn, widthsOf } from "./grid";
import { type Options, layoutTree } from "./tree_layout";

export interface Fit extends Required<Options> {
  /** Of the whole map in the window, at most 1. */
  scale: number;
}

export interface Window {
  width: number;
  height: number;
}

/** Heights of columns that are tried, the usual one first. */
const ROWS = [12, 10, 14, 8, 6, 18];

/** How many more columns than the window holds unscaled are tried at most. */
const MORE = 12;

/** An unusual arrangement must win so much. */
const GAIN = 1.02;

/**
 * Options for `layoutTree`. Meant for opening a map and for "fit to window", not for every change: keep what it gave,
 * and people stay where they are.
 */
export function fitTree(nodes: readonly Node[], collapsed: ReadonlySet<string>, window: Window): Fit {
  let best: Fit = { width: window.width, collapsed, rows: 12, scale: 0 };
  const { columns } = gridIn(window.width);
  for (let more = 0; more <= MORE && best.scale < 1; more++) {
    const { least, most } = widthsOf(columns + more);
    if (window.width / least <= best.scale) break;
    for (const rows of ROWS) {
      const fit = fitOf(nodes, { least, most, collapsed, rows }, window);
      if (fit.scale > best.scale * GAIN) best = fit;
    }
  }
  return best;
}

interface Candidate {
  least: number;
  most: number;
  collapsed: ReadonlySet<string>;
  rows: number;
}

/** Wide indents where the height limits the scale anyway. */
function fitOf(nodes: readonly Node[], { least, most, collapsed, rows }: Candidate, window: Window): Fit {
  const { height, width } = layoutTree(nodes, { width: least, collapsed, rows });
  const scale = Math.min(1, window.height / height);
  const widest = Math.max(least, Math.min(most, Math.floor(window.width / scale)));
  return { width: widest, collapsed, rows, scale: Math.min(scale, window.width / width) };
}
