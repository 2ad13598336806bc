import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  SPEEDS,
  dayAt,
  dayOfKey,
  labelsOf,
  nextStop,
  pauseOf,
  shareOf,
  shareOfBucket,
  spanOf,
  widthOf,
  within,
} from "../../../src/renmai/web/islands/map/time_scale";
import { dayOf, numberOf } from "../../../src/renmai/web/islands/map/days";
import type { Span } from "../../../src/renmai/web/islands/map/time_scale";
import { TODAY, assessed, customerWith, somebody } from "./some_facts";

const NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split(" ");
const CHINESE = NAMES.map((_, at) => `${at + 1} 月`);

function spanFrom(first: string, last: string, stops: string[] = []): Span {
  return { first, last, stops };
}

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 15_000 }))
  .map(([first, length]) => spanFrom(dayOf(first), dayOf(first + length)));

describe("span", () => {
  test("begins when something becomes known, and ends today whatever is dated later", () => {
    const people = [somebody("a", { since: "2026-03-01" }), somebody("b", { since: "2027-01-01" })];
    const assessments = [assessed("a", "2026-04-01", { price: 1 })];
    expect(spanOf(customerWith({ people, assessments }))).toEqual(
      spanFrom("2026-03-01", TODAY, ["2026-03-01", "2026-04-01"]),
    );
  });

  test("of a customer without people begins with the customer, at latest today", () => {
    expect(spanOf(customerWith({})).first).toBe("2026-01-01");
    const customer = { code: "x", name: "", since: "2026-12-01", until: null };
    expect(spanOf(customerWith({ customer }))).toEqual(spanFrom(TODAY, TODAY));
  });

  test("holds every day within it", () => {
    const span = spanFrom("2026-01-01", "2026-02-01");
    expect(["2025-01-01", "2026-01-15", "2027-01-01"].map((day) => within(span, day))).toEqual([
      "2026-01-01",
      "2026-01-15",
      "2026-02-01",
    ]);
  });
});

describe("places", () => {
  test("every day has its own, from 0 to 1", () => {
    fc.assert(
      fc.property(anySpan, fc.nat(15_000), (span, distance) => {
        const day = within(span, dayOf(numberOf(span.first) + distance));
        expect(dayAt(span, shareOf(span, day))).toBe(day);
        expect(shareOf(span, day)).toBeGreaterThanOrEqual(0);
        expect(shareOf(span, span.last)).toBe(1);
      }),
    );
  });

  test("beyond the ends lie the ends", () => {
    const span = spanFrom("2026-01-01", "2026-02-01");
    expect([dayAt(span, -3), dayAt(span, 3)]).toEqual(["2026-01-01", "2026-02-01"]);
  });

  test("a bucket of one day stands where its day does", () => {
    const span = spanFrom("2026-01-01", "2026-01-11");
    const shares = Array.from({ length: 11 }, (_, at) => shareOfBucket(span, at, 11));
    shares.forEach((share, at) => expect(share).toBeCloseTo(at / 10));
  });

  test("a bucket stands among its days", () => {
    expect(shareOfBucket(spanFrom("2026-01-01", "2026-01-10"), 0, 5)).toBeCloseTo(0.5 / 9);
    expect(shareOfBucket(spanFrom("2026-01-01", "2026-01-01"), 0, 1)).toBe(1);
  });
});

