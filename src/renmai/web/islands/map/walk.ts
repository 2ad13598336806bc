import type { Walk } from "./keyboard";
import { need } from "./elements";
import type { RelationshipMap } from "./relationship_map";
import type { Scene } from "./scene";
import { fill } from "./words";

/** What the keys do on this map. */
export function walkOf(map: RelationshipMap, scene: Scene): Walk {
  const { words } = map.settings;
  const shown = (code: string): boolean => map.picture.cards.some(({ look }) => look.code === code);
  const nameOf = (code: string): string => map.facts.people.find((one) => one.code === code)?.name ?? code;
  return {
    order: () => map.picture.cards.map(({ look }) => look.code),
    superior: (code) => {
      const superior = map.state.people.get(code)?.superior ?? null;
      return superior !== null && shown(superior) ? superior : null;
    },
    reports: (code) =>
      map.isFishbone
        ? []
        : [...map.state.people.values()].filter(({ superior }) => superior === code).map(({ person }) => person.code),
    isFolded: (code) => map.folded.has(code),
    fold: (code, isFolded) => {
      map.fold(code, isFolded);
      map.focus(code);
    },
    focus: (code) => map.focus(code),
    choose: (code) => {
      map.choose(code);
      if (code) map.focus(code);
    },
    fits: (code, superior) => code !== superior && !map.changing.below(code, superior),
    move: (code, superior) => map.changing.moveBelow(code, superior),
    influence: (code) => void map.changing.addInfluence({ person: code }),
    details: (code) => map.changing.details(code),
    add: (superior) => map.changing.addPerson(superior),
    enlarge: (factor) => scene.viewport.enlarge(factor),
    fit: () => scene.viewport.fit(true),
    undo: () => void map.edits.undo(),
    redo: () => void map.edits.redo(),
    tell: (what, code) => {
      const texts = { moving: words.moving, left: words.stillThere, unfit: words.unfit };
      const text = fill(texts[what], { name: nameOf(code) });
      need("#map-said").textContent = text;
      map.edits.notice(text, false);
    },
    nameOf: (code) => {
      const person = map.facts.people.find((one) => one.code === code);
      return (person?.typed || person?.name || code).toLowerCase();
    },
  };
}
