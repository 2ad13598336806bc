import { make } from "./elements";
import { DEGREES, type Degree } from "./facts";
import { describe } from "./dialogs";
import { type Cell, cellOf, type Column, saidOf, sourceOf } from "./past";
import { chip, type PanelActs, type Shown } from "./panel_shown";
import type { Settings } from "./settings";
import type { Fields } from "./server";
import type { PersonState } from "./state";
import { fill, signed, stanceClass, stanceWord } from "./words";

const STANCES = [-2, -1, 0, 1, 2, null] as const;
const ANSWERS = ["yes", "no", null] as const;
const FEATURES = 7;

/** The seven features, one tap each, with day and source beneath; the competitor's beside. */
export function featureRows(person: PersonState, shown: Shown, settings: Settings, acts: PanelActs): HTMLElement {
  const { words } = settings;
  const rival = shown.facts.competitors.find((one) => one.code === shown.look.party);
  const part = make("section", { class: "panel-part features-part" });
  const row = (column: Column): HTMLElement => featureRow(column, person, shown, settings, acts, part);
  part.append(
    make(
      "header",
      {},
      make("h2", {}, words.sevenFeatures),
      make("span", { class: "under" }, fill(words.knownOf, { n: person.known, of: FEATURES })),
      make("span", { class: "space" }),
      rival ? make("span", { class: "under rival-name" }, rival.name) : "",
    ),
    ...DEGREES.map(row),
    row("veto"),
    row("approver"),
    superiorRow(person, shown, settings, acts),
    shown.mayEdit ? why(settings) : "",
  );
  return part;
}

function featureRow(
  column: Column,
  state: PersonState,
  shown: Shown,
  settings: Settings,
  acts: PanelActs,
  part: HTMLElement,
): HTMLElement {
  const { words } = settings;
  const isDegree = (DEGREES as readonly string[]).includes(column);
  const cell = cellOf(state.assessment ?? undefined, column);
  const host = make("div", { class: "guide-host", "data-kept": `guide-${column}` });
  const options = isDegree
    ? STANCES.map((stance) => degreeOption(stance, words))
    : ANSWERS.map((answer) => voteOption(answer, words));
  const tap = make("div", { class: isDegree ? "tap" : "tap answers", role: "radiogroup", "aria-label": words[column] });
  for (const [value, label, name, kind] of options) {
    const button = make(
      "button",
      {
        type: "button",
        role: "radio",
        class: kind,
        "aria-checked": String(value === cell),
        "aria-label": name,
        title: name,
        disabled: !shown.mayEdit,
        "data-at": `${column}-${value}`,
      },
      label,
    );
    button.addEventListener("click", () => acts.make(assess(state.person.code, column, value, cell, part)));
    tap.append(button);
  }
  walkByArrows(tap);
  return make(
    "div",
    { class: "panel-feature" },
    label(column, state, shown, settings, acts, host),
    make("div", {}, tap, source(column, state, shown, words)),
    make("div", { class: "beside" }, isDegree && shown.look.party ? theirs(column as Degree, state, shown, words) : ""),
    host,
  );
}

function degreeOption(stance: number | null, words: Settings["words"]): [Cell, string, string, string] {
  return [
    stance === null ? "" : String(stance),
    signed(stance),
    `${signed(stance)} ${stanceWord(words.stances, stance)}`,
    stanceClass(stance),
  ];
}

function voteOption(answer: string | null, words: Settings["words"]): [Cell, string, string, string] {
  const word = words.answers[answer ?? "unknown"] ?? "";
  return [answer ?? "", word, word, answer === "yes" ? "held" : answer === "no" ? "z" : "un"];
}

/** The word explains itself; beside it a way to be asked instead of choosing. */
function label(
  column: Column,
  state: PersonState,
  shown: Shown,
  { words }: Settings,
  acts: PanelActs,
  host: HTMLElement,
): HTMLElement {
  const term = make("span", { class: "term", tabindex: 0, title: words.meanings[column] ?? "" }, words[column]);
  if (!shown.mayEdit) return make("div", { class: "feature-name" }, term);
  const guide = make(
    "button",
    {
      class: "guide-me",
      type: "button",
      "aria-label": fill(words.guideMe, { feature: words[column] }),
      title: fill(words.guideMe, { feature: words[column] }),
      "data-at": `guide-${column}`,
    },
    "?",
  );
  guide.addEventListener("click", () => acts.guide(state.person.code, column, host));
  return make("div", { class: "feature-name" }, term, guide);
}

