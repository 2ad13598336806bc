import { make } from "./elements";
import type { Facts, Influence } from "./facts";
import type { Look } from "./look";
import type { Fields } from "./server";
import type { Settings } from "./settings";
import type { MapState } from "./state";
import { signed, stanceClass, stanceWord } from "./words";

/** What is done from the panel. */
export interface PanelActs {
  make(fields: Fields): void;
  choose(code: string | null): void;
  addInfluence(person: string): void;
  endInfluence(influence: Influence): void;
  details(code: string): void;
  showPaths(person: string): void;
  guide(person: string, feature: string, host: HTMLElement): void;
  toToday(): void;
}

export interface Shown {
  facts: Facts;
  state: MapState;
  look: Look;
  mayEdit: boolean;
}

/** A stance in a chip, as everywhere. */
export function chip(stance: number | null, words: Settings["words"]): HTMLElement {
  const word = stanceWord(words.stances, stance);
  return make(
    "span",
    { class: `stance ${stanceClass(stance)}`, title: word },
    signed(stance),
    make("span", { class: "sr" }, ` ${word}`),
  );
}
