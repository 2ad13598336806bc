import { make, need } from "./elements";
import { pillKey } from "./looks";
import type { RelationshipMap } from "./relationship_map";
import type { Paths, Server, Step } from "./server";

/** Who can move the person: the shortest ways from our people, and those of the competitors'; each lights up on the map. */
export async function showPaths(map: RelationshipMap, server: Server, person: string): Promise<void> {
  const host = need<HTMLElement>("#map-paths");
  if (!host.hidden) {
    host.hidden = true;
    return;
  }
  const { words } = map.settings;
  host.hidden = false;
  host.setAttribute("aria-busy", "true");
  const paths = await server.paths(person, map.look.day).catch(() => null);
  host.removeAttribute("aria-busy");
  const failed = make("p", { class: "problem", role: "alert" }, words.serverFailed);
  host.replaceChildren(make("h2", {}, words.whoCanHelp), ...(paths ? lists(map, paths) : [failed]));
}

function lists(map: RelationshipMap, { ours, competitors }: Paths): HTMLElement[] {
  const { words } = map.settings;
  if (!ours.length && !competitors.length) return [make("p", { class: "under" }, words.noPaths)];
  const list = (title: string, paths: Step[][]): HTMLElement[] =>
    paths.length
      ? [make("p", { class: "under" }, title), make("ol", { class: "paths" }, ...paths.map((path) => row(map, path)))]
      : [];
  return [...list(words.pathsOurs, ours), ...list(words.pathsTheirs, competitors)];
}

function row(map: RelationshipMap, path: Step[]): HTMLElement {
  const keys = path.map((step) => keyOf(map, step));
  const names = path.map(({ name }) => name).join(" → ");
  const button = make("button", { class: "path", type: "button", "aria-pressed": "false" }, names);
  const shows = (): boolean => button.getAttribute("aria-pressed") === "true";
  button.addEventListener("click", () => {
    const isOn = !shows();
    for (const other of button.closest("#map-paths")?.querySelectorAll(".path") ?? [])
      other.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", String(isOn));
    map.lightPath(isOn ? keys : null);
  });
  button.addEventListener("pointerenter", () => map.lightPath(keys));
  button.addEventListener("pointerleave", () => shows() || map.lightPath(null));
  return make("li", {}, button);
}

/** A competitor's person whose name nobody noted goes by the competitor's. */
function keyOf(map: RelationshipMap, { kind, code, name }: Step): string {
  if (kind === "ours") return pillKey(kind, code, "");
  if (kind !== "competitor") return code;
  const rival = map.facts.competitors.find((one) => one.code === code)?.name;
  return pillKey(kind, code, name === rival ? "" : name);
}
