/** Measures of the relationship map and the decision chain, in px before any zoom; x to the right, y down. */
export type Point = [x: number, y: number];

export interface Spot {
  x: number;
  y: number;
}

export interface Box extends Spot {
  width: number;
  height: number;
}

/** A person of the relationship map. */
export const CARD = { width: 156, height: 50 } as const;

/** From one row to the next: between two rows runs a lane of 12 px across the whole map. */
export const ROW = 62;

/** What no card enters between two columns. */
export const GUTTER = 24;

/** What stays free at the left and the right of the map. */
export const MARGIN = 12;
