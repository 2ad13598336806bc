import type { Look } from "./look";
import type { Picture } from "./picture";
import type { Point } from "./geometry";
import type { Settings } from "./settings";

/** The server draws the file from the facts: it is told only where things are and which of them are shown. */
export function placesOf(settings: Settings, picture: Picture, look: Look): string {
  return JSON.stringify(told(settings, picture, look));
}

function told(settings: Settings, picture: Picture, look: Look): unknown {
  const shown = new Set(linesShown(picture, look));
  return {
    as_of: look.day,
    kind: settings.kind,
    opportunity: settings.opportunity || null,
    colour: look.colour,
    party: look.party || null,
    compared: look.compared,
    width: Math.ceil(picture.width),
    height: Math.ceil(picture.height),
    cards: picture.cards.map(({ look: { code }, x, y }) => ({ person: code, x: tidy(x), y: tidy(y) })),
    pills: picture.pills.map(({ look: pill, x, y }) => ({
      kind: pill.kind,
      code: pill.code,
      contact: pill.kind === "competitor" ? pill.contact : "",
      x: tidy(x),
      y: tidy(y),
    })),
    links: picture.links.map(({ superior, person, points }) => ({ superior, person, points: points.map(tidyPoint) })),
    influences: picture.lines
      .filter(({ id }) => shown.has(id))
      .map(({ id, route }) => ({ id, path: route.points.map(tidyPoint) })),
    unplaced: picture.unplaced,
    spine: picture.spine.length ? picture.spine.map(tidyPoint) : null,
    bones: picture.bones.map(({ person, points }) => ({ person, points: points.map(tidyPoint) })),
  };
}

function linesShown({ lines }: Picture, { lines: whose, chosen }: Look): number[] {
  const found =
    whose === "none" ? [] : whose === "all" ? lines : lines.filter(({ from, to }) => from === chosen || to === chosen);
  return found.map(({ id }) => id);
}

function tidy(length: number): number {
  return Math.round(length * 10) / 10;
}

function tidyPoint([x, y]: Point): [number, number] {
  return [tidy(x), tidy(y)];
}
