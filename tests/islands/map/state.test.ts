import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { dayOf, numberOf } from "../../../src/renmai/web/islands/map/days";
import type { Facts } from "../../../src/renmai/web/islands/map/facts";
import { indexFacts, stateOn } from "../../../src/renmai/web/islands/map/state";
import type { PersonState } from "../../../src/renmai/web/islands/map/state";
import { SINCE, TODAY, anyDay, anyFacts, assessed, customerWith, somebody, swayed } from "./some_facts";

function whoCounts(facts: Facts, day: string): string[] {
  return [...stateOn(facts, day).people.keys()];
}

function of(facts: Facts, code: string, day = TODAY): PersonState {
  const state = stateOn(facts, day).people.get(code);
  if (!state) throw new Error(`${code} does not count on ${day}`);
  return state;
}

describe("who counts", () => {
  const facts = customerWith({
    customer: { code: "acme", name: "Acme", since: "2026-02-01", until: "2026-08-01" },
    people: [somebody("early"), somebody("late", { since: "2026-05-01", until: "2026-06-01" })],
  });

  test("from the first day on, and no more on the day of leaving", () => {
    expect(whoCounts(facts, "2026-04-30")).toEqual(["early"]);
    expect(whoCounts(facts, "2026-05-01")).toEqual(["early", "late"]);
    expect(whoCounts(facts, "2026-05-31")).toEqual(["early", "late"]);
    expect(whoCounts(facts, "2026-06-01")).toEqual(["early"]);
  });

  test("nobody before the customer exists, nor from the day of its end", () => {
    expect(whoCounts(facts, "2026-01-31")).toEqual([]);
    expect(whoCounts(facts, "2026-02-01")).toEqual(["early"]);
    expect(whoCounts(facts, "2026-08-01")).toEqual([]);
  });
});

describe("degrees and votes", () => {
  const facts = customerWith({
    people: [somebody("a"), somebody("b")],
    assessments: [
      assessed("a", "2026-03-01", { closeness: 1, solution: 0, price: -2, veto: "yes", approver: "no" }),
      assessed("a", "2026-03-15", { party: "far", closeness: 2 }),
      assessed("a", "2026-04-01", { closeness: 2 }),
      assessed("a", "2026-05-01", { closeness: -1 }),
      assessed("a", "2026-05-01", { closeness: 0 }),
    ],
  });

  test("are unknown before the first assessment, and known from its day on", () => {
    expect(of(facts, "a", "2026-02-28")).toMatchObject({ assessment: null, veto: null, overall: null });
    expect(of(facts, "a", "2026-02-28").degrees).toMatchObject({ closeness: null, solution: null, price: null });
    expect(of(facts, "a", "2026-03-01").degrees).toMatchObject({ closeness: 1, solution: 0, price: -2 });
    expect(of(facts, "a", "2026-03-31")).toMatchObject({ veto: "yes", approver: "no" });
  });

  test("a blank of a later assessment means unknown as of then", () => {
    expect(of(facts, "a", "2026-04-01")).toMatchObject({ degrees: { closeness: 2, solution: null }, veto: null });
  });

  test("the second assessment of one day corrects the first", () => {
    expect(of(facts, "a", "2026-05-01").degrees.closeness).toBe(0);
  });

  test("towards a competitor stand apart from ours", () => {
    expect(of(facts, "a", "2026-03-14").towards.has("far")).toBe(false);
    expect(of(facts, "a", "2026-03-15").towards.get("far")).toMatchObject({ closeness: 2, solution: null });
    expect(of(facts, "a", "2026-03-15").degrees.closeness).toBe(1);
  });

  test("are each person's own", () => {
    expect(of(facts, "b").assessment).toBeNull();
  });

  test("the mean is that of the known degrees, in which 0 counts and unknown does not", () => {
    expect(of(facts, "a", "2026-03-01").overall).toBeCloseTo(-1 / 3);
    expect(of(facts, "a", "2026-04-01").overall).toBe(2);
    expect(of(facts, "a", "2026-05-01").overall).toBe(0);
  });
});

