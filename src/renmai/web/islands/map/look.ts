import type { Day, Degree, Kind } from "./facts";

export type Colour = Degree | "overall";
export type Under = "title" | "department" | "contact";
export type Lines = "chosen" | "all" | "none";

/** What of the facts is shown and how; all of it stands in the page's address, so that it can be sent to somebody. */
export interface Look {
  day: Day;
  /** The earlier day that it is compared with, null: none. */
  compared: Day | null;
  /** Both days beside each other. */
  isSplit: boolean;
  colour: Colour;
  under: Under;
  kinds: ReadonlySet<Kind>;
  lines: Lines;
  /** The competitor shown beside us, blank: none. */
  party: string;
  chosen: string | null;
}

const COLOURS: readonly Colour[] = ["closeness", "solution", "price", "overall"];
const UNDERS: readonly Under[] = ["title", "department", "contact"];
const LINES: readonly Lines[] = ["chosen", "all", "none"];
const KINDS: readonly Kind[] = ["internal", "ours", "competitor"];
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the address asks for; anything that makes no sense is as if it were not there. */
export function readLook(search: string, today: Day): Look {
  const given = new URLSearchParams(search);
  const kinds = given.get("kinds")?.split(",") ?? KINDS;
  const day = dayIn(given.get("as_of")) ?? today;
  const compared = dayIn(given.get("compare"));
  return {
    day: day > today ? today : day,
    compared: compared !== null && compared < day ? compared : null,
    isSplit: given.get("split") === "yes",
    colour: oneOf(COLOURS, given.get("colour")),
    under: oneOf(UNDERS, given.get("under")),
    kinds: new Set(KINDS.filter((kind) => kinds.includes(kind))),
    lines: oneOf(LINES, given.get("lines")),
    party: given.get("party") ?? "",
    chosen: given.get("person"),
  };
}

/** The address of a look; what is as usual is left out, and what belongs to others is kept. */
export function writeLook(look: Look, search: string, today: Day): string {
  const given = new URLSearchParams(search);
  const values: Record<string, string> = {
    as_of: look.day === today ? "" : look.day,
    compare: look.compared ?? "",
    split: look.isSplit && look.compared ? "yes" : "",
    colour: look.colour === COLOURS[0] ? "" : look.colour,
    under: look.under === UNDERS[0] ? "" : look.under,
    kinds: look.kinds.size === KINDS.length ? "" : [...look.kinds].join(",") || "none",
    lines: look.lines === LINES[0] ? "" : look.lines,
    party: look.party,
    person: look.chosen ?? "",
  };
  for (const [name, value] of Object.entries(values)) {
    if (value) given.set(name, value);
    else given.delete(name);
  }
  const text = given.toString();
  return text ? `?${text}` : "";
}

function oneOf<T extends string>(known: readonly [T, ...T[]] | readonly T[], text: string | null): T {
  return known.find((one) => one === text) ?? (known[0] as T);
}

function dayIn(text: string | null): Day | null {
  return text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;
}
