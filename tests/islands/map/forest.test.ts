import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Node, defaultCollapsed, isUnplaced, pathTo, plant } from "../../../src/renmai/web/islands/map/forest";
import { layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { forests, organisation } from "./forests";

function reporting(lines: Record<string, string | null>, tops: string[] = []): Node[] {
  return Object.entries(lines).map(([code, superior]) => ({ code, superior, isTop: tops.includes(code) }));
}

function superiors(nodes: Node[]): Record<string, string | null> {
  return Object.fromEntries(plant(nodes).people.map(({ code, superior }) => [code, superior?.code ?? null]));
}

describe("planting", () => {
  test("of a cycle, the first in the given order has no superior", () => {
    expect(superiors(reporting({ c: "a", b: "c", a: "b", d: "b" }))).toEqual({ c: null, b: "c", a: "b", d: "b" });
  });

  test("a cycle is cut at the same place from wherever it is entered", () => {
    expect(superiors(reporting({ d: "b", a: "b", b: "a" }))).toEqual({ d: "b", a: null, b: "a" });
  });

  test("who reports to themselves, or to somebody unknown, has no superior", () => {
    expect(superiors(reporting({ a: "a", b: "gone", c: "a" }))).toEqual({ a: null, b: null, c: "a" });
  });

  test("nobody is lost, and each comes once and after the superior", () => {
    fc.assert(
      fc.property(forests, (nodes) => {
        const { people } = plant(nodes);
        expect(people.map(({ code }) => code).sort()).toEqual(nodes.map(({ code }) => code).sort());
        const seen = new Set<string>();
        for (const { code, superior } of people) {
          expect(!superior || seen.has(superior.code)).toBe(true);
          seen.add(code);
        }
      }),
    );
  });

  test("people below are counted at every level", () => {
    const { byCode } = plant(reporting({ a: null, b: "a", c: "b", d: "b", e: "a" }));
    expect(["a", "b", "c"].map((code) => byCode.get(code)?.below)).toEqual([4, 2, 0]);
  });

  test("unplaced is who has neither superior nor reports and is no top", () => {
    const { people } = plant(reporting({ a: null, b: "a", c: null, d: null, e: "gone" }, ["c"]));
    expect(people.filter(isUnplaced).map(({ code }) => code)).toEqual(["d", "e"]);
  });
});

describe("the path to somebody", () => {
  test("names the superiors from the root down", () => {
    expect(pathTo(reporting({ a: null, b: "a", c: "b", d: "c" }), "d")).toEqual(["a", "b", "c"]);
  });

  test("is empty for a root and for an unknown code", () => {
    const nodes = reporting({ a: null, b: "a" });
    expect([pathTo(nodes, "a"), pathTo(nodes, "z")]).toEqual([[], []]);
  });

  test("unfolded, shows the person, whatever was folded", () => {
    fc.assert(
      fc.property(forests, fc.nat(), (nodes, at) => {
        fc.pre(nodes.length > 0);
        const code = nodes[at % nodes.length]?.code ?? "";
        const path = new Set(pathTo(nodes, code));
        const collapsed = new Set(nodes.map((node) => node.code).filter((one) => !path.has(one)));
        expect(layoutTree(nodes, { width: 1040, collapsed }).places.has(code)).toBe(true);
      }),
    );
  });
});

describe("folding at first", () => {
  test("leaves a small customer alone", () => {
    expect(defaultCollapsed(organisation([10, 20, 30], 4), 80)).toEqual(new Set());
  });

  test("keeps the upper levels within the limit", () => {
    const nodes = organisation(new Array<number>(8).fill(37), 4);
    const collapsed = defaultCollapsed(nodes);
    const { places } = layoutTree(nodes, { width: 1040, collapsed });
    const folded = [...places.values()].filter(({ hidden }) => hidden);
    expect(places.size).toBeLessThanOrEqual(80);
    expect(places.size).toBeGreaterThan(60);
    expect(Math.min(...folded.map(({ depth }) => depth))).toBe(2);
    expect(folded.every(({ code }) => collapsed.has(code))).toBe(true);
  });

  test("never hides the direct reports of a root", () => {
    const nodes = organisation(new Array<number>(120).fill(2), 1);
    const { places } = layoutTree(nodes, { width: 1040, collapsed: defaultCollapsed(nodes) });
    expect(places.size).toBe(121);
  });

  test("hides nobody else above the limit", () => {
    fc.assert(
      fc.property(forests, fc.integer({ min: 1, max: 120 }), (nodes, limit) => {
        const collapsed = defaultCollapsed(nodes, limit);
        const { places } = layoutTree(nodes, { width: 1040, collapsed });
        const upper = [...places.values()].filter(({ depth }) => depth < 2).length;
        expect(places.size).toBeLessThanOrEqual(Math.max(limit, upper));
      }),
    );
  });
});
