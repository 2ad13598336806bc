/** Puts values into a translated text: `fill("%(count)s new", { count: 2 })`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/%\((\w+)\)s/g, (_, name: string) => String(values[name] ?? ""));
}

/** The words of a stance by its value, from "strong oppose" at "-2" to "strong support" at "2", and "unknown". */
export type StanceWords = Readonly<Record<"-2" | "-1" | "0" | "1" | "2" | "unknown", string>>;

/** A real minus, and a plus: `+1`, `−2`, `0`; unknown is `?`. */
export function signed(value: number | null): string {
  if (value === null) return "?";
  return value > 0 ? `+${value}` : value < 0 ? `\u2212${-value}` : "0";
}

/** The class of a stance chip, as everywhere in Renmai. */
export function stanceClass(value: number | null): string {
  return ["n2", "n1", "z", "p1", "p2"][value === null ? -1 : value + 2] ?? "un";
}

export function stanceWord(words: StanceWords, value: number | null): string {
  return words[String(value) as keyof StanceWords] ?? words.unknown;
}
