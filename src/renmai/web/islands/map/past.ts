import { type Assessment, DEGREES, type Day, type Facts, type Influence } from "./facts";

/** The values of an assessment, in the order in which people read them. */
export const COLUMNS = [...DEGREES, "veto", "approver"] as const;
export type Column = (typeof COLUMNS)[number];
export type Cell = string;

/** Something that happened to a person; cells as the bundle writes them, blank is unknown. */
export interface Event {
  day: Day;
  what: Column | "reporting" | "begun" | "ended";
  was: Cell;
  now: Cell;
  /** A competitor's code, null for ours. */
  party: string | null;
  who: string;
  note: string;
  influence: Influence | null;
}

export function cellOf(assessment: Assessment | undefined, column: Column): Cell {
  const value = assessment?.[column] ?? null;
  return value === null ? "" : String(value);
}

/** Assessments of one person towards one party (null: us) up to a day, oldest first. */
export function saidOf(facts: Facts, person: string, party: string | null, day: Day): Assessment[] {
  return facts.assessments.filter((one) => one.person === person && one.party === party && one.day <= day);
}

/** The assessment that made a value what it is; undefined while nothing was ever said. */
export function sourceOf(said: readonly Assessment[], column: Column): Assessment | undefined {
  let source: Assessment | undefined;
  let held = "";
  for (const one of said) {
    if (cellOf(one, column) === held) continue;
    source = one;
    held = cellOf(one, column);
  }
  return source;
}

/** What happened to a person up to a day, latest first. */
export function eventsOf(facts: Facts, person: string, day: Day): Event[] {
  const parties = [null, ...facts.competitors.map((one) => one.code)];
  const events = parties.flatMap((party) => valueEvents(saidOf(facts, person, party, day), party));
  events.push(...influenceEvents(facts, person, day), ...lineEvents(facts, person, day));
  return events.sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
}

function valueEvents(said: readonly Assessment[], party: string | null): Event[] {
  return said.flatMap((one, at) => {
    const { day, who, note } = one;
    const changed = COLUMNS.filter((column) => cellOf(said[at - 1], column) !== cellOf(one, column));
    return changed.map((what, first) => ({
      day,
      what,
      was: cellOf(said[at - 1], what),
      now: cellOf(one, what),
      party,
      who,
      note: first ? "" : note,
      influence: null,
    }));
  });
}

function influenceEvents(facts: Facts, person: string, day: Day): Event[] {
  return facts.influences
    .filter((one) => one.person === person)
    .flatMap((one) => {
      const about = { was: "", now: one.name, party: null, who: "", note: one.note, influence: one };
      const events: Event[] = one.since <= day ? [{ ...about, day: one.since, what: "begun" }] : [];
      if (one.until && one.until <= day) events.push({ ...about, day: one.until, what: "ended", note: "" });
      return events;
    });
}

/** Where a dated line begins or ends, the superior changes: to the next line's, or to the one that holds today. */
function lineEvents(facts: Facts, person: string, day: Day): Event[] {
  const lines = facts.reporting
    .filter((one) => one.person === person)
    .sort((one, other) => (one.since < other.since ? -1 : 1));
  const undated = facts.people.find((one) => one.code === person)?.superior ?? "";
  const days = [...new Set(lines.flatMap((one) => [one.since, one.until]))]
    .filter((one): one is Day => one !== null && one <= day)
    .sort();
  const superiorOn = (at: Day): string => {
    const covering = lines.find((one) => one.since <= at && (one.until === null || at < one.until));
    return covering ? (covering.superior ?? "") : undated;
  };
  const about = { what: "reporting", party: null, who: "", note: "", influence: null } as const;
  return days.flatMap((at) => {
    const [was, now] = [superiorOn(dayBefore(at)), superiorOn(at)];
    return was === now ? [] : [{ ...about, day: at, was, now }];
  });
}

export function dayBefore(day: Day): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
