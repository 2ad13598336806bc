import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Box } from "../../../src/renmai/web/islands/map/geometry";
import { type MarginLayout, PILL, layoutMargins, treeOffset } from "../../../src/renmai/web/islands/map/margin_layout";
import { layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { cardOf, forests, organisation, overlap, tooNear, widths } from "./forests";

function codes(kind: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${kind}${at}`);
}

function pillsOf({ places }: MarginLayout): Box[] {
  return [...places.values()].map((spot) => ({ ...spot, ...PILL }));
}

const counts = fc.nat(40);
const margins = fc.record({ ours: counts, theirs: counts, width: widths });

describe("the margins", () => {
  test("stand in two columns at each side, as on the picture", () => {
    const { places, height } = layoutMargins(["李娜", "徐东", "张凯", "沈嘉"], ["钟离", "金秀贤", "汤睿"], 1032);
    expect([...places.values()].map(({ x, y }) => [x, y])).toEqual([
      ...[[12, 14], [174, 14], [12, 50], [174, 50]],
      ...[[706, 14], [868, 14], [706, 50]],
    ]);
    expect(height).toBe(80);
  });

  test("of nobody need no room", () => {
    const { places, height } = layoutMargins([], [], 1040);
    expect([places.size, height]).toEqual([0, 0]);
  });

  test("show everybody once, side by side, in order and inside the map", () => {
    fc.assert(
      fc.property(margins, ({ ours, theirs, width }) => {
        const layout = layoutMargins(codes("o", ours), codes("c", theirs), width);
        expect(layout.places.size).toBe(ours + theirs);
        expect(tooNear(pillsOf(layout), 6)).toBeNull();
        for (const { x, y } of layout.places.values()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y + PILL.height).toBeLessThanOrEqual(layout.height);
          if (width > 2 * PILL.width) expect(x + PILL.width).toBeLessThanOrEqual(width);
        }
        const reading = [...layout.places.values()].slice(0, ours);
        expect(reading).toEqual([...reading].sort((one, other) => one.y - other.y || one.x - other.x));
      }),
    );
  });

  test("keep ours at the left of theirs where both fit side by side", () => {
    fc.assert(
      fc.property(margins, ({ ours, theirs, width }) => {
        fc.pre(width >= 2 * PILL.width + 40 && ours > 0 && theirs > 0);
        const { places, between } = layoutMargins(codes("o", ours), codes("c", theirs), width);
        const xs = (kind: string): number[] =>
          [...places].filter(([code]) => code.startsWith(kind)).map(([, { x }]) => x);
        expect(Math.max(...xs("o")) + PILL.width).toBe(between.left);
        expect(Math.min(...xs("c"))).toBe(between.right);
        expect(between.left).toBeLessThan(between.right);
      }),
    );
  });
});

describe("the tree below the margins", () => {
  const tree = layoutTree(organisation([4, 4, 4, 4, 4], 2), { width: 1032, collapsed: new Set() });

  test("stays where it is while the root has room between them", () => {
    expect(treeOffset(layoutMargins(codes("o", 4), codes("c", 3), 1032), tree.places.values())).toBe(0);
    expect(treeOffset(layoutMargins([], [], 1032), tree.places.values())).toBe(0);
  });

  test("makes room for a third row, and goes below when there are more", () => {
    expect(treeOffset(layoutMargins(codes("o", 5), [], 1032), tree.places.values())).toBe(36);
    const many = layoutMargins(codes("o", 9), codes("c", 9), 1032);
    expect(treeOffset(many, tree.places.values())).toBe(many.height);
  });

  test("never runs into them", () => {
    fc.assert(
      fc.property(margins, forests, fc.nat(200), ({ ours, theirs, width }, nodes, shift) => {
        const layout = layoutTree(nodes, { width, collapsed: new Set() });
        const around = layoutMargins(codes("o", ours), codes("c", theirs), width);
        const offset = treeOffset(around, layout.places.values(), shift);
        const places = [...layout.places.values()];
        const cards = places.map((place) => cardOf({ ...place, x: place.x + shift, y: place.y + offset }));
        const upper = cards.filter(({ y }) => y < around.height);
        expect(upper.some((card) => pillsOf(around).some((pill) => overlap(card, pill, 8)))).toBe(false);
      }),
    );
  });
});
