/** What changed between two days, and on which days anything changed at all. */
import { numberOf } from "./days";
import { DEGREES } from "./facts";
import type { Answer, Day, Degree, Facts, Influence, Person } from "./facts";
import { indexFacts, once, personOn } from "./state";
import type { Course, FactIndex, MapState, PersonState } from "./state";

export type Vote = "veto" | "approver";

/** `party` null is ours; null in `from` or `to` of a degree or a vote is unknown, of a superior nobody known. */
export type Change =
  | { what: "degree"; degree: Degree; party: string | null; from: number | null; to: number | null }
  | { what: "vote"; vote: Vote; from: Answer; to: Answer }
  | { what: "superior"; from: string | null; to: string | null }
  | { what: "influence"; influence: Influence; begun: boolean };

/** Of who is new or gone no further change is told: everything about them would be one. */
export interface PersonChanges {
  person: Person;
  presence: "new" | "gone" | "stayed";
  changes: readonly Change[];
}

/** `risen` and `fallen` count degrees towards us that were known on both days; `added` and `gone` people. */
export interface Changes {
  before: Day;
  after: Day;
  people: readonly PersonChanges[];
  risen: number;
  fallen: number;
  added: number;
  gone: number;
}

/**
 * In the order of `after`, then those who are gone in the order of `before`.
 *
 * Degrees are those towards us; towards one competitor too on request.
 */
export function changesBetween(before: MapState, after: MapState, competitor?: string): Changes {
  const codes = new Set([...after.people.keys(), ...before.people.keys()]);
  const parties = competitor === undefined ? [] : [competitor];
  const people = [...codes]
    .map((code) => changesOf(before.people.get(code), after.people.get(code), parties))
    .filter((one) => one !== null);
  const moves = people.flatMap(({ changes }) => changes).map(move);
  return {
    before: before.day,
    after: after.day,
    people,
    risen: moves.filter((by) => by > 0).length,
    fallen: moves.filter((by) => by < 0).length,
    added: people.filter(({ presence }) => presence === "new").length,
    gone: people.filter(({ presence }) => presence === "gone").length,
  };
}

/** How far a degree towards us rose; 0 for everything else. */
function move(change: Change): number {
  const moved = change.what === "degree" && change.party === null && change.from !== null && change.to !== null;
  return moved ? Number(change.to) - Number(change.from) : 0;
}

type Presence = PersonState | null | undefined;

/** Null where nothing changed, or the person counts on neither day. */
function changesOf(before: Presence, after: Presence, parties: Iterable<string>): PersonChanges | null {
  if (before && after) {
    const changes = [
      ...degreeChanges(before, after, parties),
      ...voteChanges(before, after),
      ...superiorChanges(before, after),
      ...influenceChanges(before, after),
    ];
    return changes.length ? { person: after.person, presence: "stayed", changes } : null;
  }
  if (after) return { person: after.person, presence: "new", changes: [] };
  return before ? { person: before.person, presence: "gone", changes: [] } : null;
}

function* degreeChanges(before: PersonState, after: PersonState, parties: Iterable<string>): Iterable<Change> {
  for (const party of [null, ...parties]) {
    const was = party === null ? before.degrees : before.towards.get(party);
    const is = party === null ? after.degrees : after.towards.get(party);
    if (was === is) continue;
    for (const degree of DEGREES) {
      const [from, to] = [was?.[degree] ?? null, is?.[degree] ?? null];
      if (from !== to) yield { what: "degree", degree, party, from, to };
    }
  }
}

function* voteChanges(before: PersonState, after: PersonState): Iterable<Change> {
  for (const vote of ["veto", "approver"] as const) {
    const [from, to] = [before[vote], after[vote]];
    if (from !== to) yield { what: "vote", vote, from, to };
  }
}

function* superiorChanges({ superior: from }: PersonState, { superior: to }: PersonState): Iterable<Change> {
  if (from !== to) yield { what: "superior", from, to };
}

/** An influence that was closed and opened again is the same one: what matters is who can sway the person. */
function* influenceChanges(before: PersonState, after: PersonState): Iterable<Change> {
  if (!before.influences.length && !after.influences.length) return;
  const [was, is] = [byInfluencer(before), byInfluencer(after)];
  for (const [key, influence] of was) if (!is.has(key)) yield { what: "influence", influence, begun: false };
  for (const [key, influence] of is) if (!was.has(key)) yield { what: "influence", influence, begun: true };
}

function byInfluencer({ influences }: PersonState): Map<string, Influence> {
  return new Map(influences.map((influence) => [keyOf(influence), influence]));
}

function keyOf({ kind, influencer, name }: Influence): string {
  return [kind, influencer, kind === "competitor" ? name : ""].join("\n");
}

/** How much changed on each day on which anything did, towards any party, in order of days. */
export const changeDays: (facts: Facts) => ReadonlyMap<Day, number> = once((facts) => {
  const index = indexFacts(facts);
  const counted = new Map<Day, number>();
  for (const course of index.courses.values()) {
    let before: PersonState | null = null;
    for (const day of turningDays(index, course)) {
      const after: PersonState | null = personOn(index, course, day);
      const changed = changesOf(before, after, course.theirs.keys());
      if (changed) counted.set(day, (counted.get(day) ?? 0) + (changed.changes.length || 1));
      before = after;
    }
  }
  return new Map([...counted].sort(([one], [other]) => (one < other ? -1 : 1)));
});

/** Between two of these days, in order, nothing about the person changes. */
function turningDays({ facts, courses }: FactIndex, course: Course): Day[] {
  const influencers = course.influences.map(({ influencer }) => courses.get(influencer)?.person);
  const intervals = [
    facts.customer,
    course.person,
    ...course.reporting,
    ...course.influences,
    ...course.influences.map(({ there }) => there),
    ...influencers,
  ];
  const days = intervals.flatMap((interval) => [interval?.since, interval?.until]);
  const assessed = [course.ours, ...course.theirs.values()].flat().map(({ day }) => day);
  return [...new Set([...days, ...assessed])].filter((day) => typeof day === "string").sort();
}

/** How much changed in each of `buckets` equal parts of the days from `first` to `last`, both included. */
export function ticks(facts: Facts, first: Day, last: Day, buckets: number): number[] {
  const from = numberOf(first);
  const length = numberOf(last) - from + 1;
  const counts = new Array<number>(buckets).fill(0);
  for (const [day, count] of changeDays(facts)) {
    const bucket = Math.floor(((numberOf(day) - from) * buckets) / length);
    if (day >= first && day <= last) counts[bucket] = (counts[bucket] ?? 0) + count;
  }
  return counts;
}
