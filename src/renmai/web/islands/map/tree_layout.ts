/**
 * Where everybody stands on the relationship map.
 *
 * Roots stand in a row, each centred above the direct reports; each report heads a column of the people below, indented
 * by level. Together they are the report's *block*. Blocks go left to right as long as there is room, then below; a
 * tall one is cut into columns side by side, between whole subtrees. Who has neither superior nor reports, and is not
 * known to be a top, stands in a box below. When even the roots do not fit side by side, trees go below each other.
 *
 * Siblings keep their order: direct reports of a root by row, then column; all others by column, then row; roots as
 * lines of a text. When somebody comes as the last of a superior's reports, goes, or is folded or unfolded:
 * 1. Trees of roots that come before do not move. No tree does when the box below changes.
 * 2. In the changed tree, blocks before the changed one do not move.
 * 3. In the changed block, while it is one column before and after, nobody before the change moves, and who comes after
 *    moves straight up or down.
 * 4. Blocks after it that begin in the first row stay too, as long as none up to them changes its number of columns.
 * Roots follow sideways what stands below them, and a changed tree that has others before it may move as a whole.
 */
import { type Node, type Person, isUnplaced, plant } from "./forest";
import { type Box, type Spot, CARD, GUTTER, MARGIN, ROW } from "./geometry";
import { type Grid, gridIn, xIn } from "./grid";
import { type Block, type Shown, blockOf, stack } from "./tree_block";
import { type Link, type Standing, HEADS, ROOT_TOP as TOP, linkBetween } from "./tree_links";

export interface Place extends Standing {
  /** People folded away below. */
  hidden: number;
  isUnplaced: boolean;
}

export interface TreeLayout {
  /** Everybody who shows. */
  places: Map<string, Place>;
  links: Link[];
  width: number;
  height: number;
  /** Around the people whose reporting line is not known, with room for a title; null when there are none. */
  unplaced: Box | null;
}

export interface Options {
  /** What the map should not exceed; a single column may. */
  width: number;
  /** Codes of those whose reports are folded away. */
  collapsed: ReadonlySet<string>;
  /** How many rows there should be below a root: a block that is taller is cut into columns, if it can be. */
  rows?: number;
}

/** What placing needs to know, and where it writes. */
interface Plan {
  grid: Grid;
  rows: number;
  shown: Shown;
  put: (person: Person, spot: Spot & { column: number }) => void;
}

/** Trees side by side: roots in one row, their columns below. */
interface Shelf {
  y: number;
  /** Columns taken below the roots, from the left. */
  taken: number;
  /** Where the last root's card ends. */
  end: number;
}

/** A column of so many rows is about as tall as a laptop's screen. */
export const ROWS = 12;

const SHELF_GAP = 36;
const UNPLACED = { above: 24, title: 34, padding: 8 } as const;

/** Cycles, unknown superiors and people who report to themselves are allowed: see `plant`. */
export function layoutTree(nodes: readonly Node[], { width, collapsed, rows = ROWS }: Options): TreeLayout {
  const { people, roots } = plant(nodes);
  const places = new Map<string, Place>();
  const plan: Plan = {
    grid: gridIn(width),
    rows,
    shown: (person) => (collapsed.has(person.code) ? [] : person.reports),
    put: (person, spot) => {
      const hidden = collapsed.has(person.code) ? person.below : 0;
      const { code, depth } = person;
      places.set(code, { code, ...spot, depth, hidden, isUnplaced: isUnplaced(person) });
    },
  };
  placeTrees(roots.filter((root) => !isUnplaced(root)), plan);
  const unplaced = placeUnplaced(roots.filter(isUnplaced), lowest(places), plan);
  return { places, links: linksOf(people, places), unplaced, ...extentOf(places, unplaced, plan.grid) };
}

