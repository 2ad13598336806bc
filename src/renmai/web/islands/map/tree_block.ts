/** One direct report of a root with everybody below who shows: one column, or several side by side. */
import { type Person, walk } from "./forest";

/** In cells: the head has column 0 and row 0. */
export interface Cell {
  person: Person;
  column: number;
  row: number;
}

export interface Block {
  cells: Cell[];
  /** Rows from the block's top to each column's end. */
  heights: number[];
}

/** Who of the reports shows. */
export type Shown = (person: Person) => readonly Person[];

export interface Limits {
  /** How many columns stand side by side. */
  columns: number;
  /** How many rows a column may have before it is cut, if it can be. */
  rows: number;
}

/**
 * The block of `head`, at most as wide as the map.
 *
 * A tall block is cut between whole subtrees of those who report to the head, or, below a chain of single reports,
 * to its end; the columns come out about equally tall and keep the order.
 */
export function blockOf(head: Person, { columns, rows }: Limits, shown: Shown): Block {
  const people = walk([head], shown);
  if (people.length <= rows || columns === 1) return stacked(people);
  const chain = singleChain(head, shown);
  const parts = shown(chain[chain.length - 1] ?? head).map((report) => walk([report], shown));
  const begins = flow(parts.map((part) => part.length), columns, rows - chain.length);
  const block = stacked(chain);
  let column = 0;
  parts.forEach((part, index) => {
    if (begins.has(index)) block.heights[++column] = chain.length;
    append(block, part, column);
  });
  return block;
}

function stacked(people: readonly Person[]): Block {
  return { cells: people.map((person, row) => ({ person, column: 0, row })), heights: [people.length] };
}

function append(block: Block, people: readonly Person[], column: number): void {
  let row = block.heights[column] ?? 0;
  for (const person of people) block.cells.push({ person, column, row: row++ });
  block.heights[column] = row;
}

/** From `head` down while there is only one to go to; ends with whoever has several reports, or none. */
function singleChain(head: Person, shown: Shown): Person[] {
  const chain = [head];
  for (let next = shown(head); next.length === 1 && next[0]; next = shown(next[0])) chain.push(next[0]);
  return chain;
}

/** Before which parts a new column begins: as few columns as `room` rows each allow, then as even as they come. */
function flow(sizes: readonly number[], columns: number, room: number): Set<number> {
  const largest = Math.max(0, ...sizes);
  const used = fill(sizes, leastRoom(sizes, columns, Math.max(room, largest))).size + 1;
  return fill(sizes, leastRoom(sizes, used, largest));
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

/** A block and the cell of its head among the columns of its root. */
export interface Stacked {
  block: Block;
  column: number;
  row: number;
}

/**
 * Blocks in `span` columns: left to right, then below each other, never higher than the block before. A free row keeps
 * a head from looking like one more report of the head above. `span` is at least the width of the widest block.
 */
export function stack(blocks: readonly Block[], span: number): Stacked[] {
  const ends = new Array<number>(span).fill(0);
  let least = 0;
  return blocks.map((block) => {
    const { column, row } = firstFit(ends, block.heights.length, least);
    least = row;
    const gap = block.cells.length > 1 ? 1 : 0;
    block.heights.forEach((height, index) => (ends[column + index] = row + height + gap));
    return { block, column, row };
  });
}

/** The leftmost of the highest places, not above row `least`, that are free in `width` columns side by side. */
function firstFit(ends: readonly number[], width: number, least: number): { column: number; row: number } {
  const best = { column: 0, row: Infinity };
  for (let column = 0; column + width <= ends.length; column++) {
    const row = Math.max(least, ...ends.slice(column, column + width));
    if (row < best.row) Object.assign(best, { column, row });
  }
  return best;
}
