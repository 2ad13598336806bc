/** Who reports to whom, as trees: cycles cut, unknown superiors dropped, nobody lost. */
export interface Node {
  code: string;
  /** A code that is not among the nodes counts as null: no superior known. */
  superior: string | null;
  /** Known to report to nobody; without it a person who has neither superior nor reports stands apart. */
  isTop: boolean;
}

export interface Person {
  readonly code: string;
  readonly isTop: boolean;
  /** Place in the given order, in which siblings stand. */
  readonly rank: number;
  superior: Person | null;
  readonly reports: Person[];
  /** Levels above. */
  depth: number;
  /** People below, at any level. */
  below: number;
}

export interface Forest {
  /** Everybody once, each before the reports, siblings in order. */
  people: Person[];
  roots: Person[];
  byCode: ReadonlyMap<string, Person>;
}

/** O(n), without recursion. Of a cycle the first in the given order counts as having no superior. */
export function plant(nodes: readonly Node[]): Forest {
  const byCode = new Map(nodes.map((node, rank) => [node.code, personOf(node, rank)]));
  for (const { code, superior } of nodes) {
    const person = byCode.get(code);
    if (person) person.superior = (superior !== null && byCode.get(superior)) || null;
  }
  const given = [...byCode.values()];
  cutCycles(given);
  for (const person of given) person.superior?.reports.push(person);
  const roots = given.filter((person) => !person.superior);
  const people = walk(roots, (person) => person.reports);
  for (const person of people) person.depth = person.superior ? person.superior.depth + 1 : 0;
  for (const person of [...people].reverse()) {
    if (person.superior) person.superior.below += person.below + 1;
  }
  return { people, roots, byCode };
}

/** Everybody from `starts` down, each before those that `next` gives for it. */
export function walk(starts: readonly Person[], next: (person: Person) => readonly Person[]): Person[] {
  const found: Person[] = [];
  const waiting = [...starts].reverse();
  for (let person = waiting.pop(); person; person = waiting.pop()) {
    found.push(person);
    for (const report of [...next(person)].reverse()) waiting.push(report);
  }
  return found;
}

/** Whose line is not known: neither superior nor reports, and not known to be a top. */
export function isUnplaced(person: Person): boolean {
  return !person.superior && !person.reports.length && !person.isTop;
}

/** Codes of the superiors, from the root down: whom to unfold so that `code` shows. Empty for an unknown code. */
export function pathTo(nodes: readonly Node[], code: string): string[] {
  const path: string[] = [];
  let person = plant(nodes).byCode.get(code)?.superior ?? null;
  for (; person; person = person.superior) path.push(person.code);
  return path.reverse();
}

/**
 * Whom to fold at first so that at most about `limit` cards show: level by level, whoever's reports still fit is open.
 *
 * Roots and their direct reports always show, however many they are: without them a map says nothing.
 */
export function defaultCollapsed(nodes: readonly Node[], limit = 80): Set<string> {
  const { people, roots } = plant(nodes);
  const collapsed = new Set<string>();
  if (people.length <= limit) return collapsed;
  let shown = roots.length;
  // The list grows while it is walked: the reports of whoever is open, hence level by level.
  const showing = [...roots];
  for (const person of showing) {
    const fits = !person.superior || shown + person.reports.length <= limit;
    if (fits) {
      shown += person.reports.length;
      showing.push(...person.reports);
    } else if (person.reports.length) collapsed.add(person.code);
  }
  return collapsed;
}

function personOf({ code, isTop }: Node, rank: number): Person {
  return { code, isTop, rank, superior: null, reports: [], depth: 0, below: 0 };
}

function cutCycles(people: readonly Person[]): void {
  const passedBy = new Map<Person, Person>();
  for (const start of people) {
    let person: Person | null = start;
    while (person && !passedBy.has(person)) {
      passedBy.set(person, start);
      person = person.superior;
    }
    if (person && passedBy.get(person) === start) firstOfCycle(person).superior = null;
  }
}

function firstOfCycle(start: Person): Person {
  let first = start;
  for (let person = start.superior; person && person !== start; person = person.superior) {
    if (person.rank < first.rank) first = person;
  }
  return first;
}
