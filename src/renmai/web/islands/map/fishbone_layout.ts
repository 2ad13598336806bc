/** A decision chain as a fishbone: the nearer to the head, the more power to decide. */
import type { Point, Spot } from "./geometry";

export const MEMBER_CARD = { width: 128, height: 66 } as const;

export interface Bone {
  code: string;
  /** From the card to the spine. */
  points: Point[];
}

export interface Fishbone {
  places: Map<string, Spot>;
  bones: Bone[];
  /** From the tail to the tip of its arrow before the head; null without members. */
  spine: { from: Point; to: Point } | null;
  width: number;
  height: number;
}

/** How one side of the spine is arranged. */
interface Plan {
  /** Cards on one bone, one farther from the spine than the other. */
  rings: number;
  /** From one bone to the next on the same side. */
  pitch: number;
  width: number;
}

const EDGE = 8;

/** From the tip of the spine to the head, and back to the first bone's foot. */
const TIP = 14;
const FIRST = 44;

/** One card a bone: the bone ends under the middle of the card. */
const SINGLE = { reach: 64, slant: 44, least: MEMBER_CARD.width + 16, most: 300 } as const;

/** Several: the cards hang left of the bone, one above the other. */
const RINGED = { reach: 40, slope: 1 / 3, row: MEMBER_CARD.height + 16, gap: 4, pitch: 160, most: 5 } as const;

const TAIL = 120;

/** Of a curve: how far it bends away from the cards, and where it ends before one, for the head of an arrow. */
const BEND = 40;
const END = 6;

/**
 * The last of `members` is the head; the others alternate above and below the spine, the one before the head above
 * and nearest to it. As long as `width` allows each has a bone of its own; then up to five share one, in the same order
 * from the spine outwards, and what still does not fit makes the fish wider than `width`.
 */
export function layoutFishbone(members: readonly string[], width: number): Fishbone {
  const head = members[members.length - 1];
  const fish: Fishbone = { places: new Map(), bones: [], spine: null, width: 0, height: 0 };
  if (head === undefined) return fish;
  const others = members.slice(0, -1).reverse();
  const plan = planFor(others.length, width);
  const half = halfHeight(plan);
  const tip = plan.width - EDGE - MEMBER_CARD.width - TIP;
  others.forEach((code, index) => {
    const up = index % 2 === 0;
    const onSide = Math.floor(index / 2);
    const foot = tip - FIRST - (Math.floor(onSide / plan.rings) + (up ? 0 : 0.5)) * plan.pitch;
    const { spot, points } = hang(plan, foot, onSide % plan.rings);
    fish.places.set(code, { x: spot.x, y: up ? half - spot.y - MEMBER_CARD.height : half + spot.y });
    fish.bones.push({ code, points: points.map(([x, y]) => [x, up ? half - y : half + y]) });
  });
  fish.places.set(head, { x: tip + TIP, y: half - MEMBER_CARD.height / 2 });
  return { ...fish, spine: { from: [EDGE, half], to: [tip, half] }, width: plan.width, height: 2 * half };
}

/**
 * An influence between two members as the `d` of an SVG path: a curve between the cards and the spine at height
 * `spine`. It is drawn below the cards: from the second card of a bone on, it passes behind those nearer to the spine.
 */
export function curveInfluence(from: Spot, to: Spot, spine: number): string {
  const [start, end] = [innerEdge(from, to, spine), innerEdge(to, from, spine)];
  const bent = (edge: InnerEdge, gap: number): string => `${edge.x} ${edge.y + edge.inwards * gap}`;
  return `M${bent(start, 0)}C${bent(start, BEND)} ${bent(end, BEND)} ${bent(end, END)}`;
}

interface InnerEdge extends Spot {
  /** Along y, from the card into the free. */
  inwards: 1 | -1;
}

/** The middle of the edge that faces the spine; of the head, that which faces the other card. */
function innerEdge(card: Spot, other: Spot, spine: number): InnerEdge {
  const { width, height } = MEMBER_CARD;
  const middle = card.y + height / 2;
  const isHead = middle === spine;
  const below = isHead ? other.y + height / 2 < spine : middle > spine;
  return { x: card.x + width / 2, y: below ? card.y : card.y + height, inwards: below ? -1 : 1 };
}

function planFor(others: number, width: number): Plan {
  if (!others) return { rings: 0, pitch: 0, width: widthOf(TAIL - FIRST) };
  const reach = SINGLE.slant + MEMBER_CARD.width / 2;
  const length = bonesLong(others, 1);
  const room = (width - widthOf(reach)) / Math.max(length, 1);
  const pitch = Math.max(SINGLE.least, Math.min(SINGLE.most, Math.floor(room)));
  const plans: Plan[] = [{ rings: 1, pitch, width: widthOf(reach + length * pitch) }];
  for (let rings = 2; rings <= RINGED.most; rings++) {
    const far = RINGED.slope * (RINGED.reach + rings * RINGED.row) + MEMBER_CARD.width;
    plans.push({ rings, pitch: RINGED.pitch, width: widthOf(far + bonesLong(others, rings) * RINGED.pitch) });
  }
  const narrowest = plans.reduce((best, plan) => (plan.width < best.width ? plan : best));
  return plans.find((plan) => plan.width <= width) ?? narrowest;
}

/** From the first foot to the last, in bones of one side: those below stand half a bone further to the tail. */
function bonesLong(others: number, rings: number): number {
  const above = Math.ceil(Math.ceil(others / 2) / rings);
  const below = Math.ceil(Math.floor(others / 2) / rings);
  return Math.max(above - 1, below - 0.5);
}

/** Of a fish that reaches so far to the left of the first foot. */
function widthOf(reach: number): number {
  return EDGE + reach + FIRST + TIP + MEMBER_CARD.width + EDGE;
}

function halfHeight({ rings }: Plan): number {
  if (!rings) return MEMBER_CARD.height / 2 + EDGE;
  const reach = rings === 1 ? SINGLE.reach + MEMBER_CARD.height : RINGED.reach + rings * RINGED.row;
  return reach + EDGE;
}

/** A card and its bone, with y counted from the spine outwards. */
function hang({ rings }: Plan, foot: number, ring: number): { spot: Spot; points: Point[] } {
  const { width, height } = MEMBER_CARD;
  if (rings === 1) {
    const { reach, slant } = SINGLE;
    const spot = { x: foot - slant - width / 2, y: reach };
    return { spot, points: [[foot - slant, reach], [foot, 0]] };
  }
  const near = RINGED.reach + ring * RINGED.row;
  const right = foot - RINGED.slope * (near + height) - RINGED.gap;
  const middle = near + height / 2;
  const points: Point[] = [[right, middle], [foot - RINGED.slope * middle, middle], [foot, 0]];
  return { spot: { x: right - width, y: near }, points };
}
