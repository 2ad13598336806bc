import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  type Fishbone,
  MEMBER_CARD,
  curveInfluence,
  layoutFishbone,
} from "../../../src/renmai/web/islands/map/fishbone_layout";
import type { Box, Point } from "../../../src/renmai/web/islands/map/geometry";
import { tooNear } from "./forests";

function members(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `m${at}`);
}

function cardOf({ places }: Fishbone, code: string): Box {
  const spot = places.get(code);
  if (!spot) throw new Error(`${code} has no place`);
  return { x: spot.x, y: spot.y, ...MEMBER_CARD };
}

const fish = fc
  .record({ count: fc.integer({ min: 1, max: 40 }), width: fc.integer({ min: 300, max: 2000 }) })
  .map(({ count, width }) => ({ codes: members(count), width, fish: layoutFishbone(members(count), width) }));

/** The part of a straight line inside a card shrunk by a hair, if any: clipped side by side. */
function crosses([fromX, fromY]: Point, [toX, toY]: Point, { x, y, width, height }: Box): boolean {
  let [start, end] = [0, 1];
  for (const [from, by, low, high] of [
    [fromX, toX - fromX, x + 0.01, x + width - 0.01],
    [fromY, toY - fromY, y + 0.01, y + height - 0.01],
  ] as const) {
    if (by === 0 && (from <= low || from >= high)) return false;
    if (by === 0) continue;
    const at = [(low - from) / by, (high - from) / by];
    start = Math.max(start, Math.min(...at));
    end = Math.min(end, Math.max(...at));
  }
  return start < end;
}

describe("the fishbone", () => {
  test("has the picture's seven: head at the right, the others by turns above and below, towards the tail", () => {
    const layout = layoutFishbone(members(7), 1040);
    const order = [...layout.places].sort(([, one], [, other]) => one.x - other.x).map(([code]) => code);
    const spine = layout.height / 2;
    const above = members(6).filter((code) => cardOf(layout, code).y < spine);
    expect(order).toEqual(members(7));
    expect(above).toEqual(["m1", "m3", "m5"]);
    expect(cardOf(layout, "m6").y + MEMBER_CARD.height / 2).toBe(spine);
    expect(layout.width).toBe(1040);
  });

  test("of nobody is empty, and of one is a head with a tail", () => {
    expect(layoutFishbone([], 1040)).toMatchObject({ width: 0, height: 0, spine: null });
    const { places, bones, spine } = layoutFishbone(["only"], 1040);
    expect([places.size, bones.length, spine && spine.to[0] - spine.from[0] > 60]).toEqual([1, 0, true]);
  });

  test("keeps forty within the width of a page", () => {
    expect(layoutFishbone(members(40), 1040).width).toBeLessThanOrEqual(1040);
  });

  test("lets no cards overlap, and keeps them inside", () => {
    fc.assert(
      fc.property(fish, ({ codes, fish }) => {
        const cards = codes.map((code) => cardOf(fish, code));
        expect(tooNear(cards, 8)).toBeNull();
        for (const { x, y } of cards) {
          const room = [x, y, fish.width - x - MEMBER_CARD.width, fish.height - y - MEMBER_CARD.height];
          expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("brings each bone from the card to the spine, slanting to the head, across no card", () => {
    fc.assert(
      fc.property(fish, ({ codes, fish }) => {
        const cards = codes.map((code) => cardOf(fish, code));
        expect(fish.bones.map(({ code }) => code).sort()).toEqual(codes.slice(0, -1).sort());
        for (const { code, points } of fish.bones) {
          const { x, y, width, height } = cardOf(fish, code);
          const [first, last] = [points[0], points[points.length - 1]];
          const [acrossCard, downCard] = [(first?.[0] ?? NaN) - x, (first?.[1] ?? NaN) - y];
          expect(acrossCard >= 0 && acrossCard <= width && downCard >= 0 && downCard <= height).toBe(true);
          expect(last?.[1]).toBe(fish.spine?.from[1]);
          expect(last?.[0]).toBeGreaterThan(first?.[0] ?? NaN);
          expect(last?.[0]).toBeLessThan(fish.spine?.to[0] ?? NaN);
          points.slice(1).forEach((point, index) => {
            const from = points[index] ?? point;
            expect(cards.filter((card) => crosses(from, point, card))).toEqual([]);
          });
        }
      }),
    );
  });

  test("puts more power nearer to the head on each side of the spine", () => {
    fc.assert(
      fc.property(fish, ({ codes, fish }) => {
        const spine = fish.height / 2;
        const others = codes.slice(0, -1).map((code) => cardOf(fish, code));
        for (const side of [others.filter(({ y }) => y < spine), others.filter(({ y }) => y > spine)]) {
          const xs = side.map(({ x }) => x);
          expect(xs).toEqual([...new Set(xs)].sort((one, other) => one - other));
        }
      }),
    );
  });
});

describe("an influence in the fishbone", () => {
  const layout = layoutFishbone(members(7), 1040);
  const curve = (from: string, to: string): number[] => {
    const path = curveInfluence(cardOf(layout, from), cardOf(layout, to), layout.height / 2);
    return path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  };

  test("runs between the cards and the spine, from and to the edges that face it", () => {
    const edge = cardOf(layout, "m1").y + MEMBER_CARD.height;
    const [, start = 0, , bend = 0, , other = 0, , end = 0] = curve("m1", "m3");
    expect(start).toBe(edge);
    expect([bend, other].every((y) => y > edge && y < layout.height / 2)).toBe(true);
    expect(end).toBeGreaterThan(edge);
  });

  test("reaches the head on the side from which it comes", () => {
    const head = cardOf(layout, "m6");
    expect(curve("m5", "m6").at(-1)).toBeLessThan(head.y);
    expect(curve("m4", "m6").at(-1)).toBeGreaterThan(head.y + head.height);
  });
});
