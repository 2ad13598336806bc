/** Lines of influence on the map: around the cards, through gutters and lanes, so that each can be followed. */
import { type Dock, docksOf } from "./docks";
import type { Box, Point, Spot } from "./geometry";
import { labelOn, roundedPath, straightened } from "./paths";
import { type Run, spreadPorts, spreadRuns } from "./spreading";
import { type Mark, type Network, networkBetween } from "./streets";

export interface Request {
  id: number;
  from: Box;
  to: Box;
}

export interface Route {
  points: Point[];
  /** The points as the `d` of an SVG path with rounded corners. */
  path: string;
  /** On the line, where there is most room for a label. */
  label: Spot;
}

/** Which streets a line takes from one card to another. */
interface Line {
  leaves: Dock;
  enters: Dock;
  runs: Run[];
}

/** In px: what a turn costs, and running beside one other line through one cell of a street. */
const TURN = 24;
const CROWD = 2;

/** Where the line ends before the card, for the head of an arrow beside the dot that marks who can be swayed. */
const END = 9;
const LEAST_END = 4;

/**
 * A route for each request, entering at the left or right, whichever is nearer.
 *
 * `boxes` is everything that stands on the map, the ends of the requests included. No route crosses one, and lines that
 * share a street run beside each other, 3 px apart, as long as it is wide enough. A request without a way (its ends are
 * the same, or other boxes close it in) has no route.
 */
export function routeInfluences(requests: readonly Request[], boxes: readonly Box[]): Map<number, Route> {
  const network = networkBetween(boxes);
  const docks = docksOf(boxes, network);
  const lines = new Map<number, Line>();
  for (const { id, from, to } of requests) {
    const line = from === to ? null : cheapest(network, docks(from), docks(to));
    if (!line) continue;
    for (const run of line.runs) network[run.way].use(run.street, run.from, run.to);
    lines.set(id, line);
  }
  spreadPorts([...lines.values()]);
  spreadRuns([...lines.values()].flatMap(({ runs }) => runs), network);
  return new Map([...lines].map(([id, line]) => [id, routeOf(line)]));
}

/** By one lane at most; if that is impossible, by two. */
function cheapest(network: Network, from: readonly Dock[], to: readonly Dock[]): Line | null {
  const entries = to.filter(({ way }) => way === "gutters");
  for (const find of [shortWay, longWay]) {
    let [best, least]: [Line | null, number] = [null, Infinity];
    for (const leaves of from) {
      for (const enters of entries) {
        const runs = find(network, leaves, enters);
        const cost = costOf(network, runs) + leaves.distance + enters.distance;
        if (cost < least) [best, least] = [{ leaves: { ...leaves }, enters: { ...enters }, runs }, cost];
      }
    }
    if (best) return best;
  }
  return null;
}

/** Infinite where a street is blocked, or where there is no way at all. */
function costOf(network: Network, runs: readonly Run[]): number {
  if (!runs.length) return Infinity;
  return runs.reduce((cost, { way, street, from, to }) => {
    const streets = network[way];
    const load = streets.load(street, streets.mark(from), streets.mark(to));
    return cost + Math.abs(to - from) + (from === to ? 0 : TURN) + CROWD * load;
  }, 0);
}

function shortWay(network: Network, leaves: Dock, enters: Dock): Run[] {
  const { gutters, lanes } = network;
  if (leaves.way === "lanes") return fromLane(network, leaves.street, leaves.port, enters);
  if (leaves.street === enters.street) return [gutterRun(network, leaves.street, leaves.port, enters.port)];
  const [start, end] = [gutters.mark(leaves.port), gutters.mark(enters.port)];
  const [from, to] = [lanes.crossings[leaves.street], lanes.crossings[enters.street]];
  if (!from || !to) return [];
  const lane = cheapestAt(
    gutters.crossings,
    (y) => Math.abs(start.at - y) + Math.abs(y - end.at),
    (y, index) =>
      gutters.load(leaves.street, start, y) + lanes.load(index, from, to) + gutters.load(enters.street, y, end),
  );
  const y = lane === null ? undefined : lanes.middles[lane];
  if (lane === null || y === undefined) return [];
  return [gutterRun(network, leaves.street, leaves.port, y), ...fromLane(network, lane, from.at, enters)];
}

