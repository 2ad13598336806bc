import fc from "fast-check";
import { expect, test } from "vitest";

import { shorten, textWidth } from "../../../src/renmai/web/islands/map/text_width";

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("王", "欧阳震华", "Wolfeschlegelsteinhausen"),
);

test("what is shortened fits, and begins as the text does", () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 14, max: 200 }), (text, room) => {
      const shown = shorten(text, 12.5, room);
      expect(textWidth(shown, 12.5)).toBeLessThanOrEqual(room);
      if (shown !== text) expect(text.startsWith(shown.slice(0, -1))).toBe(true);
    }),
  );
});

test("what fits stays as it is", () => {
  expect(shorten("王建国", 12.5, 40)).toBe("王建国");
});

test("a family of faces is cut whole", () => {
  expect(shorten("👩‍👩‍👧王建国", 10, 25)).toBe("👩‍👩‍👧…");
});

test("Chinese is as wide as it is high, Latin narrower", () => {
  expect(textWidth("王", 10)).toBe(10);
  expect(textWidth("iiii", 10)).toBeLessThan(textWidth("MMMM", 10));
});
