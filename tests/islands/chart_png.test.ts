import { expect, test } from "vitest";

import { sharpnessOf } from "../../src/renmai/web/islands/chart_png";

test("a chart is twice as sharp as the drawing", () => {
  expect(sharpnessOf(1160, 480)).toBe(2);
});

test("a map larger than a canvas is made to fit", () => {
  for (const [width, height] of [[20_156, 900], [900, 20_156], [15_000, 15_000]] as const) {
    const sharpness = sharpnessOf(width, height);
    expect(Math.max(width, height) * sharpness).toBeLessThanOrEqual(16_000);
    expect(width * height * sharpness ** 2).toBeLessThanOrEqual(100_000_001);
    expect(sharpness).toBeGreaterThan(0.3);
  }
});
