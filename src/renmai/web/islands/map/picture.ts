import type { CardLook, CardSize } from "./card";
import type { Kind } from "./facts";
import { layoutFishbone, MEMBER_CARD } from "./fishbone_layout";
import type { Node } from "./forest";
import { type Box, CARD, type Point } from "./geometry";
import type { Look } from "./look";
import { cardLook, pillKey, pillLooks } from "./looks";
import { layoutMargins, PILL, treeOffset } from "./margin_layout";
import type { PillLook } from "./pill";
import { type Route, routeInfluences } from "./routes";
import type { MapState } from "./state";
import { layoutTree } from "./tree_layout";
import type { Words } from "./settings";

export interface Placed<Look> {
  look: Look;
  x: number;
  y: number;
}

export interface Line {
  id: number;
  kind: Kind;
  /** Key of the influencer's card or pill. */
  from: string;
  /** Code of whom they can sway. */
  to: string;
  note: string;
  route: Route;
}

/** Everything that is drawn, and where: made anew for each day, so drawing knows no dates. */
export interface Picture {
  width: number;
  height: number;
  size: CardSize;
  cards: Placed<CardLook>[];
  pills: Placed<PillLook>[];
  links: { superior: string; person: string; points: Point[] }[];
  lines: Line[];
  unplaced: Box | null;
  spine: Point[];
  bones: { person: string; points: Point[] }[];
  roles: ReadonlyMap<string, string>;
}

export interface Asked {
  state: MapState;
  before: MapState | null;
  look: Look;
  collapsed: ReadonlySet<string>;
  /** What the map should fill. */
  width: number;
  /** How the tree is arranged: found once, and kept, so that people stay where they are. */
  fit: { width: number; rows: number };
  staleDays: number;
  words: Words;
}

/** The whole customer: reporting tree, those who can sway somebody at the margins. */
export function treePicture(asked: Asked): Picture {
  const pills = pillLooks(asked.state, asked.look);
  const tree = layoutTree(nodesOf(asked.state), { ...asked.fit, collapsed: asked.collapsed });
  const width = Math.max(asked.width, tree.width);
  const margins = layoutMargins(keys(pills, "ours"), keys(pills, "competitor"), width);
  const right = (width - tree.width) / 2;
  const down = treeOffset(margins, tree.places.values(), right);
  const moved = ([x, y]: Point): Point => [x + right, y + down];
  const foldable = new Set([...asked.state.people.values()].map((one) => one.superior));
  const cards = [...tree.places.values()].map(({ code, x, y, hidden }) => ({
    look: { ...lookOf(code, asked), hidden, isFoldable: foldable.has(code) },
    x: x + right,
    y: y + down,
  }));
  const placed = pills.map((look) => ({ look, x: 0, y: 0, ...margins.places.get(look.key) }));
  return {
    width,
    height: Math.max(tree.height + down, margins.height, 1),
    size: CARD,
    cards,
    pills: placed,
    links: tree.links.map((link) => ({ ...link, points: link.points.map(moved) })),
    lines: routed(asked, cards, placed, CARD),
    unplaced: tree.unplaced ? { ...tree.unplaced, x: tree.unplaced.x + right, y: tree.unplaced.y + down } : null,
    spine: [],
    bones: [],
    roles: new Map(),
  };
}

/** One decision chain: the nearer to the head, the more power. */
export function fishbonePicture(asked: Asked, opportunity: string, roles: Readonly<Record<string, string>>): Picture {
  const chain = asked.state.chains.find((one) => one.chain.code === opportunity);
  const members = chain?.members ?? [];
  const fish = layoutFishbone(
    members.map((one) => one.person),
    asked.width,
  );
  const cards = members.map(({ person }) => ({
    look: { ...lookOf(person, asked), hidden: 0, isFoldable: false },
    x: 0,
    y: 0,
    ...fish.places.get(person),
  }));
  return {
    width: Math.max(fish.width, 1),
    height: Math.max(fish.height, 1),
    size: MEMBER_CARD,
    cards,
    pills: [],
    links: [],
    lines: routed(asked, cards, [], MEMBER_CARD),
    unplaced: null,
    spine: fish.spine ? [fish.spine.from, fish.spine.to] : [],
    bones: fish.bones.map(({ code, points }) => ({ person: code, points })),
    roles: new Map(members.map(({ person, role }) => [person, roles[role] ?? ""])),
  };
}

function keys(pills: readonly PillLook[], kind: "ours" | "competitor"): string[] {
  return pills.filter((one) => one.kind === kind).map((one) => one.key);
}

/** The tree on a day, in the order of the facts. */
export function nodesOf(state: MapState): Node[] {
  return [...state.people.values()].map(({ person, superior }) => ({ code: person.code, superior, isTop: person.top }));
}

function lookOf(
  code: string,
  { state, before, look, staleDays, words }: Asked,
): Omit<CardLook, "hidden" | "isFoldable"> {
  const person = state.people.get(code);
  if (!person) throw new Error(`${code} does not count on ${state.day}`);
  return cardLook(person, before, look, staleDays, words);
}

/** Lines between what is shown, so far as their kind is asked for. */
function routed(asked: Asked, cards: Placed<CardLook>[], pills: Placed<PillLook>[], size: CardSize): Line[] {
  const boxes = new Map<string, Box>([
    ...cards.map(({ look, x, y }): [string, Box] => [look.code, { x, y, ...size }]),
    ...pills.map(({ look, x, y }): [string, Box] => [look.key, { x, y, ...PILL }]),
  ]);
  const lines = asked.state.influences
    .filter((one) => asked.look.kinds.has(one.kind))
    .map(({ id, kind, influencer, contact, person, note }) => {
      const from = kind === "internal" ? influencer : pillKey(kind, influencer, contact);
      return { id, kind, from, to: person, note };
    });
  const drawn = lines.flatMap((line) => {
    const [from, to] = [boxes.get(line.from), boxes.get(line.to)];
    return from && to ? [{ ...line, boxes: { id: line.id, from, to } }] : [];
  });
  const routes = routeInfluences(
    drawn.map((line) => line.boxes),
    [...boxes.values()],
  );
  return drawn.flatMap(({ boxes: _, ...line }) => {
    const route = routes.get(line.id);
    return route ? [{ ...line, route }] : [];
  });
}

/** Where a person's card lies; undefined while they are folded away or not there. */
export function boxOf(picture: Picture, code: string): Box | undefined {
  const card = picture.cards.find(({ look }) => look.code === code);
  return card && { x: card.x, y: card.y, ...picture.size };
}
