/** Where a line may leave or enter a card: at a side from which a free street is reached without crossing anything. */
import type { Box } from "./geometry";
import { type Network, middleOf } from "./streets";

export type Side = "left" | "right" | "top" | "bottom";
export type Way = "gutters" | "lanes";

export interface Dock {
  box: Box;
  side: Side;
  /** The street beside that side: of the gutters for left and right, of the lanes for top and bottom. */
  way: Way;
  street: number;
  /** Along the side, in the map's coordinates: first the middle, later spread if several lines share the side. */
  port: number;
  /** From the side to the middle of the street. */
  distance: number;
}

/** The part of a side at which lines end, away from the corners. */
export const CORNER = 9;

/** For a box its docks, worked out once each. */
export function docksOf(boxes: readonly Box[], network: Network): (box: Box) => readonly Dock[] {
  const known = new Map<string, readonly Dock[]>();
  return (box) => {
    const key = `${box.x} ${box.y}`;
    const docks = known.get(key) ?? SIDES.flatMap((side) => dockAt(side, box, boxes, network) ?? []);
    known.set(key, docks);
    return docks;
  };
}

const SIDES: readonly Side[] = ["right", "left", "bottom", "top"];

function dockAt(side: Side, box: Box, boxes: readonly Box[], network: Network): Dock | null {
  const upright = side === "left" || side === "right";
  const way = upright ? "gutters" : "lanes";
  const [start, length, near, depth] = upright
    ? [box.y, box.height, box.x, box.width]
    : [box.x, box.width, box.y, box.height];
  const forward = side === "right" || side === "bottom";
  const edge = forward ? near + depth : near;
  const street = forward ? network[way].after(edge) : network[way].before(edge);
  const span = street === null ? undefined : network[way].spans[street];
  if (street === null || !span) return null;
  if (network[way].load(street, start + CORNER, start + length - CORNER) === Infinity) return null;
  const [low, high] = forward ? [edge, span.from] : [span.to, edge];
  const [from, to] = [start + CORNER, start + length - CORNER];
  const between = upright ? { x: low, y: from, width: high - low, height: to - from }
    : { x: from, y: low, width: to - from, height: high - low };
  if (high > low && boxes.some((other) => overlap(other, between))) return null;
  return { box, side, way, street, port: start + length / 2, distance: Math.abs(middleOf(span) - edge) };
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
