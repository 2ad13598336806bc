import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Node } from "../../../src/renmai/web/islands/map/forest";
import { type Box, type Point, CARD } from "../../../src/renmai/web/islands/map/geometry";
import { PILL, layoutMargins, treeOffset } from "../../../src/renmai/web/islands/map/margin_layout";
import { type Request, type Route, routeInfluences } from "../../../src/renmai/web/islands/map/routes";
import { layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { cardOf, forests, isOnEdge, organisation, overlap, widths } from "./forests";

const NOBODY: ReadonlySet<string> = new Set();

interface Drawing {
  boxes: Box[];
  requests: Request[];
}

/** Trees with people at the margins, as they are drawn, and lines between any two. */
const drawings: fc.Arbitrary<Drawing> = fc
  .record({
    ...{ nodes: forests, width: widths, ours: fc.nat(12), theirs: fc.nat(12), shift: fc.nat(60) },
    pairs: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 60, size: "max" }),
  })
  .map(({ nodes, width, ours, theirs, shift, pairs }) => {
    const { places } = layoutTree(nodes, { width, collapsed: NOBODY });
    const margins = layoutMargins(count("o", ours), count("c", theirs), width);
    const offset = treeOffset(margins, places.values(), shift);
    const cards = [...places.values()].map((place) => cardOf({ ...place, x: place.x + shift, y: place.y + offset }));
    const pills = [...margins.places.values()].map((spot) => ({ ...spot, ...PILL }));
    const boxes = [...cards, ...pills];
    const requests = pairs.flatMap(([from, to], id) => {
      const ends = [boxes[from % boxes.length], cards[to % cards.length]] as const;
      return ends[0] && ends[1] && ends[0] !== ends[1] ? [{ id, from: ends[0], to: ends[1] }] : [];
    });
    return { boxes, requests };
  });

/** A forest as it is drawn alone, and the box of each of its people. */
function mapOf(nodes: Node[]): { boxes: Box[]; boxOf: (code: string) => Box } {
  const layout = layoutTree(nodes, { width: 1040, collapsed: NOBODY });
  const cards = new Map([...layout.places].map(([code, place]) => [code, cardOf(place)]));
  return {
    boxes: [...cards.values()],
    boxOf: (code) => {
      const box = cards.get(code);
      if (!box) throw new Error(`${code} does not show`);
      return box;
    },
  };
}

function count(kind: string, many: number): string[] {
  return Array.from({ length: many }, (_, at) => `${kind}${at}`);
}

function steps({ points }: Route): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

function around([[fromX, fromY], [toX, toY]]: [Point, Point]): Box {
  const [x, y] = [Math.min(fromX, toX), Math.min(fromY, toY)];
  return { x, y, width: Math.abs(toX - fromX), height: Math.abs(toY - fromY) };
}

