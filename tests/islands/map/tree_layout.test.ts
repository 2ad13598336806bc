import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { plant } from "../../../src/renmai/web/islands/map/forest";
import { CARD, GUTTER, ROW } from "../../../src/renmai/web/islands/map/geometry";
import { widthsOf } from "../../../src/renmai/web/islands/map/grid";
import { type TreeLayout, layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { cardOf, forests, isOnEdge, organisation, overlap, placeOf, someOf, tooNear, widths } from "./forests";

const NOBODY: ReadonlySet<string> = new Set();

/** A random forest, laid out with some of its people folded. */
const layouts = forests.chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    width: widths,
    collapsed: fc.oneof(fc.constant(NOBODY), someOf(nodes)),
    rows: fc.integer({ min: 4, max: 20 }),
  }),
);

function rowsOf(layout: TreeLayout): number[] {
  return [...new Set([...layout.places.values()].map(({ y }) => y))].sort((one, other) => one - other);
}

describe("the picture", () => {
  /** Sizes and levels of the 28 people and the one placeholder of the design. */
  const nodes = Object.entries({
    ...{ 陈志远: null, 林美华: "陈志远", 周敏: "林美华", 吴强: "周敏", 夏雯: "吴强", 郑洁: "林美华" },
    ...{ 王建国: "陈志远", 马超: "王建国", 高峰: "马超", 梁艳: "马超", 何静: "王建国", 宋涛: "何静", 罗勇: "王建国" },
    ...{ 赵雪: "陈志远", 唐磊: "赵雪", 董浩: "唐磊", 袁梅: "唐磊", 韩雨: "赵雪", 冯晨: "赵雪", 邓军: "冯晨" },
    ...{ 刘大伟: "陈志远", 曹阳: "刘大伟", 蒋琳: "曹阳", 彭伟: "刘大伟", 法务负责人: "刘大伟" },
    ...{ 孙丽: "陈志远", 沈鹏: "孙丽", 潘旭: "沈鹏", 余佳: "孙丽" },
  }).map(([code, superior]) => ({ code, superior, isTop: superior === null }));
  const layout = layoutTree(nodes, { width: 1032, collapsed: NOBODY });

  test("has its rows", () => {
    expect(rowsOf(layout)).toEqual([18, 118, 180, 242, 304, 366, 428, 490]);
    expect([placeOf(layout, "韩雨").y, placeOf(layout, "法务负责人").y, placeOf(layout, "罗勇").y]).toEqual([366, 366, 490]);
  });

  test("has five columns with indents, and the root in the middle above them", () => {
    const heads = ["林美华", "王建国", "赵雪", "刘大伟", "孙丽"].map((code) => placeOf(layout, code));
    expect(heads.map(({ x }) => x)).toEqual([12, 218, 424, 630, 836]);
    expect(["周敏", "吴强", "夏雯"].map((code) => placeOf(layout, code).x)).toEqual([24, 31, 38]);
    expect(placeOf(layout, "陈志远").x + CARD.width / 2).toBe(515);
    expect([layout.width, layout.height]).toEqual([1030, 558]);
  });

  test("draws its lines: from the root down, across and down; elsewhere down and right", () => {
    const link = (code: string) => layout.links.find(({ person }) => person === code)?.points;
    expect(link("赵雪")).toEqual([[515, 68], [515, 100], [444, 100], [444, 118]]);
    expect(link("何静")).toEqual([[224, 168], [224, 391], [230, 391]]);
  });
});

