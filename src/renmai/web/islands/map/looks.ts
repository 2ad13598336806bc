import type { CardLook } from "./card";
import { plusDays } from "./days";
import { DEGREES, type Degree } from "./facts";
import type { Look } from "./look";
import type { PillLook } from "./pill";
import type { MapState, PersonState } from "./state";
import type { Words } from "./settings";
import { fill, signed, stanceWord } from "./words";

/** How each person looks on the day, beside how they were on the compared one. */
export function cardLook(
  state: PersonState,
  before: MapState | null,
  look: Look,
  staleDays: number,
  words: Words,
): Omit<CardLook, "hidden" | "isFoldable"> {
  const { person } = state;
  const was = before?.people.get(person.code);
  const degrees = DEGREES.map((degree) => state.degrees[degree]);
  const theirs = look.party ? state.towards.get(look.party) : undefined;
  return {
    code: person.code,
    name: person.placeholder ? person.title : person.name,
    under: under(state, look, words),
    edge: look.colour === "overall" ? state.overall : state.degrees[look.colour],
    degrees,
    rival: look.party ? DEGREES.map((degree) => theirs?.[degree] ?? null) : null,
    moves: DEGREES.map((degree) => move(was, state, degree)),
    veto: state.veto,
    approver: state.approver,
    oursCan: state.influences.some((one) => one.kind === "ours"),
    rivalCan: state.influences.some((one) => one.kind === "competitor"),
    isPlaceholder: person.placeholder,
    isFocus: person.focus,
    newBadge: before !== null && !was ? words.newBadge : "",
    isStale: look.under === "contact" && (state.lastContact?.day ?? "") < plusDays(look.day, -staleDays),
    label: label(state, look, words),
  };
}

function under({ person, lastContact, towards }: PersonState, look: Look, words: Words): string {
  if (look.party) return `◇ ${DEGREES.map((degree) => signed(towards.get(look.party)?.[degree] ?? null)).join("  ")}`;
  if (look.under === "contact") return lastContact ? `${lastContact.day.slice(2)} ${lastContact.who}` : words.neverMet;
  if (look.under === "department") return person.department || person.title;
  return person.placeholder ? words.nameUnknown : person.title || person.department;
}

function move(was: PersonState | undefined, is: PersonState, degree: Degree): number {
  const [from, to] = [was?.degrees[degree] ?? null, is.degrees[degree]];
  return from === null || to === null ? 0 : Math.sign(to - from);
}

/** The card in words, for whoever does not see it. */
function label(state: PersonState, look: Look, words: Words): string {
  const { person, veto, approver } = state;
  const degrees = DEGREES.map((degree) => `${words[degree]} ${stanceWord(words.stances, state.degrees[degree])}`);
  const theirs = look.party ? state.towards.get(look.party) : undefined;
  const rivals = state.influences.filter((one) => one.kind === "competitor").length;
  const parts = [
    person.placeholder
      ? `${person.title} (${words.nameUnknown})`
      : [person.name, person.title].filter(Boolean).join(" "),
    ...degrees,
    ...(theirs
      ? DEGREES.map((degree) => `${words.competitor} ${words[degree]} ${stanceWord(words.stances, theirs[degree])}`)
      : []),
    `${words.veto} ${words.answers[veto ?? "unknown"]}`,
    `${words.approver} ${words.answers[approver ?? "unknown"]}`,
    person.focus ? words.focus : "",
    fill(words.knownOf, { n: state.known }),
    state.influences.some((one) => one.kind === "ours") ? words.oursCan : "",
    rivals ? words.competitorsCan : "",
    state.lastContact
      ? fill(words.lastMet, { day: state.lastContact.day, who: state.lastContact.who })
      : words.neverMet,
  ];
  return parts.filter(Boolean).join(words.comma);
}

/** Everybody of ours and of the competitors who can sway somebody here on the day. */
export function pillLooks(state: MapState, look: Look): PillLook[] {
  const found = new Map<string, PillLook>();
  for (const { kind, influencer, name, contact, place } of state.influences) {
    if (kind === "internal" || !look.kinds.has(kind)) continue;
    const key = pillKey(kind, influencer, contact);
    found.set(key, { key, kind, code: influencer, name, contact, place });
  }
  return [...found.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** A competitor's people have no codes: they are told apart by the name that somebody noted. */
export function pillKey(kind: string, influencer: string, contact: string): string {
  return kind === "competitor" ? `competitor:${influencer}:${contact}` : `${kind}:${influencer}`;
}
