import { expect, test } from "vitest";

import type { Changes } from "../../../src/renmai/web/islands/map/changes";
import { summaryParts } from "../../../src/renmai/web/islands/map/legend";
import { fill, signed, stanceClass, stanceWord } from "../../../src/renmai/web/islands/map/words";
import { somebody } from "./some_facts";

const STANCES = {
  ...{ "-2": "strong oppose", "-1": "oppose", "0": "neutral" },
  ...{ "1": "support", "2": "strong support", unknown: "unknown" },
};
const WORDS = {
  ...{ legend: "Legend", stances: STANCES, ours: "ours can sway", competitor: "competitor's can sway" },
  ...{ theyLead: "competitor leads", tag: "new", tagMeaning: "since the compared day", against: "vs %(day)s" },
  ...{ risen: "%(count)s up", fallen: "%(count)s down", added: "%(count)s new", gone: "%(count)s gone" },
  ...{ other: "other changes", nothing: "nothing changed" },
};
const NOTHING: Changes = {
  ...{ before: "2026-06-30", after: "2026-10-31", people: [] },
  ...{ risen: 0, fallen: 0, added: 0, gone: 0 },
};

function summary(part: Partial<Changes>): string[] {
  return summaryParts({ ...NOTHING, ...part }, WORDS).map(({ text }) => text);
}

test("the summary names the compared day and what is not zero", () => {
  expect(summary({ risen: 3, fallen: 1, added: 2 })).toEqual(["vs 2026-06-30", "3 up", "1 down", "2 new"]);
  expect(summary({ gone: 1 })).toEqual(["vs 2026-06-30", "1 gone"]);
});

test("the summary tells that nothing changed from that something else did", () => {
  const people = [{ person: somebody("a"), presence: "stayed" as const, changes: [] }];
  expect(summary({})).toEqual(["vs 2026-06-30", "nothing changed"]);
  expect(summary({ people })).toEqual(["vs 2026-06-30", "other changes"]);
});

test("only rises and falls have a direction", () => {
  const parts = summaryParts({ ...NOTHING, risen: 1, fallen: 1, added: 1 }, WORDS);
  expect(parts.map(({ rises }) => rises)).toEqual([undefined, true, false, undefined]);
});

test("values are put into a text by name", () => {
  expect(fill("%(count)s of %(all)s, %(count)s", { count: 0, all: "9" })).toBe("0 of 9, 0");
});

test("a stance has its sign, class and word, and unknown is none of them", () => {
  const values = [-2, -1, 0, 1, 2, null];
  expect(values.map(signed)).toEqual(["−2", "−1", "0", "+1", "+2", "?"]);
  expect(values.map(stanceClass)).toEqual(["n2", "n1", "z", "p1", "p2", "un"]);
  const words = ["strong oppose", "oppose", "neutral", "support", "strong support", "unknown"];
  expect(values.map((value) => stanceWord(STANCES, value))).toEqual(words);
});
