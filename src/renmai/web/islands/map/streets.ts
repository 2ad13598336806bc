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

/** Streets narrower than this are none. */
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
 * to each cell make every question O(1) or O(log n).
 */
export class Streets {
  readonly spans: readonly Span[];
  private readonly borders: readonly number[];
  private readonly blocked: number[][];
  private readonly lines: number[][];

  constructor(spans: readonly Span[], crossing: readonly Span[], widths: readonly Span[], lengths: readonly Span[]) {
    this.spans = spans;
    this.borders = crossing.map(middleOf);
    this.lines = spans.map(() => new Array<number>(crossing.length + 2).fill(0));
    this.blocked = spans.map((span) => this.blockedSums(span, widths, lengths));
  }

  get count(): number {
    return this.spans.length;
  }

  middle(street: number): number {
    const span = this.spans[street];
    return span ? middleOf(span) : NaN;
  }

  /** Infinity when something stands between `a` and `b`; else how many lines are passed, summed over the cells. */
  load(street: number, a: number, b: number): number {
    const [first, end] = this.cells(a, b);
    const blocked = this.blocked[street];
    const lines = this.lines[street];
    if (!blocked || !lines || between(blocked, first, end)) return Infinity;
    return between(lines, first, end);
  }

  /** One more line runs from `a` to `b`. */
  use(street: number, a: number, b: number): void {
    const [first, end] = this.cells(a, b);
    const lines = this.lines[street];
    if (!lines) return;
    for (let index = first + 1; index < lines.length; index++) {
      lines[index] = (lines[index] ?? 0) + Math.min(index, end) - first;
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

  private cells(a: number, b: number): [first: number, end: number] {
    const [low, high] = a < b ? [a, b] : [b, a];
    return [countWhile(this.borders, (at) => at <= low), countWhile(this.borders, (at) => at < high) + 1];
  }

  private blockedSums(span: Span, widths: readonly Span[], lengths: readonly Span[]): number[] {
    const sums = new Array<number>(this.borders.length + 2).fill(0);
    widths.forEach((width, index) => {
      const length = lengths[index];
      if (!length || width.from >= span.to || width.to <= span.from) return;
      const [first, end] = this.cells(length.from, length.to);
      for (let cell = first; cell < end; cell++) sums[cell + 1] = 1;
    });
    for (let index = 1; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (sums[index - 1] ?? 0);
    return sums;
  }
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
  if (!things.length) return [];
  const changes = new Map<number, number>();
  for (const { from, to } of things) {
    changes.set(from, (changes.get(from) ?? 0) + 1);
    changes.set(to, (changes.get(to) ?? 0) - 1);
  }
  const steps = [...changes].sort(([one], [other]) => one - other);
  const edges = steps.map(([at]) => at);
  const [first = 0, last = 0] = [edges[0], edges[edges.length - 1]];
  let covered = 0;
  const covers = steps.map(([, change]) => (covered += change));
  const inner = covers.flatMap((cover, index): Span[] => {
    const [from = 0, to] = [edges[index], edges[index + 1]];
    const low = (covers[index - 1] ?? 0) >= cover && (covers[index + 1] ?? 0) >= cover;
    return to !== undefined && low && to - from >= LEAST ? [{ from, to }] : [];
  });
  return [{ from: first - AROUND, to: first }, ...inner, { from: last, to: last + AROUND }];
}
