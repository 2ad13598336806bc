/** One direct report of a root with everybody below who shows: one column, or several side by side. */
import { type Person, walk } from "./forest";

/** Who of the reports shows. */
export type Shown = (person: Person) => readonly Person[];

export interface Limits {
  /** How many columns stand side by side. */
  columns: number;
  /** How many rows they should keep to, if they can. */
  rows: number;
}

/** What stays together when a tall block is cut into columns. */
export interface Block {
  /** The head and, while each has a single report, those below: on top of the first column. */
  chain: readonly Person[];
  /** Whole subtrees of those who report to the end of the chain. */
  parts: readonly (readonly Person[])[];
  /** As few columns as let it keep to the rows. */
  columns: number;
}

/** In cells: the head has column 0 and row 0. */
export interface Cell {
  person: Person;
  column: number;
  row: number;
}

export interface Arrangement {
  cells: Cell[];
  /** Rows from the block's top to each column's end. */
  heights: number[];
}

export function blockOf(head: Person, { columns, rows }: Limits, shown: Shown): Block {
  const chain = singleChain(head, shown);
  const parts = shown(chain[chain.length - 1] ?? head).map((report) => walk([report], shown));
  const sizes = parts.map((part) => part.length);
  const room = leastRoom(sizes, columns, Math.max(rows - chain.length, ...sizes));
  return { chain, parts, columns: fill(sizes, room).size + 1 };
}

/** The block in so many columns: filled in order, and about equally tall. */
function arrange({ chain, parts }: Block, columns: number): Arrangement {
  const sizes = parts.map((part) => part.length);
  const begins = fill(sizes, leastRoom(sizes, columns, Math.max(0, ...sizes)));
  const arrangement: Arrangement = { cells: [], heights: [] };
  append(arrangement, chain, 0);
  let column = 0;
  parts.forEach((part, index) => {
    if (begins.has(index)) arrangement.heights[++column] = chain.length;
    append(arrangement, part, column);
  });
  return arrangement;
}

/** A block's arrangement, and the cell of its head among the columns of its root. */
export interface Stacked extends Arrangement {
  column: number;
  row: number;
}

/**
 * Blocks side by side, then below: each in as few columns as let it end within the rows, a low one cut in two at most,
 * and if none do, in those with which it ends highest. By row and column the heads keep their order. A free row keeps a
 * head from looking like one more report of the head above.
 */
export function stack(blocks: readonly Block[], { columns, rows }: Limits): Stacked[] {
  const ends = new Array<number>(columns).fill(0);
  let after = { column: 0, row: 0 };
  return blocks.map((block) => {
    const best = bestFit(block, { ends, after, rows });
    const gap = best.cells.length > 1 ? 1 : 0;
    best.heights.forEach((height, index) => (ends[best.column + index] = best.row + height + gap));
    after = { column: best.column + 1, row: best.row };
    return best;
  });
}

interface Corner {
  column: number;
  row: number;
}

interface Space {
  /** For each column the first free row. */
  ends: readonly number[];
  /** The next head stands in this row from this column on, or further down. */
  after: Corner;
  rows: number;
}

function bestFit(block: Block, space: Space): Stacked {
  let best: Stacked | null = null;
  for (let columns = 1; columns <= Math.min(Math.max(2, block.columns), space.ends.length); columns++) {
    const arrangement = arrange(block, columns);
    const stacked = { ...arrangement, ...firstFit(space, arrangement.heights.length) };
    if (endOf(stacked) <= space.rows) return stacked;
    if (columns <= block.columns && (!best || endOf(stacked) < endOf(best))) best = stacked;
  }
  return best ?? { ...arrange(block, 1), ...space.after };
}

function endOf({ row, heights }: Stacked): number {
  return row + Math.max(...heights);
}

/** The leftmost of the highest places that are free in so many columns side by side. */
function firstFit({ ends, after }: Space, columns: number): Corner {
  const best = { column: 0, row: Infinity };
  for (let column = 0; column + columns <= ends.length; column++) {
    const least = column < after.column ? after.row + 1 : after.row;
    const row = Math.max(least, ...ends.slice(column, column + columns));
    if (row < best.row) Object.assign(best, { column, row });
  }
  return best;
}

/** From `head` down while there is only one to go to; ends with whoever has several reports, or none. */
function singleChain(head: Person, shown: Shown): Person[] {
  const chain = [head];
  for (let next = shown(head); next.length === 1 && next[0]; next = shown(next[0])) chain.push(next[0]);
  return chain;
}

function append({ cells, heights }: Arrangement, people: readonly Person[], column: number): void {
  let row = heights[column] ?? 0;
  for (const person of people) cells.push({ person, column, row: row++ });
  heights[column] = row;
}

/** The fewest rows, from `least` up, with which the parts go into so many columns. */
function leastRoom(sizes: readonly number[], columns: number, least: number): number {
  let [low, high] = [least, Math.max(least, sizes.reduce((sum, size) => sum + size, 0))];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fill(sizes, middle).size < columns) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Before which parts a new column begins when none may have more than `room` rows, but for a part that alone has. */
function fill(sizes: readonly number[], room: number): Set<number> {
  const begins = new Set<number>();
  let filled = 0;
  sizes.forEach((size, index) => {
    if (filled > 0 && filled + size > room) {
      begins.add(index);
      filled = 0;
    }
    filled += size;
  });
  return begins;
}
