/** A customer made up for a test: say only what the test is about. */
import fc from "fast-check";

import { dayOf, numberOf } from "../../../src/renmai/web/islands/map/days";
import type { Assessment, Day, Facts, Influence, Person } from "../../../src/renmai/web/islands/map/facts";

export const SINCE = "2026-01-01";
export const TODAY = "2026-10-31";

export function customerWith(part: Partial<Facts>): Facts {
  return {
    revision: 1,
    today: TODAY,
    customer: { code: "acme", name: "Acme", since: SINCE, until: null },
    people: [],
    reporting: [],
    assessments: [],
    influences: [],
    chains: [],
    contacts: [],
    owners: [],
    competitors: [],
    ...part,
  };
}

export function somebody(code: string, part: Partial<Person> = {}): Person {
  const unknown = { typed: "", placeholder: false, focus: false, top: false, nobodyFound: false, superior: null };
  return { code, name: code, title: "", department: "", ...unknown, since: SINCE, until: null, ...part };
}

export function assessed(person: string, day: Day, part: Partial<Assessment> = {}): Assessment {
  const unknown = { closeness: null, solution: null, price: null, veto: null, approver: null };
  return { person, party: null, day, ...unknown, who: "", note: "", ...part };
}

export function swayed(person: string, part: Partial<Influence> = {}): Influence {
  const open = { since: SINCE, until: null, there: null, contact: "" };
  return { id: 1, person, kind: "ours", influencer: "e1", name: "e1", place: "", note: "", ...open, ...part };
}

const PEOPLE = ["a", "b", "c", "d"];
const person = fc.constantFrom(...PEOPLE);
/** A few weeks around the customer's first day, so that everything meets. */
export const anyDay = fc.integer({ min: -10, max: 50 }).map((days) => dayOf(numberOf(SINCE) + days));
const anyInterval = fc
  .tuple(anyDay, fc.option(fc.integer({ min: 0, max: 40 })))
  .map(([since, length]) => ({ since, until: length === null ? null : dayOf(numberOf(since) + length) }));
const anyDegree = fc.option(fc.integer({ min: -2, max: 2 }));
const anyAnswer = fc.constantFrom("yes", "no", null);

const anyPerson = (code: string): fc.Arbitrary<Person> =>
  fc
    .record({ superior: fc.option(person), top: fc.boolean(), nobodyFound: fc.boolean(), lasts: anyInterval })
    .map(({ lasts, ...part }) => somebody(code, { ...part, ...lasts }));

const anyAssessment = fc
  .record({
    person,
    day: anyDay,
    party: fc.constantFrom(null, null, "far", "near"),
    said: fc.record({
      ...{ closeness: anyDegree, solution: anyDegree, price: anyDegree },
      ...{ veto: anyAnswer, approver: anyAnswer },
    }),
  })
  .map(({ said, ...of }) =>
    assessed(of.person, of.day, { ...of, ...said, ...(of.party && { veto: null, approver: null }) }),
  );

const anyInfluence = fc
  .record({
    ...{ person, by: fc.constantFrom("x", "y", ...PEOPLE), far: fc.boolean() },
    ...{ lasts: anyInterval, there: fc.option(anyInterval) },
  })
  .map(({ person, by, far, lasts, there }) => {
    if (PEOPLE.includes(by)) return swayed(person, { kind: "internal", influencer: by, name: by, ...lasts });
    if (far) return swayed(person, { kind: "competitor", influencer: "far", name: by, ...lasts });
    return swayed(person, { influencer: by, name: by, there, ...lasts });
  });

export const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    customer: anyInterval,
    people: fc.tuple(...PEOPLE.map(anyPerson)),
    reporting: fc.array(fc.record({ person, superior: fc.option(person), lasts: anyInterval }), { maxLength: 4 }),
    assessments: fc.array(anyAssessment, { maxLength: 12 }),
    influences: fc.array(anyInfluence, { maxLength: 6 }),
  })
  .map(({ customer, people, reporting, assessments, influences }) =>
    customerWith({
      customer: { code: "acme", name: "Acme", ...customer },
      people,
      reporting: reporting.map(({ lasts, ...line }) => ({ ...line, ...lasts })),
      assessments: assessments.sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day))),
      influences: influences.map((influence, id) => ({ ...influence, id })),
    }),
  );
