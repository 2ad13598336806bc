/** What changed between two days as a list, by person; each opens the person. */
import type { Change, Changes, PersonChanges, Vote } from "./changes";
import { arrow, draw, make, mark } from "./elements";
import type { Degree, Facts, Kind } from "./facts";
import { signed, stanceClass, stanceWord } from "./words";
import type { StanceWords } from "./words";

export interface ChangeWords {
  /** "Closeness", "Solution approval", "Price acceptance" */
  degrees: Readonly<Record<Degree, string>>;
  stances: StanceWords;
  /** "Veto holder", "Approver" */
  votes: Readonly<Record<Vote, string>>;
  /** "yes", "no", "unknown" */
  answers: Readonly<Record<"yes" | "no" | "unknown", string>>;
  /** "Reports to" */
  superior: string;
  /** "nobody known": no superior */
  nobody: string;
  /** "to", read out between two values in place of the arrow */
  to: string;
  /** After the influencer's name, by kind: "can sway them now", "of ours can sway them now", … */
  begun: Readonly<Record<Kind, string>>;
  /** "can no longer sway them", … */
  ended: Readonly<Record<Kind, string>>;
  /** "new on the map" */
  added: string;
  /** "gone" */
  gone: string;
  /** "Nothing changed between these days." */
  nothing: string;
}

interface Teller {
  words: ChangeWords;
  nameOf(code: string): string;
}

type OnPerson = (code: string) => void;

export function showChanges(
  host: HTMLElement,
  changes: Changes,
  facts: Facts,
  words: ChangeWords,
  onPerson: OnPerson,
): void {
  const names = new Map([...facts.competitors, ...facts.people].map(({ code, name }) => [code, name]));
  const teller = { words, nameOf: (code: string) => names.get(code) ?? code };
  const entries = changes.people.map((one) => entryOf(one, teller, onPerson));
  host.replaceChildren(
    entries.length ? make("ol", { class: "change-list" }, ...entries) : make("p", { class: "note" }, words.nothing),
  );
}

function entryOf({ person, presence, changes }: PersonChanges, teller: Teller, onPerson: OnPerson): Element {
  const button = make("button", { type: "button", class: "name" }, person.name || person.title);
  button.addEventListener("click", () => onPerson(person.code));
  const head = make("div", { class: "who" }, button, make("span", { class: "note" }, person.name ? person.title : ""));
  if (presence !== "stayed") {
    const word = presence === "new" ? teller.words.added : teller.words.gone;
    head.append(make("span", { class: `tag ${presence}` }, word));
  }
  const lines = changes.map((change) => make("li", {}, ...lineOf(change, teller)));
  return make("li", {}, head, ...(lines.length ? [make("ul", {}, ...lines)] : []));
}

type Part = Element | string;

function lineOf(change: Change, { words, nameOf }: Teller): Part[] {
  switch (change.what) {
    case "degree":
      return degreeLine(change, words, nameOf);
    case "vote":
      return [what(words.votes[change.vote]), ...fromTo(words, answer(words, change.from), answer(words, change.to))];
    case "superior":
      return [what(words.superior), ...fromTo(words, ...both(change, (code) => (code ? nameOf(code) : words.nobody)))];
    case "influence":
      return influenceLine(change, words, nameOf);
  }
}

function both<Value, Shown>({ from, to }: { from: Value; to: Value }, show: (value: Value) => Shown): [Shown, Shown] {
  return [show(from), show(to)];
}

function what(text: string): Element {
  return make("span", { class: "what" }, text);
}

function fromTo(words: ChangeWords, from: Part, to: Part): Part[] {
  const between = make("span", { class: "to" }, make("span", { "aria-hidden": "true" }, "→"));
  between.append(make("span", { class: "sr" }, ` ${words.to} `));
  return [from, between, to];
}

function answer(words: ChangeWords, given: "yes" | "no" | null): string {
  return words.answers[given ?? "unknown"];
}

type DegreeChange = Extract<Change, { what: "degree" }>;

function degreeLine(change: DegreeChange, words: ChangeWords, nameOf: Teller["nameOf"]): Part[] {
  const { degree, party, from, to } = change;
  const name = words.degrees[degree];
  const chips = both(change, (value) => chip(words.stances, value));
  const line = [what(party === null ? name : `${nameOf(party)} ${name}`), ...fromTo(words, ...chips)];
  // A competitor's rise is neither good nor bad by itself: it has no colour.
  const verdict = party === null && from !== null && to !== null ? (to > from ? "good" : "bad") : null;
  return verdict ? [...line, make("span", { class: `delta ${verdict}` }, arrow(verdict === "good"))] : line;
}

function chip(words: StanceWords, value: number | null): Element {
  const word = stanceWord(words, value);
  const spoken = make("span", { class: "sr" }, ` ${word}`);
  return make("span", { class: `stance ${stanceClass(value)}`, title: word }, signed(value), spoken);
}

type InfluenceChange = Extract<Change, { what: "influence" }>;

function influenceLine({ influence, begun }: InfluenceChange, words: ChangeWords, nameOf: Teller["nameOf"]): Part[] {
  const { kind, influencer, name, place } = influence;
  const line = mark(22, 8, draw("line", { x1: 0, y1: 4, x2: 22, y2: 4 }));
  line.classList.add("stroke");
  const told = (begun ? words.begun : words.ended)[kind];
  const who = make("b", {}, name || nameOf(influencer));
  return [make("span", { class: kind }, line), who, ` ${told} `, make("span", { class: "note" }, place)];
}
