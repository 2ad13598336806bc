/** The customer as it stood on a day (spec 1.1, 1.2). Nothing here knows the page or what is being edited. */
import { covers } from "./days";
import { DEGREES } from "./facts";
import type { Answer, Assessment, Chain, Contact, Day, Degree, Facts } from "./facts";
import type { Influence, Owner, Person, Reporting } from "./facts";

/** Towards one party; null is unknown. */
export type Degrees = Readonly<Record<Degree, number | null>>;

export interface PersonState {
  person: Person;
  /** Named even while they do not count themselves. */
  superior: string | null;
  /** Towards us, as are the votes. */
  degrees: Degrees;
  veto: Answer;
  approver: Answer;
  /** What degrees and votes rest on; null before the first. */
  assessment: Assessment | null;
  /** The last assessment towards each competitor; none where there is none yet. */
  towards: ReadonlyMap<string, Assessment>;
  /** On this person, of any kind. */
  influences: readonly Influence[];
  /** How many of the seven features. */
  known: number;
  /** The mean of the known degrees towards us, null of none. */
  overall: number | null;
  lastContact: Contact | null;
}

/** An opportunity open on the day; `members` are those who count, in the order of power. */
export interface OpenChain {
  chain: Chain;
  members: Chain["members"];
}

export interface MapState {
  day: Day;
  /** Who counts, in the order of the facts. */
  people: ReadonlyMap<string, PersonState>;
  /** Which count, by whom they sway. */
  influences: readonly Influence[];
  owner: Owner | null;
  chains: readonly OpenChain[];
}

/** Everything dated about one person. Assessments and contacts are in order of days. */
export interface Course {
  person: Person;
  reporting: Reporting[];
  ours: Assessment[];
  theirs: Map<string, Assessment[]>;
  influences: Influence[];
  contacts: Contact[];
}

export interface FactIndex {
  facts: Facts;
  courses: ReadonlyMap<string, Course>;
}

const UNKNOWN = { closeness: null, solution: null, price: null, veto: null, approver: null } as const;
const NOBODY: ReadonlyMap<string, Assessment> = new Map();

/** Computes once per object: facts are replaced when they change, never written into. */
export function once<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const kept = new WeakMap<Key, Value>();
  return (key) => {
    const value = kept.get(key) ?? compute(key);
    kept.set(key, value);
    return value;
  };
}

/** The facts by person: a day then costs a look at each person's own few. */
export const indexFacts: (facts: Facts) => FactIndex = once((facts) => {
  const courses = new Map<string, Course>(
    facts.people.map((person) => [
      person.code,
      { person, reporting: [], ours: [], theirs: new Map(), influences: [], contacts: [] },
    ]),
  );
  for (const line of facts.reporting) courses.get(line.person)?.reporting.push(line);
  for (const influence of facts.influences) courses.get(influence.person)?.influences.push(influence);
  for (const contact of inOrder(facts.contacts)) courses.get(contact.person)?.contacts.push(contact);
  for (const assessment of facts.assessments) {
    const course = courses.get(assessment.person);
    if (course) assessmentsTowards(course, assessment.party).push(assessment);
  }
  return { facts, courses };
});

function inOrder(contacts: readonly Contact[]): Contact[] {
  return [...contacts].sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

function assessmentsTowards(course: Course, party: string | null): Assessment[] {
  if (party === null) return course.ours;
  const kept = course.theirs.get(party) ?? [];
  course.theirs.set(party, kept);
  return kept;
}

/** Of facts in order of days the last up to the day: a later one of the same day corrects the earlier. */
function latest<Fact extends { day: Day }>(facts: readonly Fact[], day: Day): Fact | null {
  for (let at = facts.length - 1; at >= 0; at--) {
    const fact = facts[at];
    if (fact && fact.day <= day) return fact;
  }
  return null;
}

export function stateOn(facts: Facts, day: Day): MapState {
  const index = indexFacts(facts);
  const people = new Map<string, PersonState>();
  for (const [code, course] of index.courses) {
    const state = personOn(index, course, day);
    if (state) people.set(code, state);
  }
  return {
    day,
    people,
    influences: [...people.values()].flatMap((state) => state.influences),
    owner: facts.owners.find((owner) => covers(owner, day)) ?? null,
    chains: facts.chains.filter((chain) => isOpen(chain, day)).map((chain) => ({
      chain,
      members: chain.members.filter((member) => people.has(member.person)),
    })),
  };
}

function isOpen({ opened, closed }: Chain, day: Day): boolean {
  return covers({ since: opened, until: closed }, day);
}

/** Null on a day on which the person does not count. */
export function personOn(index: FactIndex, course: Course, day: Day): PersonState | null {
  const { person } = course;
  if (!counts(index, person, day)) return null;
  const assessment = latest(course.ours, day);
  const said = assessment ?? UNKNOWN;
  const superior = superiorOn(course, day);
  const influences = course.influences.filter((influence) => isThere(index, influence, day));
  const degrees = DEGREES.map((degree) => said[degree]).filter((value) => value !== null);
  const votes = Number(said.veto !== null) + Number(said.approver !== null);
  const line = Number(superior !== null || person.top);
  const influence = Number(influences.length > 0 || person.nobodyFound);
  return {
    person,
    superior,
    degrees: said,
    veto: said.veto,
    approver: said.approver,
    assessment,
    towards: towardsOn(course, day),
    influences,
    known: degrees.length + votes + line + influence,
    overall: degrees.length ? degrees.reduce((sum, value) => sum + value, 0) / degrees.length : null,
    lastContact: latest(course.contacts, day),
  };
}

function counts({ facts }: FactIndex, person: Person, day: Day): boolean {
  return covers(person, day) && covers(facts.customer, day);
}

/** What has no dates of its own holds on every day that no dated line covers. */
function superiorOn({ person, reporting }: Course, day: Day): string | null {
  const line = reporting.find((line) => covers(line, day));
  return line ? line.superior : person.superior;
}

/** Of an influence on a person who counts: whether it lasts, and the influencer is there. */
function isThere(index: FactIndex, influence: Influence, day: Day): boolean {
  if (!covers(influence, day)) return false;
  if (influence.kind === "ours") return influence.there === null || covers(influence.there, day);
  if (influence.kind === "competitor") return true;
  const influencer = index.courses.get(influence.influencer);
  return influencer !== undefined && counts(index, influencer.person, day);
}

function towardsOn({ theirs }: Course, day: Day): ReadonlyMap<string, Assessment> {
  if (!theirs.size) return NOBODY;
  const towards = new Map<string, Assessment>();
  for (const [party, assessments] of theirs) {
    const last = latest(assessments, day);
    if (last) towards.set(party, last);
  }
  return towards;
}
