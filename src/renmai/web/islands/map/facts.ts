/**
 * What the server tells of one customer: everything dated, so that any day can be drawn without asking again.
 *
 * Days are ISO texts, which compare as they stand; `until` is the first day that no longer counts, null while open.
 */
export type Day = string;
export type Degree = "closeness" | "solution" | "price";
export type Answer = "yes" | "no" | null;
export type Kind = "internal" | "ours" | "competitor";

export const DEGREES: readonly Degree[] = ["closeness", "solution", "price"];

export interface Facts {
  /** The store's revision that these facts are of. */
  revision: number;
  today: Day;
  customer: { code: string; name: string; since: Day; until: Day | null };
  people: Person[];
  reporting: Reporting[];
  assessments: Assessment[];
  influences: Influence[];
  chains: Chain[];
  contacts: Contact[];
  owners: Owner[];
  competitors: Competitor[];
}

/** `superior` holds on every day that no `Reporting` of the person covers; `top` and `nobodyFound` are today's. */
export interface Person {
  code: string;
  name: string;
  /** The name as it may be typed on a Latin keyboard. */
  typed: string;
  title: string;
  department: string;
  /** Known by the role only: the name is still to be found out. */
  placeholder: boolean;
  focus: boolean;
  top: boolean;
  nobodyFound: boolean;
  superior: string | null;
  since: Day;
  until: Day | null;
}

/** On these days the person reported to `superior`; null: to nobody that we knew of. */
export interface Reporting {
  person: string;
  superior: string | null;
  since: Day;
  until: Day | null;
}

/** A snapshot from `day` on, in order of days; `party` null is ours, and only ours has votes. Null is unknown. */
export interface Assessment {
  person: string;
  party: string | null;
  day: Day;
  closeness: number | null;
  solution: number | null;
  price: number | null;
  veto: Answer;
  approver: Answer;
  who: string;
  note: string;
}

/** `influencer` is the code of a key person, an employee or a competitor, by `kind`; `name` is the human being's. */
export interface Influence {
  id: number;
  person: string;
  kind: Kind;
  influencer: string;
  name: string;
  /** The name of a competitor's person as it is recorded, blank where nobody said it, and for all others. */
  contact: string;
  /** Title of our employee, name of the competitor. */
  place: string;
  since: Day;
  until: Day | null;
  /** An employee's days with us: outside of them the influence does not count. */
  there: { since: Day | null; until: Day | null } | null;
  note: string;
}

export interface Chain {
  code: string;
  name: string;
  opened: Day;
  closed: Day | null;
  /** In the order of power: the last decides most. */
  members: { person: string; role: string; position: number | null }[];
}

export interface Contact {
  person: string;
  day: Day;
  who: string;
}

export interface Owner {
  code: string;
  name: string;
  since: Day;
  until: Day | null;
}

export interface Competitor {
  code: string;
  name: string;
}