function placeTrees(roots: readonly Person[], plan: Plan): void {
  const { grid, shown, rows } = plan;
  let shelf: Shelf = { y: TOP, taken: 0, end: -Infinity };
  let bottom = TOP;
  for (const root of roots) {
    const blocks = shown(root).map((head) => blockOf(head, { columns: grid.columns, rows }, shown));
    const span = Math.min(grid.columns, blocks.reduce((sum, block) => sum + block.columns, 0));
    let start = startOn(shelf, span, grid);
    if (start === null) {
      shelf = { y: bottom + SHELF_GAP, taken: 0, end: -Infinity };
      start = 0;
    }
    const x = rootX(grid, start, span);
    plan.put(root, { x, y: shelf.y, column: start });
    shelf.end = x + CARD.width;
    if (span) shelf.taken = start + span;
    bottom = Math.max(bottom, shelf.y + CARD.height, placeBlocks(blocks, { start, span, y: shelf.y + HEADS }, plan));
  }
}

/**
 * The first column for a tree `span` columns wide on the shelf, to the right of what is there; null when it is full.
 * A root without reports needs no column of its own, only room in the row of roots.
 */
function startOn({ taken, end }: Shelf, span: number, grid: Grid): number | null {
  let start = span ? taken : 0;
  while (rootX(grid, start, span) < end + GUTTER) start++;
  return start + Math.max(span, 1) <= grid.columns ? start : null;
}

/** Centred above its columns; above a single one exactly over the head. */
function rootX(grid: Grid, start: number, span: number): number {
  const centring = span > 1 ? ((span - 1) * grid.pitch + grid.indents[3]) / 2 : 0;
  return xIn(grid, start, 0) + centring;
}

interface Area {
  start: number;
  span: number;
  y: number;
}

/** Returns where the lowest card ends. */
function placeBlocks(blocks: readonly Block[], { start, span, y }: Area, { grid, rows, put }: Plan): number {
  let used = 0;
  for (const { cells, heights, column, row } of stack(blocks, { columns: span, rows })) {
    for (const cell of cells) {
      const at = start + column + cell.column;
      put(cell.person, { x: xIn(grid, at, cell.person.depth), y: y + (row + cell.row) * ROW, column: at });
    }
    used = Math.max(used, row + Math.max(...heights));
  }
  return used ? y + (used - 1) * ROW + CARD.height : 0;
}

function placeUnplaced(people: readonly Person[], above: number, { grid, put }: Plan): Box | null {
  if (!people.length) return null;
  const { title, padding } = UNPLACED;
  const across = Math.min(grid.columns, people.length);
  const rows = Math.ceil(people.length / across);
  const y = above ? above + UNPLACED.above : TOP;
  people.forEach((person, index) => {
    const column = index % across;
    put(person, { x: xIn(grid, column, 0), y: y + title + Math.floor(index / across) * ROW, column });
  });
  const width = (across - 1) * grid.pitch + CARD.width + 2 * padding;
  return { x: MARGIN - padding, y, width, height: title + (rows - 1) * ROW + CARD.height + padding };
}

function linksOf(people: readonly Person[], places: ReadonlyMap<string, Place>): Link[] {
  return people.flatMap((person) => {
    const place = places.get(person.code);
    const above = person.superior && places.get(person.superior.code);
    return place && above ? [linkBetween(above, place)] : [];
  });
}

function lowest(places: ReadonlyMap<string, Place>): number {
  return [...places.values()].reduce((lowest, { y }) => Math.max(lowest, y + CARD.height), 0);
}

/** Room for the deepest indent counts even where nobody stands so deep: the width does not change with the levels. */
function extentOf(
  places: ReadonlyMap<string, Place>,
  unplaced: Box | null,
  grid: Grid,
): { width: number; height: number } {
  if (!places.size) return { width: 0, height: 0 };
  let width = 0;
  for (const { x, column } of places.values()) {
    width = Math.max(width, xIn(grid, column, Infinity) + CARD.width + MARGIN, x + CARD.width + MARGIN);
  }
  return { width, height: (unplaced ? unplaced.y + unplaced.height : lowest(places)) + TOP };
}