describe("influence lines", () => {
  test("have a way between any two people, and cross no card", () => {
    fc.assert(
      fc.property(drawings, ({ boxes, requests }) => {
        const routes = routeInfluences(requests, boxes);
        expect([...routes.keys()]).toEqual(requests.map(({ id }) => id));
        for (const route of routes.values()) {
          for (const step of steps(route)) {
            expect(step[0][0] === step[1][0] || step[0][1] === step[1][1]).toBe(true);
            expect(boxes.filter((box) => overlap(box, around(step)))).toEqual([]);
            expect(Math.min(around(step).x, around(step).y)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  test("begin on the edge of the one card and end beside the other, at its left or right", () => {
    fc.assert(
      fc.property(drawings, ({ boxes, requests }) => {
        const routes = routeInfluences(requests, boxes);
        for (const { id, from, to } of requests) {
          const points = routes.get(id)?.points ?? [];
          const [x, y] = points[0] ?? [NaN, NaN];
          expect(isOnEdge([x, y], from)).toBe(true);
          const [endX, endY] = points[points.length - 1] ?? [NaN, NaN];
          const gap = endX <= to.x ? to.x - endX : endX - to.x - to.width;
          expect(gap).toBeGreaterThanOrEqual(0);
          expect(gap).toBeLessThanOrEqual(9);
          expect(endY > to.y && endY < to.y + to.height).toBe(true);
        }
      }),
    );
  });

  test("are drawn as rounded paths through their points", () => {
    const boxes = [0, 1, 2].flatMap((row) => [0, 210].map((x) => ({ x: x + 12, y: row * 62 + 18, ...CARD })));
    const [from, to] = [boxes[0], boxes[5]];
    if (!from || !to) throw new Error("no boxes");
    const route = routeInfluences([{ id: 7, from, to }], boxes).get(7);
    expect(route?.points).toEqual([[168, 43], [195, 43], [195, 167], [213, 167]]);
    expect(route?.path).toBe("M168 43L187 43Q195 43 195 51L195 159Q195 167 203 167L213 167");
  });

  test("are straight between neighbours in a row, also where others arrive", () => {
    const { boxOf, boxes } = mapOf(organisation([2, 2, 2], 1));
    const neighbours = { id: 1, from: boxOf("h0-1"), to: boxOf("h1-1") };
    expect(routeInfluences([neighbours], boxes).get(1)?.points).toHaveLength(2);
    const another = { id: 2, from: boxOf("h0-0"), to: boxOf("h1-1") };
    expect(routeInfluences([neighbours, another], boxes).get(1)?.points).toHaveLength(2);
  });

  test("find their way where a gutter is almost closed by what stands above", () => {
    const pill = (x: number): Box => ({ x, y: 14, ...PILL });
    const [from, to] = [{ x: 59, y: 62, ...CARD }, { x: 489, y: 62, ...CARD }];
    const boxes = [from, { x: 274, y: 62, ...CARD }, to, ...[12, 174, 336, 498].map(pill)];
    expect(routeInfluences([{ id: 1, from, to }], boxes).size).toBe(1);
  });

  test("end at a side only where the street beside it is free along the whole of it", () => {
    const [from, to] = [{ x: 300, y: 14, ...PILL }, { x: 12, y: 18, ...CARD }];
    const boxes = [from, to, { x: 170, y: 50, ...PILL }, { x: 330, y: 50, ...PILL }];
    const requests = [1, 2, 3].map((id) => ({ id, from, to }));
    const all = [...routeInfluences(requests, boxes).values()].flatMap(steps);
    expect(all.filter((step) => boxes.some((box) => overlap(box, around(step))))).toEqual([]);
  });

  test("keep to the gutters, away from cards that are less indented than others", () => {
    const { boxes, boxOf } = mapOf(organisation([7, 7, 7], 2));
    const codes = ["h0-0", "h0-3", "h1-0", "h1-6", "h2-1", "h2-5"];
    const requests = codes.flatMap((from, one) =>
      codes.map((to, other) => ({ id: one * 10 + other, from: boxOf(from), to: boxOf(to) })),
    );
    const columns = ["h0", "h1", "h2"].map(
      (head) => [boxOf(`${head}-0`).x, boxOf(`${head}-3`).x + CARD.width] as const,
    );
    for (const route of routeInfluences(requests, boxes).values()) {
      // The first step may leave a card at its lower edge.
      for (const [[x], [toX]] of steps(route).slice(1)) {
        if (x === toX) expect(columns.filter(([left, right]) => x > left && x < right)).toEqual([]);
      }
    }
  });

  test("can be told apart where they share a gutter", () => {
    const { boxOf, boxes } = mapOf(organisation([6, 6], 5));
    const requests = [1, 2, 3, 4].map((id) => {
      return { id, from: boxOf(`h0-${id}`), to: boxOf(`h1-${1 + ((id + 2) % 5)}`) };
    });
    const all = [...routeInfluences(requests, boxes).values()].flatMap(steps);
    const upright = all.filter(([from, to]) => from[0] === to[0]);
    const xs = upright.map(([[x]]) => x).sort((one, other) => one - other);
    expect(xs).toHaveLength(4);
    xs.slice(1).forEach((x, index) => expect(x - (xs[index] ?? x)).toBeGreaterThanOrEqual(3));
    expect(Math.min(...xs)).toBeGreaterThan(boxOf("h0-1").x + CARD.width);
    expect(Math.max(...xs)).toBeLessThan(boxOf("h1-0").x);
  });

  test("of somebody to themselves are none", () => {
    const box = { x: 12, y: 18, ...CARD };
    expect(routeInfluences([{ id: 1, from: box, to: box }], [box]).size).toBe(0);
  });

  test("carry their label on the longest horizontal part", () => {
    const { boxOf, boxes } = mapOf(organisation([3, 3, 3, 3], 2));
    const route = routeInfluences([{ id: 1, from: boxOf("h0-2"), to: boxOf("h3-1") }], boxes).get(1);
    const lying = route ? steps(route).filter(([one, other]) => one[1] === other[1]).map(around) : [];
    const longest = lying.reduce((best, step) => (step.width > best.width ? step : best));
    expect(route?.label).toEqual({ x: longest.x + longest.width / 2, y: longest.y });
  });
});
