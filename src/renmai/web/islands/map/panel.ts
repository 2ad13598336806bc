import { make } from "./elements";
import type { Influence } from "./facts";
import { chainPart } from "./panel_chain";
import { featureRows } from "./panel_features";
import { historyRows } from "./panel_history";
import type { PanelActs, Shown } from "./panel_shown";
import type { Settings } from "./settings";
import type { Fields } from "./server";
import { describe } from "./dialogs";
import type { PersonState } from "./state";
import { fill } from "./words";

/** The person who is chosen: seven features by one tap, who sways whom, what happened. */
export function drawPanel(
  host: HTMLElement,
  person: PersonState,
  shown: Shown,
  settings: Settings,
  acts: PanelActs,
): void {
  const { scrollTop } = host;
  const focused = host.contains(document.activeElement) ? document.activeElement?.getAttribute("data-at") : null;
  const begun = host.dataset["about"] === person.person.code ? begunIn(host) : [];
  host.dataset["about"] = person.person.code;
  host.replaceChildren(
    head(person, shown, settings, acts),
    shown.mayEdit ? "" : past(shown, settings, acts),
    chainPart(person, shown, settings, acts) ?? "",
    featureRows(person, shown, settings, acts),
    influences(person, shown, settings, acts),
    make("div", { class: "panel-part", id: "map-paths", "data-kept": "paths", hidden: true }),
    historyRows(person, shown, settings),
    foot(person, settings, acts),
  );
  for (const part of begun) host.querySelector(`[data-kept="${part.dataset["kept"] ?? ""}"]`)?.replaceWith(part);
  host.scrollTop = scrollTop;
  if (focused) host.querySelector<HTMLElement>(`[data-at="${CSS.escape(focused)}"]`)?.focus();
}

/** What somebody is in the middle of: questions, a reason that is typed, paths that are looked at. */
function begunIn(host: HTMLElement): HTMLElement[] {
  return [...host.querySelectorAll<HTMLElement>("[data-kept]")].filter((part) => {
    const typed = [...part.querySelectorAll("input")].some((field) => field.value !== "");
    return part.matches(".why") ? typed : part.childElementCount > 0;
  });
}

function head(
  { person, veto, approver }: PersonState,
  { state, mayEdit }: Shown,
  { words }: Settings,
  acts: PanelActs,
): HTMLElement {
  const close = make(
    "button",
    { class: "icon-button", type: "button", "aria-label": words.close, "data-at": "close" },
    "✕",
  );
  close.addEventListener("click", () => acts.choose(null));
  const star = make(
    "button",
    {
      class: "star",
      type: "button",
      "aria-pressed": String(person.focus),
      title: words.focus,
      disabled: !mayEdit,
      "data-at": "focus",
    },
    person.focus ? "★" : "☆",
  );
  const flag: Fields = [
    ["do", "flag"],
    ["person", person.code],
    ["column", "focus"],
    ["seen", yes(person.focus)],
    ["value", yes(!person.focus)],
  ];
  star.addEventListener("click", () => acts.make(flag));
  const chains = state.chains.filter(({ members }) => members.some((one) => one.person === person.code)).length;
  const place = [person.title, person.department].filter(Boolean).join(" · ");
  const about = person.placeholder ? words.nameUnknown : place;
  return make(
    "div",
    { class: "panel-head" },
    make("span", { class: "avatar large", "aria-hidden": "true" }, [...person.name][0] ?? ""),
    make(
      "div",
      { class: "panel-who" },
      make(
        "p",
        { class: "panel-name" },
        make("b", {}, person.placeholder ? person.title : person.name),
        vote("veto", veto, words.vetoBadge, words.veto),
        vote("approver", approver, words.approverBadge, words.approver),
        star,
      ),
      make(
        "p",
        { class: "under" },
        [about, chains ? fill(words.inChains, { n: chains }) : ""].filter(Boolean).join(words.comma),
      ),
    ),
    close,
  );
}

function yes(flag: boolean): string {
  return flag ? "yes" : "no";
}

function vote(name: string, answer: string | null, badge: string, title: string): HTMLElement | null {
  return answer === "yes" ? make("span", { class: `vote ${name} yes`, title }, badge) : null;
}

function past({ look }: Shown, { words }: Settings, acts: PanelActs): HTMLElement {
  const back = make("button", { class: "btn btn-small", type: "button", "data-at": "today" }, words.toToday);
  back.addEventListener("click", () => acts.toToday());
  return make("p", { class: "panel-past" }, make("span", {}, fill(words.lookingBack, { day: look.day })), back);
}

const ORDER = { ours: 0, internal: 1, competitor: 2 };

