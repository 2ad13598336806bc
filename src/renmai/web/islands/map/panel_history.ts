import { make } from "./elements";
import { DEGREES } from "./facts";
import { type Cell, type Event, eventsOf } from "./past";
import { chip, type Shown } from "./panel_shown";
import type { Settings } from "./settings";
import type { PersonState } from "./state";
import { fill } from "./words";

const SHOWN = 8;

/** What made the person what they are: values with the words that were the reason, lines, influence. */
export function historyRows({ person }: PersonState, { facts, look }: Shown, { words, urls }: Settings): HTMLElement {
  const events = eventsOf(facts, person.code, look.day);
  const names = new Map(facts.people.map((one) => [one.code, one.name]));
  const rivals = new Map(facts.competitors.map((one) => [one.code, one.name]));
  const url = `${urls.person.replace("CODE", encodeURIComponent(person.code))}#history`;
  const all = make(
    "a",
    { class: "door", href: url, "data-at": "history" },
    fill(words.allEvents, { n: events.length }),
  );
  return make(
    "section",
    { class: "panel-part" },
    make("header", {}, make("h2", {}, words.history), make("span", { class: "space" }), events.length ? all : ""),
    make("ol", { class: "panel-history" }, ...events.slice(0, SHOWN).map((event) => row(event, names, rivals, words))),
    events.length ? null : make("p", { class: "under" }, words.nobodySaid),
  );
}

type Names = ReadonlyMap<string, string>;

function row(event: Event, names: Names, rivals: Names, words: Settings["words"]): HTMLElement {
  const party = event.party ? make("span", { class: "under" }, rivals.get(event.party) ?? event.party) : null;
  return make(
    "li",
    {},
    make("time", { datetime: event.day }, event.day),
    make(
      "div",
      {},
      make("p", { class: "step" }, ...what(event, names, words), party),
      event.note ? make("q", {}, event.note) : null,
      event.who ? make("p", { class: "under" }, event.who) : null,
    ),
  );
}

function what(event: Event, names: Names, words: Settings["words"]): (HTMLElement | string)[] {
  switch (event.what) {
    case "begun":
      return [`${event.now} ${words.canSway}`];
    case "ended":
      return [`${event.now} ${words.noLongerSways}`];
    case "reporting":
      return [
        words.reportsTo,
        " ",
        names.get(event.was) ?? words.notKnown,
        " → ",
        names.get(event.now) ?? words.notKnown,
      ];
    default:
      return [words[event.what], " ", value(event.what, event.was, words), " → ", value(event.what, event.now, words)];
  }
}

function value(column: string, cell: Cell, words: Settings["words"]): HTMLElement | string {
  if ((DEGREES as readonly string[]).includes(column)) return chip(cell === "" ? null : Number(cell), words);
  return words.answers[cell || "unknown"] ?? cell;
}