/** From the lane nearest to the one end through some gutter to the lane nearest to the other. */
function longWay(network: Network, leaves: Dock, enters: Dock): Run[] {
  const { gutters, lanes } = network;
  const [out, back] = [laneNextTo(network, leaves), laneNextTo(network, enters)];
  const [from, to] = [gutters.crossings[out ?? -1], gutters.crossings[back ?? -1]];
  const start = leaves.way === "lanes" ? lanes.mark(leaves.port) : lanes.crossings[leaves.street];
  const end = lanes.crossings[enters.street];
  if (out === null || back === null || !from || !to || !start || !end) return [];
  const gutter = cheapestAt(
    lanes.crossings,
    (x) => Math.abs(start.at - x) + Math.abs(x - end.at),
    (x, index) => lanes.load(out, start, x) + gutters.load(index, from, to) + lanes.load(back, x, end),
  );
  const x = gutter === null ? undefined : gutters.middles[gutter];
  if (gutter === null || x === undefined) return [];
  const first = leaves.way === "lanes" ? [] : [gutterRun(network, leaves.street, leaves.port, from.at)];
  const across = [laneRun(network, out, start.at, x), gutterRun(network, gutter, from.at, to.at)];
  return [...first, ...across, ...fromLane(network, back, x, enters)];
}

/** Along a lane to the gutter beside the end, and along that. */
function fromLane(network: Network, lane: number, x: number, enters: Dock): [Run, Run] {
  const [y = 0, goal = 0] = [network.lanes.middles[lane], network.gutters.middles[enters.street]];
  return [laneRun(network, lane, x, goal), gutterRun(network, enters.street, y, enters.port)];
}

function laneNextTo({ gutters }: Network, { way, street, port }: Dock): number | null {
  if (way === "lanes") return street;
  const start = gutters.mark(port);
  return cheapestAt(gutters.crossings, (y) => Math.abs(y - port), (y) => gutters.load(street, start, y));
}

/** Which crossing costs least, null when all are infinite; a load is asked only where it can matter. */
function cheapestAt(
  crossings: readonly Mark[],
  length: (at: number) => number,
  load: (crossing: Mark, index: number) => number,
): number | null {
  let [best, least]: [number | null, number] = [null, Infinity];
  crossings.forEach((crossing, index) => {
    const short = length(crossing.at);
    const cost = short < least ? short + CROWD * load(crossing, index) : Infinity;
    if (cost < least) [best, least] = [index, cost];
  });
  return best;
}

function gutterRun({ gutters }: Network, street: number, from: number, to: number): Run {
  return { way: "gutters", street, from, to, at: gutters.middles[street] ?? 0 };
}

function laneRun({ lanes }: Network, street: number, from: number, to: number): Run {
  return { way: "lanes", street, from, to, at: lanes.middles[street] ?? 0 };
}

function routeOf({ leaves, enters, runs }: Line): Route {
  const points: Point[] = [edgeOf(leaves)];
  let [upright, at] = [leaves.way === "lanes", leaves.port];
  for (const run of runs) {
    points.push(upright ? [at, run.at] : [run.at, at]);
    [upright, at] = [run.way === "gutters", run.at];
  }
  const [x, y] = edgeOf(enters);
  const room = Math.min(END, Math.max(0, Math.abs(at - x) - LEAST_END));
  points.push([at, y], [enters.side === "right" ? x + room : x - room, y]);
  const straight = straightened(points);
  return { points: straight, path: roundedPath(straight), label: labelOn(straight) };
}

function edgeOf({ box, side, port }: Dock): Point {
  if (side === "left") return [box.x, port];
  if (side === "right") return [box.x + box.width, port];
  return [port, side === "top" ? box.y : box.y + box.height];
}
