import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { changeDays, changesBetween, ticks } from "../../../src/renmai/web/islands/map/changes";
import type { Change, Changes } from "../../../src/renmai/web/islands/map/changes";
import { dayOf, numberOf, plusDays } from "../../../src/renmai/web/islands/map/days";
import type { Day, Facts } from "../../../src/renmai/web/islands/map/facts";
import { stateOn } from "../../../src/renmai/web/islands/map/state";
import { SINCE, TODAY, anyDay, anyFacts, assessed, customerWith, somebody, swayed } from "./some_facts";

function between(facts: Facts, before: Day, after: Day, competitor?: string): Changes {
  return changesBetween(stateOn(facts, before), stateOn(facts, after), competitor);
}

function changesOf(facts: Facts, before: Day, after: Day, competitor?: string): readonly Change[] {
  return between(facts, before, after, competitor).people.flatMap(({ changes }) => changes);
}

describe("degrees", () => {
  const facts = customerWith({
    people: [somebody("a"), somebody("b")],
    assessments: [
      assessed("a", "2026-03-01", { closeness: -1, solution: 1, price: 0 }),
      assessed("b", "2026-03-01", { closeness: 2 }),
      assessed("a", "2026-03-02", { party: "far", closeness: 0 }),
      assessed("a", "2026-04-01", { closeness: 1, solution: -1 }),
      assessed("a", "2026-04-02", { party: "far", closeness: 1 }),
      assessed("a", "2026-04-03", { party: "near", closeness: 1 }),
    ],
  });
  const towards = (party: string | null) => ({ what: "degree", party });

  test("rise, fall and become unknown; only known ones count as risen or fallen", () => {
    expect(changesOf(facts, "2026-03-31", "2026-04-01")).toEqual([
      { ...towards(null), degree: "closeness", from: -1, to: 1 },
      { ...towards(null), degree: "solution", from: 1, to: -1 },
      { ...towards(null), degree: "price", from: 0, to: null },
    ]);
    expect(between(facts, "2026-03-31", "2026-04-01")).toMatchObject({ risen: 1, fallen: 1, added: 0, gone: 0 });
  });

  test("become known", () => {
    const became = { ...towards(null), degree: "closeness", from: null, to: 2 };
    const { people, risen } = between(facts, "2026-02-28", "2026-03-01");
    expect(people.map(({ person }) => person.code)).toEqual(["a", "b"]);
    expect(people[1]?.changes).toEqual([became]);
    expect(risen).toBe(0);
  });

  test("towards a competitor are told on request, and are no rise of ours", () => {
    const change = { ...towards("far"), degree: "closeness", from: 0, to: 1 };
    expect(changesOf(facts, "2026-04-01", "2026-04-03")).toEqual([]);
    expect(changesOf(facts, "2026-04-01", "2026-04-03", "far")).toEqual([change]);
    expect(between(facts, "2026-04-01", "2026-04-03", "far").risen).toBe(0);
  });

  test("assessed again without saying anything new are no change", () => {
    const assessments = [assessed("a", "2026-03-01", { price: 1 }), assessed("a", "2026-04-01", { price: 1 })];
    expect(changesOf({ ...facts, assessments }, "2026-03-31", "2026-04-01")).toEqual([]);
  });
});

test("votes change, and to unknown too", () => {
  const assessments = [
    assessed("a", "2026-03-01", { veto: "no", approver: "yes" }),
    assessed("a", "2026-04-01", { veto: "yes" }),
  ];
  const facts = customerWith({ people: [somebody("a")], assessments });
  expect(changesOf(facts, "2026-03-01", "2026-04-01")).toEqual([
    { what: "vote", vote: "veto", from: "no", to: "yes" },
    { what: "vote", vote: "approver", from: "yes", to: null },
  ]);
});

test("the superior changes, from one to another or to nobody", () => {
  const reporting = [
    { person: "a", superior: "b", since: "2026-03-01", until: "2026-04-01" },
    { person: "a", superior: null, since: "2026-04-01", until: null },
  ];
  const facts = customerWith({ people: [somebody("a", { superior: "c" })], reporting });
  expect(changesOf(facts, SINCE, "2026-03-01")).toEqual([{ what: "superior", from: "c", to: "b" }]);
  expect(changesOf(facts, "2026-03-01", "2026-04-01")).toEqual([{ what: "superior", from: "b", to: null }]);
});

test("people are new and gone, of whom no more is told", () => {
  const facts = customerWith({
    people: [somebody("old", { until: "2026-04-01" }), somebody("fresh", { since: "2026-04-01" }), somebody("same")],
    assessments: [assessed("fresh", "2026-04-01", { closeness: 1 })],
  });
  const changes = between(facts, "2026-03-31", "2026-04-01");
  expect(changes.people.map(({ person, presence }) => [person.code, presence])).toEqual([
    ["fresh", "new"],
    ["old", "gone"],
  ]);
  expect(changes).toMatchObject({ added: 1, gone: 1, risen: 0, before: "2026-03-31", after: "2026-04-01" });
  expect(changes.people.flatMap((one) => one.changes)).toEqual([]);
});

