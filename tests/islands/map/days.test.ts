import fc from "fast-check";
import { expect, test } from "vitest";

import { covers, dayOf, numberOf, plusDays, plusMonths } from "../../../src/renmai/web/islands/map/days";

test("months keep the day and clip to the month's end", () => {
  expect(plusMonths("2026-03-15", -1)).toBe("2026-02-15");
  expect(plusMonths("2026-03-30", -1)).toBe("2026-02-28");
  expect(plusMonths("2026-11-15", 2)).toBe("2027-01-15");
});

test("a month's last day stays a last day", () => {
  expect(plusMonths("2026-02-28", 1)).toBe("2026-03-31");
  expect(plusMonths("2024-02-29", -12)).toBe("2023-02-28");
});

test("days are counted across leap days and years", () => {
  expect(plusDays("2024-02-28", 1)).toBe("2024-02-29");
  expect(plusDays("2026-01-01", -1)).toBe("2025-12-31");
});

test("a day and its number are the same", () => {
  fc.assert(fc.property(fc.integer({ min: -40_000, max: 80_000 }), (number) => numberOf(dayOf(number)) === number));
});

test("an interval has its first day, not its end; an empty end is open", () => {
  const march = { since: "2026-03-01", until: "2026-04-01" };
  const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
  expect(days.map((day) => covers(march, day))).toEqual([false, true, true, false]);
  expect(covers({ since: null, until: null }, "2026-04-01")).toBe(true);
});
