/** Where a line may leave or enter a card: at a side from which a free street is reached without crossing anything. */
import type { Box } from "./geometry";
import { type Network, type Streets, middleOf } from "./streets";

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

const SIDES: readonly Side[] = ["right", "left", "bottom", "top"];

/** For a box its docks, worked out once each. */
export function docksOf(boxes: readonly Box[], network: Network): (box: Box) => readonly Dock[] {
  const known = new Map<string, readonly Dock[]>();
  const turned = boxes.map(turn);
  return (box) => {
    const key = `${box.x} ${box.y}`;
    let docks = known.get(key);
    if (docks) return docks;
    docks = SIDES.flatMap((side) => {
      const way = isUpright(side) ? "gutters" : "lanes";
      const [own, all] = isUpright(side) ? [box, boxes] : [turn(box), turned];
      const found = gate(side, own, all, network[way]);
      return found ? { box, side, way, ...found } : [];
    });
    known.set(key, docks);
    return docks;
  };
}

export function isUpright(side: Side): boolean {
  return side === "left" || side === "right";
}

type Gate = Pick<Dock, "street" | "port" | "distance">;

/** From a side that stands upright, or has been turned so, to the next street; null when something is in between. */
function gate(side: Side, box: Box, boxes: readonly Box[], streets: Streets): Gate | null {
  const forward = side === "right" || side === "bottom";
  const edge = forward ? box.x + box.width : box.x;
  const street = forward ? streets.after(edge) : streets.before(edge);
  const span = street === null ? undefined : streets.spans[street];
  if (street === null || !span) return null;
  const [top, end] = [box.y + CORNER, box.y + box.height - CORNER];
  if (streets.load(street, streets.mark(top), streets.mark(end)) === Infinity) return null;
  const [left, right] = forward ? [edge, span.from] : [span.to, edge];
  const isInBetween = ({ x, y, width, height }: Box): boolean =>
    x < right && x + width > left && y < end && y + height > top;
  if (left < right && boxes.some(isInBetween)) return null;
  return { street, port: box.y + box.height / 2, distance: Math.abs(middleOf(span) - edge) };
}

function turn({ x, y, width, height }: Box): Box {
  return { x: y, y: x, width: height, height: width };
}
