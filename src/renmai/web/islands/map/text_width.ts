/** Characters as wide as they are high: Chinese, Japanese, Korean, full-width forms. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const CAPITAL = /[A-ZMWmw@%&]/;
const NARROW = /[ilj.,:;'|!()[\]\s]/;
/** Texts in which a character may be more than one code unit: emoji, rare characters, marks on letters. */
const COMPOSED = /[\u0300-\u036f\u0900-\u0fff\u200d\ud800-\udfff\ufe00-\ufe0f]/;
const ELLIPSIS = 1;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const widths = new Map<string, number>();

/** Roughly how wide a text is at a size, without asking the page: measuring hundreds of texts would cost a layout. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of charactersOf(text)) ems += widthOf(character);
  return ems * size;
}

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function shorten(text: string, size: number, room: number): string {
  if (textWidth(text, size) <= room) return text;
  const left = room / size - ELLIPSIS;
  let kept = "";
  let used = 0;
  for (const character of charactersOf(text)) {
    used += widthOf(character);
    if (used > left) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function charactersOf(text: string): Iterable<string> {
  return COMPOSED.test(text) ? Array.from(graphemes.segment(text), ({ segment }) => segment) : text;
}

/** Each character is looked at once: people's names share most of theirs. */
function widthOf(character: string): number {
  const known = widths.get(character);
  if (known !== undefined) return known;
  const found =
    character.length > 1 || WIDE.test(character)
      ? 1
      : CAPITAL.test(character)
        ? 0.74
        : NARROW.test(character)
          ? 0.32
          : 0.58;
  widths.set(character, found);
  return found;
}
