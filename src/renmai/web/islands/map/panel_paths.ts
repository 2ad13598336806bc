import { make, need } from "./elements";
import type { Paths, Server, Step } from "./server";
import type { Words } from "./settings";

/** Who can move the person: the shortest ways from our people, and those of the competitors'. */
export async function showPaths(server: Server, person: string, day: string, words: Words, choose: (code: string) => void): Promise<void> {
  const host = need<HTMLElement>("#map-paths");
  if (!host.hidden) {
    host.hidden = true;
    return;
  }
  host.hidden = false;
  host.setAttribute("aria-busy", "true");
  const paths = await server.paths(person, day).catch(() => null);
  host.removeAttribute("aria-busy");
  host.replaceChildren(make("h2", {}, words.whoCanHelp), ...(paths ? lists(paths, words, choose) : [make("p", { class: "problem", role: "alert" }, words.serverFailed)]));
}

function lists({ ours, competitors }: Paths, words: Words, choose: (code: string) => void): HTMLElement[] {
  if (!ours.length && !competitors.length) return [make("p", { class: "under" }, words.noPaths)];
  const row = (path: Step[]): HTMLElement => make("li", {}, ...path.flatMap((step, at) => [at ? " → " : null, stepOf(step, choose)]));
  return [
    ...(ours.length ? [make("p", { class: "under" }, words.pathsOurs), make("ol", { class: "paths ours" }, ...ours.map(row))] : []),
    ...(competitors.length ? [make("p", { class: "under" }, words.pathsTheirs), make("ol", { class: "paths theirs" }, ...competitors.map(row))] : []),
  ];
}

function stepOf({ kind, code, name }: Step, choose: (code: string) => void): HTMLElement {
  if (kind !== "internal" && kind !== "person") return make("b", {}, name);
  const link = make("button", { class: "door", type: "button" }, name);
  link.addEventListener("click", () => choose(code));
  return link;
}
