import { asPng } from "../chart_png";
import type { Look } from "./look";
import type { Picture } from "./picture";
import type { Point } from "./geometry";
import type { Server } from "./server";
import type { Settings } from "./settings";

/** The server draws the file from the facts: it is told only where things are and which of them are shown. */
export async function exportPicture(server: Server, settings: Settings, picture: Picture, look: Look, form: string): Promise<void> {
  const asked = form === "png" ? "svg" : form;
  const { blob, name } = await server.picture(settings.urls.export.replace("FORM", asked), JSON.stringify(told(settings, picture, look)));
  if (form === "png") save(await asPng(blob), name.replace(/\.svg$/, ".png"));
  else save(blob, name);
}

function told(settings: Settings, picture: Picture, look: Look): unknown {
  const shown = new Set(linesShown(picture, look));
  return {
    as_of: look.day,
    kind: settings.kind,
    opportunity: settings.opportunity || null,
    colour: look.colour,
    party: look.party || null,
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
    influences: picture.lines.filter(({ id }) => shown.has(id)).map(({ id, route }) => ({ id, path: route.points.map(tidyPoint) })),
    unplaced: picture.unplaced,
    spine: picture.spine.length ? picture.spine.map(tidyPoint) : null,
    bones: picture.bones.map(({ person, points }) => ({ person, points: points.map(tidyPoint) })),
  };
}

function linesShown({ lines }: Picture, { lines: whose, chosen }: Look): number[] {
  const found = whose === "none" ? [] : whose === "all" ? lines : lines.filter(({ from, to }) => from === chosen || to === chosen);
  return found.map(({ id }) => id);
}

function tidy(length: number): number {
  return Math.round(length * 10) / 10;
}

function tidyPoint([x, y]: Point): [number, number] {
  return [tidy(x), tidy(y)];
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