function source(column: Column, state: PersonState, { facts, look }: Shown, words: Settings["words"]): HTMLElement {
  const from = sourceOf(saidOf(facts, state.person.code, null, look.day), column);
  const text = from ? [from.day, from.who].filter(Boolean).join(" ") : words.nobodySaid;
  return make(
    "p",
    { class: "under source" },
    text,
    from?.note ? make("q", {}, from.note.length > 60 ? `${from.note.slice(0, 60)}…` : from.note) : "",
  );
}

function theirs(degree: Degree, state: PersonState, { look }: Shown, words: Settings["words"]): HTMLElement {
  return chip(state.towards.get(look.party)?.[degree] ?? null, words);
}

/** What was typed as the reason goes along with the next tap. */
function assess(person: string, column: Column, value: Cell, seen: Cell, part: HTMLElement): Fields {
  const note = part.querySelector<HTMLInputElement>("[name=why]")?.value ?? "";
  const day = part.querySelector<HTMLInputElement>("[name=day]")?.value ?? "";
  return [
    ["do", "assess"],
    ["person", person],
    ["column", column],
    ["value", value],
    ["seen", seen],
    ["party", ""],
    ["note", note],
    ["day", day],
  ];
}

function why({ words, facts }: Settings): HTMLElement {
  return make(
    "details",
    { class: "why", "data-kept": "why" },
    make("summary", { "data-at": "why" }, words.whySince),
    make("label", { class: "sr", for: "map-why" }, words.grounds),
    make("input", {
      class: "form-control",
      id: "map-why",
      name: "why",
      maxlength: 2000,
      placeholder: words.grounds,
      autocomplete: "off",
    }),
    make("label", { class: "sr", for: "map-day" }, words.since),
    make("input", { class: "form-control", id: "map-day", name: "day", type: "date", max: facts.today }),
    make("p", { class: "hint" }, words.writeThenTap),
  );
}

function superiorRow(
  { person, superior }: PersonState,
  { facts, state, mayEdit }: Shown,
  { words }: Settings,
  acts: PanelActs,
): HTMLElement {
  const held = superior ? `:${superior}` : person.top ? "top" : "";
  const others = [...state.people.values()].filter((one) => one.person.code !== person.code);
  const gone = superior && !state.people.has(superior) ? facts.people.filter((one) => one.code === superior) : [];
  const options: [string, string][] = [
    ["", words.notKnown],
    ["top", words.top],
    ...[...others.map((one) => one.person), ...gone].map((one): [string, string] => [`:${one.code}`, describe(one)]),
  ];
  const select = make(
    "select",
    { class: "form-select", "aria-label": words.reportsTo, disabled: !mayEdit, "data-at": "superior" },
    ...options.map(([value, text]) => make("option", { value, selected: value === held }, text)),
  );
  select.addEventListener("change", () => {
    const since = select.closest(".features-part")?.querySelector<HTMLInputElement>("[name=day]")?.value ?? "";
    acts.make([
      ["do", "superior"],
      ["person", person.code],
      ["superior", select.value],
      ["seen", held],
      ["since", since],
    ]);
  });
  return make(
    "div",
    { class: "panel-feature" },
    make(
      "div",
      { class: "feature-name" },
      make("span", { class: "term", tabindex: 0, title: words.meanings["reporting_line"] ?? "" }, words.reportsTo),
    ),
    make("div", {}, select, mayEdit ? make("p", { class: "under source" }, words.dragToo) : null),
    make("div", { class: "beside" }),
  );
}

/** Arrows go from value to value without choosing one: a choice is kept at once. */
function walkByArrows(group: HTMLElement): void {
  const buttons = [...group.querySelectorAll<HTMLButtonElement>("button")];
  const current = buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons[0];
  for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  group.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = step && buttons[(at + step + buttons.length) % buttons.length];
    if (!next) return;
    event.preventDefault();
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
}