describe("labels", () => {
  const texts = (span: Span, width: number): string[] => labelsOf(span, width, CHINESE).map(({ text }) => text);

  test("are quarters in two years at the width of a laptop, with the year where it begins", () => {
    expect(texts(spanFrom("2024-10-01", "2026-10-31"), 726)).toEqual(
      ["2024-10", "2025-01", "4 月", "7 月", "10 月", "2026-01", "4 月", "7 月", "10 月"],
    );
  });

  test("are years where months would not fit", () => {
    expect(texts(spanFrom("2010-05-01", "2026-10-31"), 500)).toEqual(
      ["2012", "2014", "2016", "2018", "2020", "2022", "2024", "2026"],
    );
  });

  test("are the ends of a short history", () => {
    expect(texts(spanFrom("2026-10-20", "2026-11-12"), 500)).toEqual(["2026-10-20", "2026-11-12"]);
    expect(texts(spanFrom("2026-10-20", "2026-10-20"), 500)).toEqual(["2026-10-20"]);
  });

  test("never collide nor stand far out, whatever the history, the width and the language", () => {
    const languages = fc.constantFrom(NAMES, CHINESE);
    const cases = fc.property(anySpan, fc.integer({ min: 120, max: 3000 }), languages, (span, width, months) => {
      const half = (text: string): number => widthOf(text) / 2;
      const boxes = labelsOf(span, width, months).map(({ text, at }) => [at - half(text), at + half(text)]);
      expect(boxes.length).toBeGreaterThan(0);
      for (const [at, [left = NaN, right = NaN]] of boxes.entries()) {
        expect(left).toBeGreaterThan(-13);
        expect(right).toBeLessThan(width + 13);
        expect((boxes[at + 1]?.[0] ?? Infinity) - right).toBeGreaterThan(9);
      }
    });
    fc.assert(cases);
  });
});

describe("playback", () => {
  test("visits every day of change once, and ends today", () => {
    const span = spanFrom("2026-01-01", TODAY, ["2026-01-01", "2026-02-01", "2026-02-02"]);
    expect(nextStop(span, "2026-01-01")).toBe("2026-02-01");
    expect(nextStop(span, "2026-01-20")).toBe("2026-02-01");
    expect(nextStop(span, "2026-02-01")).toBe("2026-02-02");
    expect(nextStop(span, "2026-02-02")).toBe(TODAY);
    expect(nextStop(span, TODAY)).toBe(TODAY);
  });

  test("is twice as fast at twice the speed while nothing flickers", () => {
    expect(SPEEDS.map((speed) => pauseOf(20, speed, false))).toEqual([900, 450, 225]);
    expect(pauseOf(10_000, 4, false)).toBe(150);
  });

  test("shows a long history within a minute", () => {
    expect(400 * pauseOf(400, 1, false)).toBe(60_000);
  });

  test("is slower for who wants less motion", () => {
    for (const speed of SPEEDS) {
      for (const stops of [0, 20, 500]) {
        const pause = pauseOf(stops, speed, true);
        expect(pause).toBeGreaterThanOrEqual(1000);
        expect(pause).toBeGreaterThan(pauseOf(stops, speed, false));
      }
    }
  });
});

describe("keys", () => {
  const span = spanFrom("2026-01-15", "2026-06-30");
  const to = (day: string, key: string, shift = false): string | null => dayOfKey(span, day, key, shift);

  test("arrows lead a day on or back", () => {
    expect([to("2026-03-01", "ArrowRight"), to("2026-03-01", "ArrowUp")]).toEqual(["2026-03-02", "2026-03-02"]);
    expect([to("2026-03-01", "ArrowLeft"), to("2026-03-01", "ArrowDown")]).toEqual(["2026-02-28", "2026-02-28"]);
  });

  test("with Shift, and page keys, a month", () => {
    expect([to("2026-03-15", "ArrowRight", true), to("2026-03-15", "PageUp")]).toEqual(["2026-04-15", "2026-04-15"]);
    expect([to("2026-03-15", "ArrowLeft", true), to("2026-03-15", "PageDown")]).toEqual(["2026-02-15", "2026-02-15"]);
  });

  test("Home and End lead to the ends, and nothing beyond", () => {
    expect([to("2026-03-15", "Home"), to("2026-03-15", "End")]).toEqual(["2026-01-15", "2026-06-30"]);
    expect([to("2026-01-20", "PageDown"), to("2026-06-30", "ArrowRight")]).toEqual(["2026-01-15", "2026-06-30"]);
  });

  test("other keys are left to the page", () => {
    expect([to("2026-03-15", "Tab"), to("2026-03-15", "/")]).toEqual([null, null]);
  });
});
