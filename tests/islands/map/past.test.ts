import fc from "fast-check";
import { expect, test } from "vitest";

import { DEGREES } from "../../../src/renmai/web/islands/map/facts";
import { cellOf, COLUMNS, eventsOf, saidOf, sourceOf } from "../../../src/renmai/web/islands/map/past";
import { stateOn } from "../../../src/renmai/web/islands/map/state";
import { anyDay, anyFacts, assessed, customerWith, somebody, swayed, TODAY } from "./some_facts";

const said = [
  assessed("a", "2026-02-01", { closeness: 1, who: "zhang", note: "first" }),
  assessed("a", "2026-03-01", { closeness: 1, price: 0, who: "li" }),
  assessed("a", "2026-04-01", { closeness: -1, price: 0, who: "wang", note: "quarrel" }),
];

test("a value comes from whoever made it what it is, not from whoever confirmed it", () => {
  expect(sourceOf(said.slice(0, 2), "closeness")?.who).toBe("zhang");
  expect(sourceOf(said, "closeness")?.who).toBe("wang");
  expect(sourceOf(said, "price")?.who).toBe("li");
  expect(sourceOf(said, "veto")).toBeUndefined();
});

test("events tell what was and is, latest first, with the reason once", () => {
  const facts = customerWith({ people: [somebody("a")], assessments: said });
  const told = eventsOf(facts, "a", TODAY).map(({ day, what, was, now, note }) => [day, what, was, now, note]);
  expect(told).toEqual([
    ["2026-04-01", "closeness", "1", "-1", "quarrel"],
    ["2026-03-01", "price", "", "0", ""],
    ["2026-02-01", "closeness", "", "1", "first"],
  ]);
  expect(eventsOf(facts, "a", "2026-03-15")).toHaveLength(2);
});

test("an influence is an event when it begins, and when it ends", () => {
  const influence = swayed("a", { since: "2026-02-01", until: "2026-05-01", note: "school" });
  const facts = customerWith({ people: [somebody("a")], influences: [influence] });
  expect(eventsOf(facts, "a", TODAY).map(({ day, what }) => [day, what])).toEqual([
    ["2026-05-01", "ended"],
    ["2026-02-01", "begun"],
  ]);
});

test("a dated line is an event where another superior begins to hold", () => {
  const reporting = [
    { person: "a", superior: "b", since: "2026-02-01", until: "2026-03-01" },
    { person: "a", superior: "c", since: "2026-03-01", until: "2026-04-01" },
  ];
  const facts = customerWith({ people: [somebody("a", { superior: "c" }), somebody("b"), somebody("c")], reporting });
  const told = eventsOf(facts, "a", TODAY).map(({ day, was, now }) => [day, was, now]);
  expect(told).toEqual([
    ["2026-03-01", "b", "c"],
    ["2026-02-01", "c", "b"],
  ]);
});

test("the last event of each value is the state of the day", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      for (const [code, state] of stateOn(facts, day).people) {
        const events = eventsOf(facts, code, day);
        for (const column of COLUMNS) {
          const last = events.find((one) => one.what === column && one.party === null);
          expect(last?.now ?? "").toBe(cellOf(state.assessment ?? undefined, column));
        }
        expect(saidOf(facts, code, null, day).at(-1)?.closeness ?? null).toBe(state.degrees[DEGREES[0] ?? "closeness"]);
      }
    }),
  );
});