describe("any forest", () => {
  test("shows everybody once who has no folded superior, and hides and counts the others", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const { places } = layoutTree(nodes, options);
        const { people } = plant(nodes);
        const shown = new Set<string>();
        for (const { code, superior, below } of people) {
          const isShown = !superior || (shown.has(superior.code) && !options.collapsed.has(superior.code));
          if (isShown) shown.add(code);
          const hidden = isShown && options.collapsed.has(code) ? below : 0;
          expect(places.get(code)?.hidden).toBe(isShown ? hidden : undefined);
        }
        expect(places.size).toBe(shown.size);
      }),
    );
  });

  test("lets no two cards come nearer than 8 px, and leaves gutters free", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const places = [...layoutTree(nodes, options).places.values()];
        expect(tooNear(places.map(cardOf), 8)).toBeNull();
        const inColumns = places.filter(({ depth }) => depth > 0);
        expect(tooNear(inColumns.map((place) => ({ ...cardOf(place), width: CARD.width + GUTTER - 8 })), 8)).toBeNull();
      }),
    );
  });

  test("puts everybody below the superior and inside the map", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const { places, width, height, links } = layoutTree(nodes, options);
        for (const { superior, person } of links) {
          const gap = (places.get(person)?.y ?? NaN) - (places.get(superior)?.y ?? NaN);
          expect(gap).toBeGreaterThanOrEqual(ROW);
        }
        for (const { x, y } of places.values()) {
          expect(Math.min(x, y, width - CARD.width - x, height - CARD.height - y)).toBeGreaterThanOrEqual(0);
        }
        expect(width).toBeLessThanOrEqual(Math.max(options.width, widthsOf(1).least));
      }),
    );
  });

  test("links everybody with the superior, horizontally and vertically, around the cards", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const layout = layoutTree(nodes, options);
        const { places, links } = layout;
        const boxes = [...places.values()].map(cardOf);
        const linked = [...places.values()].filter(({ depth }) => depth > 0);
        expect(links.map(({ person }) => person).sort()).toEqual(linked.map(({ code }) => code).sort());
        for (const { superior, person, points } of links) {
          expect(isOnEdge(points[0], cardOf(placeOf(layout, superior)))).toBe(true);
          expect(isOnEdge(points[points.length - 1], cardOf(placeOf(layout, person)))).toBe(true);
          points.slice(1).forEach(([x, y], index) => {
            const [fromX, fromY] = points[index] ?? [NaN, NaN];
            expect(x === fromX || y === fromY).toBe(true);
            const [left, top] = [Math.min(x, fromX), Math.min(y, fromY)];
            const step = { x: left, y: top, width: Math.abs(x - fromX), height: Math.abs(y - fromY) };
            expect(left).toBeGreaterThanOrEqual(0);
            expect(boxes.find((box) => overlap(box, step))).toBeUndefined();
          });
        }
      }),
    );
  });

  test("keeps siblings in order: reports of a root by row, others by column, roots like a text", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const { places } = layoutTree(nodes, options);
        const { people, roots } = plant(nodes);
        const at = (code: string) => places.get(code);
        const inOrder = (codes: string[], first: "y" | "column", second: "x" | "y") => {
          const shown = codes.flatMap((code) => at(code) ?? []);
          const sorted = [...shown].sort((one, other) => one[first] - other[first] || one[second] - other[second]);
          expect(shown).toEqual(sorted);
        };
        const tops = roots.map(({ code }) => code).filter((code) => !at(code)?.isUnplaced);
        inOrder(tops, "y", "x");
        for (const { depth, reports } of people) {
          const codes = reports.map(({ code }) => code);
          if (depth === 0) inOrder(codes, "y", "x");
          else inOrder(codes, "column", "y");
        }
      }),
    );
  });

  test("puts those without a line into a box of their own below everybody else", () => {
    fc.assert(
      fc.property(layouts, ({ nodes, ...options }) => {
        const { places, unplaced, height } = layoutTree(nodes, options);
        const boxed = [...places.values()].filter(({ isUnplaced }) => isUnplaced);
        expect(unplaced === null).toBe(boxed.length === 0);
        for (const place of places.values()) {
          if (!unplaced) break;
          const card = cardOf(place);
          const [left, right] = [card.x - unplaced.x, unplaced.x + unplaced.width - card.x - card.width];
          if (place.isUnplaced) expect(Math.min(left, right)).toBeGreaterThan(0);
          else expect(card.y + card.height).toBeLessThan(unplaced.y);
          expect(unplaced.y + unplaced.height).toBeLessThan(height);
        }
      }),
    );
  });
});