describe("superior", () => {
  const facts = customerWith({
    people: [somebody("boss", { until: "2026-06-01" }), somebody("chief"), somebody("a", { superior: "boss" })],
    reporting: [
      { person: "a", superior: "chief", since: "2026-03-01", until: "2026-04-01" },
      { person: "a", superior: null, since: "2026-04-01", until: "2026-05-01" },
    ],
  });
  const on = (day: string): string | null => of(facts, "a", day).superior;

  test("is the dated one on the days of its line, else the undated one", () => {
    expect([on("2026-02-28"), on("2026-03-01"), on("2026-03-31")]).toEqual(["boss", "chief", "chief"]);
    expect(on("2026-05-01")).toBe("boss");
  });

  test("a dated line to nobody means nobody", () => {
    expect(on("2026-04-01")).toBeNull();
  });

  test("is still named after leaving", () => {
    expect(whoCounts(facts, "2026-06-01")).not.toContain("boss");
    expect(on("2026-06-01")).toBe("boss");
  });
});

describe("influence", () => {
  const counts = (facts: Facts, day: string): boolean => stateOn(facts, day).influences.length > 0;

  test("counts from its first day on, and no more on the day of its end", () => {
    const influences = [swayed("a", { since: "2026-03-01", until: "2026-04-01" })];
    const facts = customerWith({ people: [somebody("a")], influences });
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    expect(days.map((day) => counts(facts, day))).toEqual([false, true, true, false]);
  });

  test("does not count before its employee is with us, nor from the day of leaving", () => {
    const influences = [swayed("a", { there: { since: "2026-03-01", until: "2026-04-01" } })];
    const facts = customerWith({ people: [somebody("a")], influences });
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    expect(days.map((day) => counts(facts, day))).toEqual([false, true, true, false]);
  });

  test("of an employee without dates always counts", () => {
    const influences = [swayed("a", { there: { since: null, until: null } })];
    expect(counts(customerWith({ people: [somebody("a")], influences }), SINCE)).toBe(true);
  });

  test("of an inner influencer counts while both do", () => {
    const people = [somebody("a", { since: "2026-03-01" }), somebody("b", { until: "2026-04-01" })];
    const influences = [swayed("a", { kind: "internal", influencer: "b" })];
    const facts = customerWith({ people, influences });
    const days = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    expect(days.map((day) => counts(facts, day))).toEqual([false, true, true, false]);
  });

  test("of an inner influencer whom nobody knows does not count", () => {
    const influences = [swayed("a", { kind: "internal", influencer: "z" })];
    expect(counts(customerWith({ people: [somebody("a")], influences }), TODAY)).toBe(false);
  });

  test("of a competitor's person always counts", () => {
    const influences = [swayed("a", { kind: "competitor", influencer: "far" })];
    expect(counts(customerWith({ people: [somebody("a")], influences }), SINCE)).toBe(true);
  });

  test("on a person who does not count does not count", () => {
    const influences = [swayed("a", { kind: "competitor", influencer: "far" })];
    const facts = customerWith({ people: [somebody("a", { until: "2026-04-01" })], influences });
    expect(counts(facts, "2026-03-31")).toBe(true);
    expect(counts(facts, "2026-04-01")).toBe(false);
  });
});

describe("known features", () => {
  const known = (part: Partial<Facts>): number => of(customerWith({ people: [somebody("a")], ...part }), "a").known;

  test("are none of a person of whom nothing is known", () => {
    expect(known({})).toBe(0);
  });

  test("are the degrees and votes towards us that are not unknown, 0 and no among them", () => {
    expect(known({ assessments: [assessed("a", SINCE, { closeness: 0 })] })).toBe(1);
    expect(known({ assessments: [assessed("a", SINCE, { solution: 1, price: -1, veto: "no" })] })).toBe(3);
    expect(known({ assessments: [assessed("a", SINCE, { party: "far", closeness: 1 })] })).toBe(0);
  });

  test("are the reporting line with a superior or at the top", () => {
    expect(known({ people: [somebody("a", { superior: "z" })] })).toBe(1);
    expect(known({ people: [somebody("a", { top: true })] })).toBe(1);
    const line = { person: "a", superior: null, since: SINCE, until: null };
    expect(known({ people: [somebody("a", { superior: "z" })], reporting: [line] })).toBe(0);
  });

  test("are influence of any kind, or that nobody was found", () => {
    expect(known({ influences: [swayed("a", { kind: "competitor", influencer: "far" }), swayed("a")] })).toBe(1);
    expect(known({ influences: [swayed("a", { until: TODAY })] })).toBe(0);
    expect(known({ people: [somebody("a", { nobodyFound: true })] })).toBe(1);
  });

  test("are seven at most", () => {
    const said = { closeness: 1, solution: 1, price: 1, veto: "yes", approver: "no" } as const;
    const people = [somebody("a", { superior: "z", top: true, nobodyFound: true })];
    expect(known({ people, assessments: [assessed("a", SINCE, said)], influences: [swayed("a")] })).toBe(7);
  });
});

