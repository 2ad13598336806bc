import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fitTree } from "../../../src/renmai/web/islands/map/tree_fit";
import { layoutTree } from "../../../src/renmai/web/islands/map/tree_layout";
import { forests, organisation } from "./forests";

const ROOM = { width: 1040, height: 700 };
const NOBODY: ReadonlySet<string> = new Set();

const sizes = fc.integer({ min: 300, max: 2000 });

describe("fitting", () => {
  test.each([
    [[14, 10, 16, 8, 11], 4],
    [[12, 12, 12, 12, 11], 3],
    [[6, 18, 9, 13, 6, 7], 5],
    [[10, 10, 10, 10, 10, 9], 3],
    [[9, 7, 12, 8, 6, 10, 7], 3],
    [[4, 16, 5, 12, 8, 11, 3], 4],
    [[7, 8, 7, 8, 7, 8, 7, 7], 4],
    [[10, 5, 8, 12, 3, 7, 9, 5], 3],
  ])("shows sixty people, %j below the reports of the top, without zooming", (sizes, span) => {
    const nodes = organisation(sizes, span);
    const fit = fitTree(nodes, NOBODY, ROOM);
    expect(nodes).toHaveLength(60);
    expect(fit.scale).toBeGreaterThanOrEqual(0.75);
  });

  test("leaves a map alone that has room", () => {
    expect(fitTree(organisation([5, 5, 5, 5, 5], 2), NOBODY, ROOM)).toEqual({
      width: 1040,
      collapsed: NOBODY,
      rows: 12,
      scale: 1,
    });
  });

  test("says the scale at which its layout fits", () => {
    fc.assert(
      fc.property(forests, sizes, sizes, (nodes, width, height) => {
        const fit = fitTree(nodes, NOBODY, { width, height });
        const layout = layoutTree(nodes, fit);
        expect(layout.width * fit.scale).toBeLessThanOrEqual(width + 1);
        expect(layout.height * fit.scale).toBeLessThanOrEqual(height + 1);
      }),
      { numRuns: 8 },
    );
  });
});
