/** Organisations to lay out: random ones of any shape, and ones that look like real customers. */
import fc from "fast-check";

import type { Node } from "../../../src/renmai/web/islands/map/forest";
import { type Box, type Point, CARD } from "../../../src/renmai/web/islands/map/geometry";
import type { Place, TreeLayout } from "../../../src/renmai/web/islands/map/tree_layout";

/** Large organisations take their time; many are tried over many runs. */
fc.configureGlobal({ numRuns: 40 });

const MOST = 300;

/** Anybody may report to anybody, to themselves, to nobody, or to somebody who is not there. */
const tangled = fc.array(fc.record({ to: fc.option(fc.nat(MOST)), isTop: fc.boolean() }), {
  maxLength: MOST,
  size: "max",
});

/** Each reports to one of the `reach` people before: small makes deep trees, great makes flat ones. */
const grown = fc.integer({ min: 1, max: MOST }).chain((reach) =>
  fc.array(fc.record({ back: fc.integer({ min: 1, max: reach }), isTop: fc.boolean() }), {
    maxLength: MOST,
    size: "max",
  }),
);

export const forests: fc.Arbitrary<Node[]> = fc.oneof(
  tangled.map((people) =>
    people.map(({ to, isTop }, at) => ({ code: code(at), superior: to === null ? null : code(to), isTop })),
  ),
  grown.map((people) =>
    people.map(({ back, isTop }, at) => {
      const superior = at ? code(Math.max(0, at - back)) : null;
      return { code: code(at), superior, isTop };
    }),
  ),
);

export const widths = fc.integer({ min: 100, max: 2400 });

/** Some of the people of a forest. */
export function someOf(nodes: readonly Node[]): fc.Arbitrary<Set<string>> {
  return fc.subarray(nodes.map((node) => node.code)).map((codes) => new Set(codes));
}

function code(at: number): string {
  return `p${at}`;
}

/** One top, its reports, and below each of them so many people, of whom `span` report to each. */
export function organisation(sizes: readonly number[], span: number): Node[] {
  const nodes: Node[] = [{ code: "top", superior: null, isTop: true }];
  sizes.forEach((size, head) => {
    for (let at = 0; at < size; at++) {
      const superior = at ? `h${head}-${Math.floor((at - 1) / span)}` : "top";
      nodes.push({ code: `h${head}-${at}`, superior, isTop: false });
    }
  });
  return nodes;
}

export function placeOf(layout: TreeLayout, code: string): Place {
  const place = layout.places.get(code);
  if (!place) throw new Error(`${code} does not show`);
  return place;
}

export function cardOf({ x, y }: Place): Box {
  return { x, y, ...CARD };
}

export function overlap(one: Box, other: Box, clear = 0): boolean {
  return (
    one.x < other.x + other.width + clear &&
    other.x < one.x + one.width + clear &&
    one.y < other.y + other.height + clear &&
    other.y < one.y + one.height + clear
  );
}

export function isOnEdge(point: Point | undefined, { x, y, width, height }: Box): boolean {
  if (!point) return false;
  const [across, down] = [point[0] - x, point[1] - y];
  const isInside = across >= 0 && across <= width && down >= 0 && down <= height;
  return isInside && (across === 0 || across === width || down === 0 || down === height);
}

/** The first two boxes nearer to each other than `clear`, found without comparing all with all. */
export function tooNear(boxes: readonly Box[], clear: number): [Box, Box] | null {
  const sorted = [...boxes].sort((one, other) => one.y - other.y);
  for (const [index, box] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (!other || other.y >= box.y + box.height + clear) break;
      if (overlap(box, other, clear)) return [box, other];
    }
  }
  return null;
}
