/** Lines of reporting, from the superior's card to the person's, as on the picture of an organisation. */
import { CARD, type Point, type Spot } from "./geometry";

export interface Link {
  superior: string;
  person: string;
  /** Each step horizontal or vertical; the first point is on the superior's edge, the last on the person's. */
  points: Point[];
}

export interface Standing extends Spot {
  code: string;
  /** Levels above, 0 for a root. */
  depth: number;
  /** Of the grid, from the left; a root's is the first of its tree. */
  column: number;
}

/** Where the first row of roots begins. */
export const ROOT_TOP = 18;

/** From the top of a root to the top of the first row of direct reports. */
export const HEADS = 100;

/** From the top of a root to the line from which the direct reports hang. */
const BUS = 82;

/** How far right of its left edge a head is entered from above. */
const ENTRY = 20;

/** How far left of a column runs the line to heads that stand below others. */
const BESIDE = 6;

export function linkBetween(superior: Standing, person: Standing): Link {
  return { superior: superior.code, person: person.code, points: pointsBetween(superior, person) };
}

function pointsBetween(superior: Standing, person: Standing): Point[] {
  if (person.depth === 1) return fromRoot(superior, person);
  if (superior.column !== person.column) return fromOtherColumn(superior, person);
  if (superior.x !== person.x) return elbow(superior, person);
  return fromSameIndent(superior, person);
}

function fromRoot(root: Standing, head: Standing): Point[] {
  const start = root.x + CARD.width / 2;
  const bus = root.y + BUS;
  if (head.y > root.y + HEADS) {
    const x = head.x - BESIDE;
    return [[start, bottom(root)], [start, bus], [x, bus], [x, middle(head)], [head.x, middle(head)]];
  }
  if (root.x === head.x) return [[start, bottom(root)], [start, head.y]];
  const entry = head.x + ENTRY;
  return [[start, bottom(root)], [start, bus], [entry, bus], [entry, head.y]];
}

function elbow(superior: Standing, person: Standing): Point[] {
  const x = (superior.x + person.x) / 2;
  return [[x, bottom(superior)], [x, middle(person)], [person.x, middle(person)]];
}

/** A column that goes on beside the superior's: the row of the superior is free above it. */
function fromOtherColumn(superior: Standing, person: Standing): Point[] {
  const x = person.x - BESIDE;
  const y = middle(superior);
  return [[superior.x + CARD.width, y], [x, y], [x, middle(person)], [person.x, middle(person)]];
}

/** So deep that indents have ended: straight down to the next, and around the right of those between. */
function fromSameIndent(superior: Standing, person: Standing): Point[] {
  const down = superior.x + ENTRY;
  if (person.y < superior.y + 2 * CARD.height) return [[down, bottom(superior)], [down, person.y]];
  const edge = superior.x + CARD.width;
  const x = edge + 4 + 3 * (superior.depth % 3);
  return [[edge, middle(superior)], [x, middle(superior)], [x, middle(person)], [edge, middle(person)]];
}

function middle({ y }: Spot): number {
  return y + CARD.height / 2;
}

function bottom({ y }: Spot): number {
  return y + CARD.height;
}