describe("extremes", () => {
  test("nobody needs no room", () => {
    expect(layoutTree([], { width: 1040, collapsed: NOBODY })).toMatchObject({ width: 0, height: 0, unplaced: null });
  });

  test("a chain of 300 levels is one column", () => {
    const layout = layoutTree(organisation([299], 1), { width: 1040, collapsed: NOBODY });
    expect(rowsOf(layout)).toHaveLength(300);
    expect(layout.width).toBeLessThanOrEqual(widthsOf(1).most);
  });

  test("299 direct reports stand in five columns", () => {
    const layout = layoutTree(organisation(new Array<number>(299).fill(1), 1), { width: 1040, collapsed: NOBODY });
    expect(rowsOf(layout)).toHaveLength(1 + 60);
  });

  test("a column of thirty is cut into three of about ten", () => {
    const layout = layoutTree(organisation([31, 3], 30), { width: 1040, collapsed: NOBODY });
    expect(rowsOf(layout)).toHaveLength(1 + 11);
    expect(placeOf(layout, "h1-0").column).toBe(3);
  });

  const HEAD_ROW = 118;

  test("a head below another has a free row above, below one without reports it has none", () => {
    const layout = layoutTree(organisation([2, 1, 1, 1, 1, 3, 4], 2), { width: 1040, collapsed: NOBODY });
    expect([placeOf(layout, "h5-0").column, placeOf(layout, "h5-0").y]).toEqual([1, HEAD_ROW + ROW]);
    const both = layoutTree(organisation([2, 2, 2, 2, 2, 3], 2), { width: 1040, collapsed: NOBODY });
    expect([placeOf(both, "h5-0").column, placeOf(both, "h5-0").y]).toEqual([0, HEAD_ROW + 3 * ROW]);
  });

  test("a low block is cut in two where that lets it end within the rows", () => {
    const layout = layoutTree(organisation([6, 6, 6, 6, 6, 8], 7), { width: 1040, collapsed: NOBODY });
    expect(rowsOf(layout).at(-1)).toBe(HEAD_ROW + 11 * ROW);
    expect([placeOf(layout, "h5-1").column, placeOf(layout, "h5-7").column]).toEqual([0, 1]);
    const roomy = layoutTree(organisation([6, 6, 6, 6, 6, 8], 7), { width: 1040, collapsed: NOBODY, rows: 20 });
    expect([placeOf(roomy, "h5-1").column, placeOf(roomy, "h5-7").column]).toEqual([0, 0]);
  });

  test("a narrow block does not slip in before a wide one", () => {
    const layout = layoutTree(organisation([2, 6, 2, 2, 16, 1], 15), { width: 830, collapsed: NOBODY });
    const [wide, narrow] = [placeOf(layout, "h4-0"), placeOf(layout, "h5-0")];
    expect([wide.column, wide.y]).toEqual([2, HEAD_ROW + 3 * ROW]);
    expect([narrow.column, narrow.y]).toEqual([0, HEAD_ROW + 4 * ROW]);
  });

  test("tops stand side by side; one without reports finds room beside the root of a wide tree", () => {
    const wide = organisation([3, 3, 3, 3, 3], 2);
    const nodes = [...wide, { code: "chair", superior: null, isTop: true }];
    const layout = layoutTree(nodes, { width: 1040, collapsed: NOBODY });
    expect(placeOf(layout, "chair").y).toBe(placeOf(layout, "top").y);
    expect(placeOf(layout, "chair").x).toBeGreaterThan(placeOf(layout, "top").x + CARD.width);
  });
});