function influences(state: PersonState, shown: Shown, { words }: Settings, acts: PanelActs): HTMLElement {
  const { person } = state;
  const on = [...state.influences].sort((one, other) => ORDER[one.kind] - ORDER[other.kind]);
  const by = shown.state.influences.filter((one) => one.kind === "internal" && one.influencer === person.code);
  const add = make(
    "button",
    { class: "btn btn-small btn-quiet", type: "button", "data-at": "add-influence" },
    `＋ ${words.add}`,
  );
  add.addEventListener("click", () => acts.addInfluence(person.code));
  const paths = make(
    "button",
    { class: "btn btn-small btn-quiet", type: "button", "data-at": "paths" },
    words.whoCanHelp,
  );
  paths.addEventListener("click", () => acts.showPaths(person.code));
  const host = make("div", { class: "guide-host", "data-kept": "guide-influence" });
  const guide = make(
    "button",
    {
      class: "guide-me",
      type: "button",
      title: fill(words.guideMe, { feature: words.influence }),
      "aria-label": fill(words.guideMe, { feature: words.influence }),
      "data-at": "guide-influence",
    },
    "?",
  );
  guide.addEventListener("click", () => acts.guide(person.code, "influence", host));
  const rows = [
    ...on.map((one) => swayRow(one, shown, acts, words)),
    ...by.map((one) => swaysRow(one, shown, acts, words)),
  ];
  const nobody = person.nobodyFound ? words.nobodyFound : words.nobodySaid;
  return make(
    "section",
    { class: "panel-part" },
    make(
      "header",
      {},
      make("h2", {}, words.influence),
      make("span", { class: "under" }, String(on.length)),
      shown.mayEdit ? guide : null,
      make("span", { class: "space" }),
      paths,
      shown.mayEdit ? add : null,
    ),
    host,
    rows.length ? make("ul", { class: "panel-sways" }, ...rows) : make("p", { class: "under" }, nobody),
    on.length || !shown.mayEdit ? null : nobodyFound(state, acts, words),
  );
}

function nobodyFound({ person }: PersonState, acts: PanelActs, words: Settings["words"]): HTMLElement {
  const box = make(
    "button",
    { class: "btn btn-small", type: "button", "aria-pressed": String(person.nobodyFound), "data-at": "nobody" },
    words.nobodyFound,
  );
  box.addEventListener("click", () =>
    acts.make([
      ["do", "flag"],
      ["person", person.code],
      ["column", "nobody_found"],
      ["seen", yes(person.nobodyFound)],
      ["value", yes(!person.nobodyFound)],
    ]),
  );
  return box;
}

function swayRow(one: Influence, shown: Shown, acts: PanelActs, words: Settings["words"]): HTMLElement {
  const name = one.kind === "internal" ? goTo(one.influencer, one.name, acts) : make("b", {}, one.name);
  const end = make(
    "button",
    { class: "btn btn-small btn-quiet", type: "button", "data-at": `end-${one.id}` },
    words.end,
    make("span", { class: "sr" }, ` ${one.name}`),
  );
  end.addEventListener("click", () => acts.endInfluence(one));
  const about = [one.place, one.note, fill(words.sinceDay, { day: one.since })].filter(Boolean).join(" · ");
  return make(
    "li",
    { class: one.kind },
    make("i", { class: "stroke", "aria-hidden": "true" }),
    make("span", { class: "two" }, name, ` ${words.canSway}`, make("span", { class: "under" }, about)),
    shown.mayEdit ? end : null,
  );
}

function swaysRow(one: Influence, { state }: Shown, acts: PanelActs, words: Settings["words"]): HTMLElement {
  const swayed = state.people.get(one.person);
  const name = goTo(one.person, swayed ? describe(swayed.person) : one.person, acts);
  return make(
    "li",
    { class: "internal" },
    make("i", { class: "stroke", "aria-hidden": "true" }),
    make("span", { class: "two" }, `${words.sways} `, name, make("span", { class: "under" }, one.note)),
  );
}

function goTo(code: string, name: string, acts: PanelActs): HTMLElement {
  const link = make("button", { class: "door", type: "button", "data-at": `go-${code}` }, name);
  link.addEventListener("click", () => acts.choose(code));
  return link;
}

function foot({ person }: PersonState, { words, urls }: Settings, acts: PanelActs): HTMLElement {
  const details = make(
    "button",
    { class: "btn", type: "button", "data-at": "details" },
    person.placeholder ? words.fillIn : words.edit,
  );
  details.addEventListener("click", () => acts.details(person.code));
  return make(
    "footer",
    { class: "panel-foot" },
    make(
      "a",
      {
        class: "btn btn-primary",
        href: urls.contact.replace("CODE", encodeURIComponent(person.code)),
        "data-at": "contact",
      },
      words.recordContact,
    ),
    details,
    make(
      "a",
      { class: "btn", href: urls.person.replace("CODE", encodeURIComponent(person.code)), "data-at": "page" },
      words.openPage,
    ),
  );
}
