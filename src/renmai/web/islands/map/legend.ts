/** The line under the map: what its marks mean, and what changed since the compared day. */
import type { Changes } from "./changes";
import { arrow, draw, make, mark } from "./elements";
import { fill, signed, stanceClass, stanceWord } from "./words";
import type { StanceWords } from "./words";

export interface LegendWords {
  /** "Legend" */
  legend: string;
  stances: StanceWords;
  /** "ours can sway" */
  ours: string;
  /** "competitor's can sway" */
  competitor: string;
  /** "competitor leads" */
  theyLead: string;
  /** "new", the tag on the card */
  tag: string;
  /** "since the compared day", what the tag means */
  tagMeaning: string;
  /** "vs %(day)s" */
  against: string;
  /** "%(count)s up": degrees that rose; in Chinese with its sign, `+%(count)s 项` */
  risen: string;
  /** "%(count)s down"; `−%(count)s 项` */
  fallen: string;
  /** "%(count)s new": people */
  added: string;
  /** "%(count)s gone": people */
  gone: string;
  /** "other changes": neither rise, fall, nor people */
  other: string;
  /** "nothing changed" */
  nothing: string;
}

export interface Legend {
  /** Null without a compared day. */
  show(changes: Changes | null): void;
}

/** `onChanges` opens the list behind the summary. */
export function createLegend(host: HTMLElement, words: LegendWords, onChanges: () => void): Legend {
  const summary = make("button", { type: "button", class: "changes-summary" });
  const tag = entry(make("span", { class: "new" }, words.tag), words.tagMeaning);
  const list = make("ul", { "aria-label": words.legend }, ...stances(words.stances), ...influences(words), tag);
  summary.addEventListener("click", onChanges);
  host.append(make("div", { class: "map-legend" }, list, summary));
  const show = (changes: Changes | null): void => {
    tag.hidden = summary.hidden = !changes;
    if (changes) summary.replaceChildren(...summaryParts(changes, words).map(summaryPart));
  };
  show(null);
  return { show };
}

function entry(symbol: Element, text: string): HTMLLIElement {
  return make("li", {}, symbol, text);
}

function stances(words: StanceWords): HTMLLIElement[] {
  const known = [-2, -1, 0, 1, 2].map((value) => {
    const meaning = make("span", { class: "sr" }, ` ${stanceWord(words, value)}`);
    return make("li", { title: stanceWord(words, value) }, swatch(value), signed(value), meaning);
  });
  return [...known, entry(swatch(null), words.unknown)];
}

function swatch(value: number | null): SVGSVGElement {
  return mark(12, 12, draw("rect", { x: 0.5, y: 0.5, width: 11, height: 11, rx: 2.5, class: stanceClass(value) }));
}

function influences(words: LegendWords): HTMLLIElement[] {
  const dot = mark(9, 9, draw("circle", { cx: 4.5, cy: 4.5, r: 4, class: "ours" }));
  const diamond = mark(11, 11, draw("path", { d: "M5.5 1 10 5.500 5.500 10 1 5.500z", class: "competitor" }));
  const line = mark(14, 3, draw("path", { d: "M0 1.500h14", class: "they-lead" }));
  return [entry(dot, words.ours), entry(diamond, words.competitor), entry(line, words.theyLead)];
}

interface SummaryPart {
  text: string;
  /** Whether it is a rise or a fall, which has an arrow and a colour. */
  rises?: boolean;
}

/** Only what is not zero; of changes that are none of these that there are any. */
export function summaryParts(changes: Changes, words: LegendWords): SummaryPart[] {
  const { risen, fallen, added, gone } = changes;
  const said = (text: string, count: number, part: Partial<SummaryPart> = {}): SummaryPart[] =>
    count ? [{ text: fill(text, { count }), ...part }] : [];
  const parts = [
    ...said(words.risen, risen, { rises: true }),
    ...said(words.fallen, fallen, { rises: false }),
    ...said(words.added, added),
    ...said(words.gone, gone),
  ];
  const otherwise = { text: changes.people.length ? words.other : words.nothing };
  return [{ text: fill(words.against, { day: changes.before }) }, ...(parts.length ? parts : [otherwise])];
}

function summaryPart({ text, rises }: SummaryPart): Element {
  if (rises === undefined) return make("span", {}, text);
  return make("span", { class: `delta ${rises ? "good" : "bad"}` }, arrow(rises), text);
}
