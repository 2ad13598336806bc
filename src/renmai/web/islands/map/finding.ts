import type { MapState } from "./state";

/** Codes of whose name, pinyin, title or department holds what was typed; nobody while nothing was. */
export function matches(state: MapState, words: string): string[] {
  const typed = words.trim().toLowerCase();
  if (!typed) return [];
  const holds = (text: string): boolean => text.toLowerCase().includes(typed);
  return [...state.people.values()]
    .filter(({ person }) => [person.name, person.typed, person.title, person.department].some(holds))
    .map(({ person }) => person.code);
}
