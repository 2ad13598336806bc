/** Lines of influence on the map: around the cards, through gutters and lanes, so that each can be followed. */
import { type Dock, docksOf } from "./docks";
import type { Box, Point, Spot } from "./geometry";
import { labelOn, roundedPath, straightened } from "./paths";
import { type Run, spreadPorts, spreadRuns } from "./spreading";
import { type Network, type Streets, networkBetween } from "./streets";

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

/** A turn costs as much as so many px, one line passed along one cell of a street as so many. */
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
        const cost = runs ? costOf(network, runs) + leaves.distance + enters.distance : Infinity;
        if (runs && cost < least) [best, least] = [{ leaves: { ...leaves }, enters: { ...enters }, runs }, cost];
      }
    }
    if (best) return best;
  }
  return null;
}

function shortWay(network: Network, leaves: Dock, enters: Dock): Run[] | null {
  const { gutters, lanes } = network;
  const [first, last] = [leaves.street, enters.street];
  if (leaves.way === "gutters" && first === last) return [gutterRun(network, first, leaves.port, enters.port)];
  if (leaves.way === "lanes") {
    const by = lanes.middle(first);
    return [
      laneRun(network, first, leaves.port, gutters.middle(last)),
      gutterRun(network, last, by, enters.port),
    ];
  }
  const [x, goal] = [gutters.middle(first), gutters.middle(last)];
  const lane = cheapestOf(lanes, (y) => Math.abs(leaves.port - y) + Math.abs(y - enters.port), (index, y) =>
    gutters.load(first, leaves.port, y) + lanes.load(index, x, goal) + gutters.load(last, y, enters.port),
  );
  return lane === null ? null : throughLane(network, leaves, lane, enters);
}

/** From the lane nearest to the one end through some gutter to the lane nearest to the other. */
function longWay(network: Network, leaves: Dock, enters: Dock): Run[] | null {
  const { gutters, lanes } = network;
  const [out, back] = [laneNextTo(network, leaves), laneNextTo(network, enters)];
  if (out === null || back === null) return null;
  const [from, to] = [lanes.middle(out), lanes.middle(back)];
  const start = leaves.way === "lanes" ? leaves.port : gutters.middle(leaves.street);
  const goal = gutters.middle(enters.street);
  const gutter = cheapestOf(gutters, (x) => Math.abs(start - x) + Math.abs(x - goal), (index, x) =>
    lanes.load(out, start, x) + gutters.load(index, from, to) + lanes.load(back, x, goal),
  );
  if (gutter === null) return null;
  const x = gutters.middle(gutter);
  const runs = [
    laneRun(network, out, start, x),
    gutterRun(network, gutter, from, to),
    laneRun(network, back, x, goal),
    gutterRun(network, enters.street, to, enters.port),
  ];
  if (leaves.way === "gutters") runs.unshift(gutterRun(network, leaves.street, leaves.port, from));
  return runs;
}

function laneNextTo({ gutters, lanes }: Network, { way, street, port }: Dock): number | null {
  if (way === "lanes") return street;
  return cheapestOf(lanes, (y) => Math.abs(y - port), (_, y) => gutters.load(street, port, y));
}

/** The street with the least length and load, null when all are blocked; loads are asked only where they matter. */
function cheapestOf(
  streets: Streets,
  length: (middle: number) => number,
  load: (street: number, middle: number) => number,
): number | null {
  let [best, least]: [number | null, number] = [null, Infinity];
  for (let street = 0; street < streets.count; street++) {
    const middle = streets.middle(street);
    const short = length(middle);
    const cost = short < least ? short + CROWD * load(street, middle) : Infinity;
    if (cost < least) [best, least] = [street, cost];
  }
  return best;
}

function throughLane(network: Network, leaves: Dock, lane: number, enters: Dock): Run[] {
  const { gutters, lanes } = network;
  const y = lanes.middle(lane);
  return [
    gutterRun(network, leaves.street, leaves.port, y),
    laneRun(network, lane, gutters.middle(leaves.street), gutters.middle(enters.street)),
    gutterRun(network, enters.street, y, enters.port),
  ];
}

function gutterRun({ gutters }: Network, street: number, from: number, to: number): Run {
  return { way: "gutters", street, from, to, at: gutters.middle(street) };
}

function laneRun({ lanes }: Network, street: number, from: number, to: number): Run {
  return { way: "lanes", street, from, to, at: lanes.middle(street) };
}

function costOf(network: Network, runs: readonly Run[]): number {
  return runs.reduce((cost, { way, street, from, to }) => {
    const length = Math.abs(to - from);
    return cost + length + (length ? TURN : 0) + CROWD * network[way].load(street, from, to);
  }, 0);
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
