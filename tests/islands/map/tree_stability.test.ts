/** Who stays where: the promises of `layoutTree`, one test each. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Node, type Person, isUnplaced, plant } from "../../../src/renmai/web/islands/map/forest";
import { type Place, type TreeLayout, layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { forests, someOf, widths } from "./forests";

/** The same forest before and after one change to, or below, `person`. */
interface Change {
  nodes: readonly Node[];
  person: string;
  before: TreeLayout;
  after: TreeLayout;
}

type Pair = [before: TreeLayout, after: TreeLayout];

const drawn = forests
  .filter((nodes) => nodes.length > 0)
  .chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      collapsed: fc.oneof(fc.constant(new Set<string>()), someOf(nodes)),
      width: widths,
      at: fc.nat(),
    }),
  );

/** Somebody comes as the last of the reports of `person`; read backwards, goes. */
const comings: fc.Arbitrary<Change> = drawn.map(({ nodes, collapsed, width, at }) => {
  const person = nodes[at % nodes.length]?.code ?? "";
  const more = [...nodes, { code: "new", superior: person, isTop: false }];
  const [before, after] = [nodes, more].map((people) => layoutTree(people, { width, collapsed })) as Pair;
  return { nodes: more, person, before, after };
});

/** The reports of `person` are folded away; read backwards, unfolded. */
const foldings: fc.Arbitrary<Change> = drawn.map(({ nodes, collapsed, width, at }) => {
  const person = nodes[at % nodes.length]?.code ?? "";
  const [open, folded] = [new Set(collapsed), new Set(collapsed)];
  open.delete(person);
  folded.add(person);
  const [before, after] = [open, folded].map((set) => layoutTree(nodes, { width, collapsed: set })) as Pair;
  return { nodes, person, before, after };
});

const changes = fc.oneof(comings, foldings);

function rootOf(person: Person): Person {
  let root = person;
  while (root.superior) root = root.superior;
  return root;
}

/** The direct report of a root to whose block somebody belongs; null for a root. */
function headOf(person: Person): Person | null {
  let head = person;
  while (head.superior?.superior) head = head.superior;
  return head.superior ? head : null;
}

/** Everybody below a head, the head included, who shows before and after. */
function blockIn(layout: TreeLayout, people: readonly Person[], head: Person): Place[] {
  return people.filter((person) => headOf(person) === head).flatMap(({ code }) => layout.places.get(code) ?? []);
}

function columnsIn(layout: TreeLayout, people: readonly Person[], head: Person): number {
  return new Set(blockIn(layout, people, head).map(({ column }) => column)).size;
}

interface Told extends Change {
  people: Person[];
  roots: Person[];
  changed: Person;
  /** Blocks of the changed tree, in order, and which of them changed: -1 when only the root did. */
  heads: readonly Person[];
  index: number;
}

function told(change: Change): Told {
  const { people, roots, byCode } = plant(change.nodes);
  const changed = byCode.get("new") ?? byCode.get(change.person);
  if (!changed) throw new Error("nobody changed");
  const heads = rootOf(changed).reports;
  const head = headOf(changed);
  return { ...change, people, roots, changed, heads, index: head ? heads.indexOf(head) : -1 };
}

/** Differences of place between before and after, each once, of those who show both times. */
function moves({ before, after }: Change, codes: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const code of codes) {
    const [from, to] = [before.places.get(code), after.places.get(code)];
    if (from && to) found.add(`${to.x - from.x} ${to.y - from.y}`);
  }
  return found;
}

function inBlock({ people }: Told, head: Person): string[] {
  return people.filter((person) => headOf(person) === head).map(({ code }) => code);
}

const STILL = new Set(["0 0"]);

function expectStill(found: Set<string>): void {
  expect(found.size ? found : STILL).toEqual(STILL);
}

describe("when somebody comes, goes, is folded or unfolded", () => {
  test("trees of roots before do not move", () => {
    fc.assert(
      fc.property(changes.map(told), (change) => {
        const root = rootOf(change.changed);
        const earlier = change.people.filter((person) => {
          const own = rootOf(person);
          return own.rank < root.rank && !isUnplaced(own);
        });
        expectStill(moves(change, earlier.map(({ code }) => code)));
      }),
    );
  });

  test("blocks before the changed one do not move, or all alike when other trees come before", () => {
    fc.assert(
      fc.property(changes.map(told), (change) => {
        const codes = change.heads.slice(0, Math.max(0, change.index)).flatMap((head) => inBlock(change, head));
        const found = moves(change, codes);
        const isFirst = change.roots.find((root) => !isUnplaced(root)) === rootOf(change.changed);
        if (isFirst) expectStill(found);
        else expect(found.size).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("in a block of one column nobody before the change moves, and nobody sideways", () => {
    fc.assert(
      fc.property(changes.map(told), (change) => {
        const head = change.heads[change.index];
        fc.pre(head !== undefined && change.roots.find((root) => !isUnplaced(root)) === rootOf(head));
        if (!head) return;
        const both = [change.before, change.after].map((layout) => columnsIn(layout, change.people, head));
        fc.pre(both.every((columns) => columns <= 1));
        const codes = inBlock(change, head);
        const end = codes.indexOf(change.changed.code) + 1;
        expectStill(moves(change, codes.slice(0, end)));
        for (const move of moves(change, codes)) expect(move).toMatch(/^0 /);
      }),
    );
  });

  test("blocks in the first row stay as long as none up to them changes its columns", () => {
    fc.assert(
      fc.property(changes.map(told), (change) => {
        const { before, after, people, heads, roots, changed } = change;
        fc.pre(roots.find((root) => !isUnplaced(root)) === rootOf(changed));
        const first = Math.min(...heads.map(({ code }) => before.places.get(code)?.y ?? Infinity));
        for (const head of heads.slice(change.index < 0 ? heads.length : 0)) {
          if (columnsIn(before, people, head) !== columnsIn(after, people, head)) break;
          if (before.places.get(head.code)?.y !== first) break;
          const codes = heads.indexOf(head) === change.index ? [head.code] : inBlock(change, head);
          expectStill(moves(change, codes));
        }
      }),
    );
  });

  test("no tree moves when the box of those without a line changes", () => {
    fc.assert(
      fc.property(drawn, ({ nodes, collapsed, width }) => {
        const more = [...nodes, { code: "new", superior: null, isTop: false }];
        const before = layoutTree(nodes, { width, collapsed });
        const after = layoutTree(more, { width, collapsed });
        const change = { nodes: more, person: "new", before, after };
        const codes = nodes.map(({ code }) => code);
        expectStill(moves(change, codes.filter((code) => !before.places.get(code)?.isUnplaced)));
      }),
    );
  });
});
