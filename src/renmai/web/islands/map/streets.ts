/** Where lines run between cards: gutters (vertical) and lanes (horizontal), what blocks them and how full they are. */
import type { Box } from "./geometry";

/** From one coordinate to a greater one. */
export interface Span {
  from: number;
  to: number;
}

export interface Network {
  gutters: Streets;
  lanes: Streets;
}

/** A place along a street, with what finds its cell: how many crossings lie before it, and how many before or at it. */
export interface Mark {
  at: number;
  before: number;
  through: number;
}

/** What is narrower is no street. */
const LEAST = 6;

/** How wide the streets around everything are. */
const AROUND = 12;

export function networkBetween(boxes: readonly Box[]): Network {
  const across = boxes.map(({ x, width }) => ({ from: x, to: x + width }));
  const down = boxes.map(({ y, height }) => ({ from: y, to: y + height }));
  const gutters = spansBetween(across);
  const lanes = spansBetween(down);
  return { gutters: new Streets(gutters, lanes, across, down), lanes: new Streets(lanes, gutters, down, across) };
}

export function middleOf({ from, to }: Span): number {
  return (from + to) / 2;
}

/**
 * All streets of one direction, in order of their coordinate.
 *
 * The streets of the other direction divide each into cells, from the middle of one to the middle of the next. A cell
 * is blocked when any box reaches into it; else it counts the lines that run in it. Sums from the start of the street
 * to each cell make it O(1) to ask for a load.
 */
export class Streets {
  readonly spans: readonly Span[];
  readonly middles: readonly number[];
  /** Where the streets of the other direction cross. */
  readonly crossings: readonly Mark[];
  private readonly blocked: number[][];
  private readonly lines: number[][];

  constructor(spans: readonly Span[], crossing: readonly Span[], widths: readonly Span[], lengths: readonly Span[]) {
    this.spans = spans;
    this.middles = spans.map(middleOf);
    this.crossings = crossing.map((span, index) => ({ at: middleOf(span), before: index, through: index + 1 }));
    this.lines = spans.map(() => new Array<number>(crossing.length + 2).fill(0));
    const reaches = lengths.map(({ from, to }): Cells => [this.mark(from).through, this.mark(to).before + 1]);
    this.blocked = spans.map((span) => this.blockedSums(span, widths, reaches));
  }

  mark(at: number): Mark {
    const before = countWhile(this.crossings, (crossing) => crossing.at < at);
    return { at, before, through: this.crossings[before]?.at === at ? before + 1 : before };
  }

  /** Infinity when something stands between `a` and `b`; else how many lines are passed, summed over the cells. */
  load(street: number, a: Mark, b: Mark): number {
    const blocked = this.blocked[street];
    const lines = this.lines[street];
    // Asked some 100,000 times for a full map, hence no array for the two.
    const first = firstCell(a, b);
    const end = endCell(a, b);
    if (!blocked || !lines || between(blocked, first, end)) return Infinity;
    return between(lines, first, end);
  }

  /** One more line runs from `a` to `b`. */
  use(street: number, a: number, b: number): void {
    const lines = this.lines[street];
    const [from, to] = [this.mark(a), this.mark(b)];
    const [first, end] = [firstCell(from, to), endCell(from, to)];
    if (!lines) return;
    for (let index = first + 1; index < lines.length; index++) {
      lines[index] = (lines[index] ?? 0) + Math.max(0, Math.min(index, end) - first);
    }
  }

  /** The first street at or after `coordinate`; null beyond the last. */
  after(coordinate: number): number | null {
    const index = countWhile(this.spans, ({ from }) => from < coordinate);
    return index < this.spans.length ? index : null;
  }

  /** The last street that ends at or before `coordinate`; null before the first. */
  before(coordinate: number): number | null {
    const count = countWhile(this.spans, ({ to }) => to <= coordinate);
    return count ? count - 1 : null;
  }

  private blockedSums(street: Span, widths: readonly Span[], reaches: readonly Cells[]): number[] {
    const sums = new Array<number>(this.crossings.length + 2).fill(0);
    reaches.forEach(([first, end], index) => {
      const width = widths[index];
      if (width && width.from < street.to && width.to > street.from) sums.fill(1, first + 1, end + 1);
    });
    for (let index = 1; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (sums[index - 1] ?? 0);
    return sums;
  }
}

type Cells = [first: number, end: number];

function firstCell(a: Mark, b: Mark): number {
  return a.at < b.at ? a.through : b.through;
}

/** After the last cell from the one place to the other. */
function endCell(a: Mark, b: Mark): number {
  return a.at < b.at ? b.before + 1 : a.before + 1;
}

function between(sums: readonly number[], first: number, end: number): number {
  return first < end ? (sums[end] ?? 0) - (sums[first] ?? 0) : 0;
}

/** How many items from the start satisfy a condition that no later item satisfies once one does not. */
function countWhile<T>(sorted: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where fewer things lie side by side than left and right of it, and the two margins around everything. */
function spansBetween(things: readonly Span[]): Span[] {
  const parts = partsOf(things).filter(({ from, to }) => to - from >= LEAST);
  const inner = parts.filter(({ covered }, index) => {
    const [before, after] = [parts[index - 1], parts[index + 1]];
    return covered <= (before?.covered ?? 0) && covered <= (after?.covered ?? 0);
  });
  const first = Math.min(...things.map(({ from }) => from));
  const last = Math.max(...things.map(({ to }) => to));
  return things.length ? [{ from: first - AROUND, to: first }, ...inner, { from: last, to: last + AROUND }] : [];
}

interface Part extends Span {
  /** How many things lie there. */
  covered: number;
}

/** From one end of anything to the next end of anything. */
function partsOf(things: readonly Span[]): Part[] {
  const changes = new Map<number, number>();
  for (const { from, to } of things) {
    changes.set(from, (changes.get(from) ?? 0) + 1);
    changes.set(to, (changes.get(to) ?? 0) - 1);
  }
  const steps = [...changes].sort(([one], [other]) => one - other);
  let covered = 0;
  return steps.map(([from, change], index) => {
    covered += change;
    return { from, to: steps[index + 1]?.[0] ?? from, covered };
  });
}
