/** Lines of horizontal and vertical steps as SVG paths. */
import type { Point, Spot } from "./geometry";

const RADIUS = 8;

/** Without points that say nothing: repeated ones, and those in the middle of a straight part. */
export function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept[kept.length - 2], kept[kept.length - 1]];
    if (last && last[0] === point[0] && last[1] === point[1]) continue;
    if (before && last && inLine(before, last, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

/** The `d` of an SVG path through the points, with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.join(" ")}`;
      if (!after) return `L${point.join(" ")}`;
      const radius = Math.min(RADIUS, apart(before, point) / 2, apart(point, after) / 2);
      return `L${towards(point, before, radius)}Q${point.join(" ")} ${towards(point, after, radius)}`;
    })
    .join("");
}

/** The middle of the longest horizontal part, or of the longest part if all are vertical. */
export function labelOn(points: readonly Point[]): Spot {
  let best = { x: 0, y: 0, length: -1 };
  points.forEach((point, index) => {
    const before = points[index - 1];
    if (!before) return;
    const length = Math.abs(point[0] - before[0]) || apart(before, point) / 1000;
    if (length > best.length) best = { x: (point[0] + before[0]) / 2, y: (point[1] + before[1]) / 2, length };
  });
  return { x: best.x, y: best.y };
}

function inLine(one: Point, two: Point, three: Point): boolean {
  return (one[0] === two[0] && two[0] === three[0]) || (one[1] === two[1] && two[1] === three[1]);
}

function apart(one: Point, other: Point): number {
  return Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]);
}

function towards(from: Point, to: Point, length: number): string {
  const whole = apart(from, to) || 1;
  const on = (axis: 0 | 1): number => round(from[axis] + ((to[axis] - from[axis]) * length) / whole);
  return `${on(0)} ${on(1)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