test("the last contact is the latest up to the day, in whatever order they come", () => {
  const contacts = ["2026-05-01", "2026-03-01", "2026-04-01"].map((day) => ({ person: "a", day, who: day }));
  const facts = customerWith({ people: [somebody("a")], contacts });
  expect(of(facts, "a", "2026-02-28").lastContact).toBeNull();
  expect(of(facts, "a", "2026-04-30").lastContact?.who).toBe("2026-04-01");
  expect(of(facts, "a", "2026-05-01").lastContact?.who).toBe("2026-05-01");
});

test("the owner is the one of the day", () => {
  const owners = [
    { code: "e1", name: "Li", since: "2026-02-01", until: "2026-03-01" },
    { code: "e2", name: "Xu", since: "2026-03-01", until: null },
  ];
  const on = (day: string): string | undefined => stateOn(customerWith({ owners }), day).owner?.code;
  expect([on("2026-01-31"), on("2026-02-28"), on("2026-03-01")]).toEqual([undefined, "e1", "e2"]);
});

test("chains are open until the day of their close, with the members who count in their order", () => {
  const member = (person: string): Facts["chains"][0]["members"][0] => ({ person, role: "", position: null });
  const chain = { code: "o1", name: "", opened: "2026-02-01", closed: "2026-04-01" };
  const facts = customerWith({
    people: [somebody("a"), somebody("b", { since: "2026-03-01" }), somebody("c")],
    chains: [{ ...chain, members: ["c", "b", "a"].map(member) }],
  });
  const on = (day: string): string[][] =>
    stateOn(facts, day).chains.map(({ members }) => members.map(({ person }) => person));
  expect(on("2026-01-31")).toEqual([]);
  expect(on("2026-02-01")).toEqual([["c", "a"]]);
  expect(on("2026-03-31")).toEqual([["c", "b", "a"]]);
  expect(on("2026-04-01")).toEqual([]);
});

test("what is assessed later does not change a day", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      const upTo = { ...facts, assessments: facts.assessments.filter((assessment) => assessment.day <= day) };
      expect(stateOn(facts, day)).toEqual(stateOn(upTo, day));
    }),
  );
});

test("facts are indexed once, and again when they are replaced", () => {
  const facts = customerWith({ people: [somebody("a")] });
  expect(indexFacts(facts)).toBe(indexFacts(facts));
  expect(whoCounts({ ...facts, people: [somebody("b")] }, TODAY)).toEqual(["b"]);
});

test("any day of a large customer is drawn while the slider moves", () => {
  const people = Array.from({ length: 300 }, (_, at) => somebody(`p${at}`, { superior: "p0" }));
  const from = numberOf(SINCE);
  const assessments = Array.from({ length: 3000 }, (_, at) => {
    const part = { party: at % 3 ? null : "far", closeness: (at % 5) - 2 };
    return assessed(`p${at % 300}`, dayOf(from + Math.floor(at / 10)), part);
  });
  const influences = people.map(({ code }, at) => swayed(code, { kind: "internal", influencer: `p${(at + 1) % 300}` }));
  const facts = customerWith({ people, assessments, influences });
  indexFacts(facts);
  const times = Array.from({ length: 99 }, (_, at) => {
    const begun = performance.now();
    expect(stateOn(facts, dayOf(from + 3 * at)).people.size).toBe(300);
    return performance.now() - begun;
  });
  const median = times.sort((one, other) => one - other)[49];
  expect(median).toBeLessThan(5);
});
