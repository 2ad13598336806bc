/** Lines that share a street or the side of a card are drawn beside each other, so that they can be told apart. */
import { type Dock, type Way, CORNER, isUpright } from "./docks";
import { type Network, type Span, middleOf } from "./streets";

/** A straight part of a line. */
export interface Run {
  way: Way;
  street: number;
  /** Along the street, in the line's direction. */
  from: number;
  to: number;
  /** Across it: first its middle, later the line's own track. */
  at: number;
}

/** What of a line is spread: its docks, and the runs from the one to the other. */
export interface Spreadable {
  leaves: Dock;
  enters: Dock;
  runs: readonly Run[];
}

/** An end of a line, and to where along the side it comes from or goes. */
interface Port {
  dock: Dock;
  towards: number;
}

/** From one track to the next, and at least from the last to the cards. */
const TRACK = 3;
const CLEAR = 2;

/** From one port to the next on the side of a card, where there is room. */
const PORT = 16;

/** In a lane wider than this, lines keep to its upper part: below runs the line from which direct reports hang. */
const WIDE = 30;
const KEPT = 22;

/** Lines nearer than this along a street take different tracks. */
const APART = 16;

/** Gives each line its own port on the side of a card, in the order of where the lines go. */
export function spreadPorts(lines: readonly Spreadable[]): void {
  const sides = new Map<string, Port[]>();
  const add = (dock: Dock, towards: number): void => {
    const ports = sides.get(sideOf(dock)) ?? [];
    ports.push({ dock, towards });
    sides.set(sideOf(dock), ports);
  };
  for (const { leaves, enters, runs } of lines) {
    add(leaves, runs[0]?.to ?? 0);
    add(enters, runs[runs.length - 1]?.from ?? 0);
  }
  for (const ports of sides.values()) {
    ports.sort((one, other) => one.towards - other.towards);
    ports.forEach(({ dock }, index) => (dock.port = portOf(dock, index, ports.length)));
  }
  for (const line of lines) alignFacing(line, sides);
  for (const { leaves, enters, runs } of lines) {
    const [first, last] = [runs[0], runs[runs.length - 1]];
    if (first) first.from = leaves.port;
    if (last) last.to = enters.port;
  }
}

/** Gives each run a track of its street that no other run uses thereabouts, as long as there are enough. */
export function spreadRuns(runs: readonly Run[], network: Network): void {
  const streets = new Map<string, Run[]>();
  for (const run of runs) {
    const key = `${run.way} ${run.street}`;
    const beside = streets.get(key) ?? [];
    beside.push(run);
    streets.set(key, beside);
  }
  for (const beside of streets.values()) {
    const tracks = tracksOf(beside, network);
    const ends: number[] = [];
    beside.sort((one, other) => lowEnd(one) - lowEnd(other));
    for (const run of beside) {
      const free = ends.findIndex((end) => end + APART < lowEnd(run));
      const track = free < 0 ? ends.length : free;
      ends[track] = Math.max(run.from, run.to);
      run.at = tracks[track % tracks.length] ?? run.at;
    }
  }
}

/** Between neighbours in a row the line is straight, if no other leaves that side of the card. */
function alignFacing({ leaves, enters, runs }: Spreadable, sides: ReadonlyMap<string, readonly Port[]>): void {
  const facing = runs.length === 1 && leaves.way === "gutters" && leaves.side !== enters.side;
  if (!facing || sides.get(sideOf(leaves))?.length !== 1) return;
  const { y, height } = leaves.box;
  if (enters.port >= y + CORNER && enters.port <= y + height - CORNER) leaves.port = enters.port;
}

function sideOf({ side, box }: Dock): string {
  return `${side} ${box.x} ${box.y}`;
}

function portOf({ box, side }: Dock, index: number, count: number): number {
  const [start, length] = isUpright(side) ? [box.y, box.height] : [box.x, box.width];
  const step = Math.min(PORT, (length - 2 * CORNER) / Math.max(1, count - 1));
  return start + length / 2 + (index - (count - 1) / 2) * step;
}

/** Coordinates across a street, from its middle outwards. */
function tracksOf([run]: readonly Run[], network: Network): number[] {
  const span = run && network[run.way].spans[run.street];
  if (!span) return [];
  const used: Span = run.way === "lanes" && span.to - span.from > WIDE ? { from: span.from, to: span.to - KEPT } : span;
  const middle = middleOf(used);
  const beside = Math.max(0, Math.floor(((used.to - used.from) / 2 - CLEAR) / TRACK));
  const tracks = [middle];
  for (let step = 1; step <= beside; step++) tracks.push(middle + step * TRACK, middle - step * TRACK);
  return tracks;
}

function lowEnd({ from, to }: Run): number {
  return Math.min(from, to);
}