describe("influences", () => {
  const people = [somebody("a"), somebody("b", { until: "2026-04-01" })];
  const told = (facts: Facts, before: Day, after: Day) =>
    changesOf(facts, before, after).map((change) => change.what === "influence" && [change.influence.id, change.begun]);

  test("begin and end", () => {
    const influences = [
      swayed("a", { id: 1, until: "2026-04-01" }),
      swayed("a", { id: 2, kind: "competitor", influencer: "far", name: "Zhong", since: "2026-04-01" }),
    ];
    expect(told(customerWith({ people, influences }), "2026-03-31", "2026-04-01")).toEqual([
      [1, false],
      [2, true],
    ]);
  });

  test("end when the inner influencer leaves", () => {
    const influences = [swayed("a", { id: 1, kind: "internal", influencer: "b" })];
    const facts = customerWith({ people, influences });
    const [ofA] = between(facts, "2026-03-31", "2026-04-01").people;
    expect([ofA?.person.code, ofA?.changes[0]?.what]).toEqual(["a", "influence"]);
  });

  test("that were renewed in between are the same, but two people of one competitor are two", () => {
    const theirs = { kind: "competitor", influencer: "far" } as const;
    const influences = [
      swayed("a", { ...theirs, id: 1, name: "Zhong", until: "2026-03-01" }),
      swayed("a", { ...theirs, id: 2, name: "Zhong", since: "2026-03-05" }),
      swayed("a", { ...theirs, id: 3, name: "Jin", since: "2026-03-05" }),
    ];
    const facts = customerWith({ people, influences });
    expect(told(facts, "2026-02-28", "2026-03-05")).toEqual([[3, true]]);
    expect(told(facts, "2026-02-28", "2026-03-02")).toEqual([[1, false]]);
  });
});

test("between a day and itself nothing changes", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      expect(between(facts, day, day, "far")).toMatchObject({ people: [], risen: 0, fallen: 0, added: 0, gone: 0 });
    }),
  );
});

function mirrored(change: Change): Change {
  if (change.what === "influence") return { ...change, begun: !change.begun };
  return { ...change, from: change.to, to: change.from } as Change;
}

function byPerson({ people }: Changes, seen: (change: Change) => Change): Map<string, Set<string>> {
  return new Map(
    people.map(({ person, changes }) => [
      person.code,
      // Another row may stand for the same influence on the other day.
      new Set(changes.map(seen).map((change) => JSON.stringify({ ...change, influence: null }))),
    ]),
  );
}

test("looked at backwards rises are falls, and who is new is gone", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, anyDay, (facts, one, other) => {
      const [there, back] = [between(facts, one, other, "far"), between(facts, other, one, "far")];
      const { risen, fallen, added, gone } = there;
      expect(back).toMatchObject({ risen: fallen, fallen: risen, added: gone, gone: added });
      expect(byPerson(back, mirrored)).toEqual(byPerson(there, (change) => change));
    }),
  );
});

describe("change days", () => {
  test("are what differs from the day before, towards any party", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const expected = new Map<Day, number>();
        for (let at = -12; at <= 100; at++) {
          const day = dayOf(numberOf(SINCE) + at);
          const [before, after] = [stateOn(facts, plusDays(day, -1)), stateOn(facts, day)];
          const both = (["far", "near"] as const).map((party) => changesBetween(before, after, party));
          const told = both.flatMap(({ people }) => people).flatMap(({ person, changes }) =>
            changes.length ? changes.map((change) => [person.code, change]) : [[person.code]],
          );
          const count = new Set(told.map((one) => JSON.stringify(one))).size;
          if (count) expected.set(day, count);
        }
        expect([...changeDays(facts)]).toEqual([...expected]);
      }),
    );
  });

  test("ignore an assessment that says nothing new", () => {
    const assessments = ["2026-03-01", "2026-04-01"].map((day) => assessed("a", day, { closeness: 1 }));
    const facts = customerWith({ people: [somebody("a")], assessments });
    expect([...changeDays(facts)]).toEqual([
      [SINCE, 1],
      ["2026-03-01", 1],
    ]);
  });
});

describe("ticks", () => {
  const facts = customerWith({
    people: [somebody("a"), somebody("b", { since: "2026-01-05" }), somebody("c", { since: "2026-01-10" })],
  });

  test("stand in the bucket of their day, the ends included", () => {
    expect(ticks(facts, SINCE, "2026-01-10", 5)).toEqual([1, 0, 1, 0, 1]);
    expect(ticks(facts, SINCE, "2026-01-10", 1)).toEqual([3]);
  });

  test("leave out what lies outside", () => {
    expect(ticks(facts, "2026-01-02", "2026-01-09", 2)).toEqual([1, 0]);
  });

  test("sum to the changes of their days", () => {
    fc.assert(
      fc.property(anyFacts, anyDay, fc.integer({ min: 1, max: 40 }), (facts, first, buckets) => {
        const expected = [...changeDays(facts)].filter(([day]) => day >= first && day <= TODAY);
        const sum = (counts: number[]): number => counts.reduce((one, other) => one + other, 0);
        expect(ticks(facts, first, TODAY, buckets)).toHaveLength(buckets);
        expect(sum(ticks(facts, first, TODAY, buckets))).toBe(sum(expected.map(([, count]) => count)));
      }),
    );
  });
});
