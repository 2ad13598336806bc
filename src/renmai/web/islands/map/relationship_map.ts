import { Changing } from "./changing";
import { changesBetween } from "./changes";
import { Dragging } from "./dragging";
import { Edits } from "./edits";
import { make, need } from "./elements";
import type { Facts } from "./facts";
import { defaultCollapsed, pathTo } from "./forest";
import { Keyboard } from "./keyboard";
import { keepFresh } from "./live";
import { type Look, readLook, writeLook } from "./look";
import { matches } from "./finding";
import { drawPanel } from "./panel";
import { showPaths } from "./panel_paths";
import type { PanelActs } from "./panel_shown";
import { boxOf, fishbonePicture, nodesOf, type Picture, treePicture } from "./picture";
import { placesOf } from "./export";
import { Scene } from "./scene";
import { Server } from "./server";
import type { Settings } from "./settings";
import { type MapState, stateOn } from "./state";
import { Timing } from "./timing";
import { Toolbar } from "./toolbar";
import { fitTree } from "./tree_fit";
import { fill } from "./words";
import { walkOf } from "./walk";

const PANEL = 344;
const WIDE = 900;
const MARGINS = 32;
const LEAST = 560;

/** The relationship map of one customer, or of one of its decision chains: what is shown, and what is done with it. */
export class RelationshipMap {
  facts: Facts;
  look: Look;
  state: MapState;
  picture!: Picture;
  readonly edits: Edits;
  readonly changing: Changing;
  private readonly server: Server;
  private readonly scene: Scene;
  private readonly earlier: Scene;
  private readonly toolbar: Toolbar;
  private readonly timing: Timing;
  private readonly panel = need<HTMLElement>("#map-panel");
  private readonly dragging: Dragging;
  private collapsed: Set<string>;
  private fit = { width: LEAST, rows: 12 };
  private pointed = "";
  private path: readonly string[] | null = null;
  private readonly ended = new AbortController();

  constructor(readonly settings: Settings) {
    this.facts = settings.facts;
    this.look = readLook(location.search, this.facts.today);
    this.state = stateOn(this.facts, this.look.day);
    this.collapsed = defaultCollapsed(nodesOf(this.state));
    this.server = new Server(settings);
    this.edits = new Edits(
      this.server,
      settings.words,
      { changed: (facts, done) => this.renew(facts, done?.person ?? "") },
      () => this.showUndo(),
    );
    this.changing = new Changing(this, this.server);
    const hosts = need<HTMLElement>("#map-canvases");
    this.earlier = new Scene(
      hosts.appendChild(make("div", { class: "map-pane earlier", hidden: true })),
      settings.words,
    );
    this.scene = new Scene(hosts.appendChild(make("div", { class: "map-pane" })), settings.words, (to) =>
      this.alongside(to),
    );
    this.toolbar = new Toolbar({
      changed: (part) => this.show(part),
      find: (words, again) => this.find(words, again),
      act: (name) => this.act(name),
    });
    this.timing = new Timing(this);
    this.dragging = new Dragging(
      this.scene.canvas,
      this.scene.top,
      this.scene.viewport,
      {
        mayDrag: () => this.mayEdit,
        fits: (grip, person) => this.changing.fits(grip, person),
        drop: (grip, person) => this.changing.drop(grip, person),
      },
      this.ended.signal,
    );
    new Keyboard(this.scene.canvas, walkOf(this, this.scene), this.ended.signal);
  }

  start(): void {
    this.toolbar.show(this.look);
    if (this.look.chosen) this.unfoldTo(this.look.chosen);
    this.arrange();
    if (this.look.chosen) this.reveal(this.look.chosen);
    this.listen();
    keepFresh(
      this.server,
      () => this.facts.revision,
      (facts) => this.renew(facts, "", true),
      this.ended.signal,
    );
  }

  get isOnPage(): boolean {
    return this.scene.canvas.isConnected;
  }

  stop(): void {
    this.ended.abort();
    this.timing.stop();
  }

  get mayEdit(): boolean {
    return this.look.day === this.facts.today;
  }

  get isFishbone(): boolean {
    return this.settings.kind === "fishbone";
  }

  get folded(): ReadonlySet<string> {
    return this.collapsed;
  }

  private listen(): void {
    const form = need<HTMLFormElement>("#map-export");
    form.addEventListener("formdata", ({ formData }) =>
      formData.set("picture", placesOf(this.settings, this.picture, this.look)),
    );
    const { canvas } = this.scene;
    canvas.addEventListener("click", (event) => this.clicked(event));
    canvas.addEventListener("pointerover", (event) => this.point(keyAt(event.target)));
    canvas.addEventListener("pointerleave", () => this.point(""));
    canvas.addEventListener("focusin", (event) => this.point(keyAt(event.target)));
    canvas.addEventListener("focusout", () => this.point(""));
    document.body.addEventListener("facts-changed", (event) => void this.changedElsewhere(event), {
      signal: this.ended.signal,
    });
    let width = this.layoutWidth;
    new ResizeObserver(() => {
      if (!this.isOnPage || width === this.layoutWidth) return;
      width = this.layoutWidth;
      this.arrange();
    }).observe(need("#map"));
  }

  // What is shown

  /** Show something else, and let the address say so. */
  show(part: Partial<Look>): void {
    const wasSplit = this.isSplit;
    this.look = { ...this.look, ...part };
    this.state = stateOn(this.facts, this.look.day);
    history.replaceState(
      history.state,
      "",
      location.pathname + writeLook(this.look, location.search, this.facts.today),
    );
    if (this.isSplit === wasSplit) this.update();
    else this.arrange();
  }

  private get isSplit(): boolean {
    return this.look.isSplit && this.look.compared !== null;
  }

  /** Find the arrangement that shows most in the window, and show all of it. */
  private arrange(): void {
    const { height } = this.scene.viewport.window();
    this.fit = fitTree(nodesOf(this.state), this.collapsed, {
      width: this.layoutWidth,
      height: Math.max(height - MARGINS, LEAST / 2),
    });
    this.update();
    this.scene.viewport.fit();
  }

  update(): void {
    const { words } = this.settings;
    const before = this.look.compared ? stateOn(this.facts, this.look.compared) : null;
    this.picture = this.draw(this.scene, this.state, before);
    this.showEarlier(before);
    this.scene.showEmpty(this.picture.cards.length ? null : this.empty());
    this.light();
    this.timing.update(this.state, before && changesBetween(before, this.state, this.look.party || undefined));
    this.showPanel();
    this.toolbar.enable("add", this.mayEdit);
    this.toolbar.press("fold", this.collapsed.size > 0);
    document.body.classList.toggle("looking-back", !this.mayEdit);
    need("#map-said").textContent = this.mayEdit ? "" : fill(words.lookingBack, { day: this.look.day });
  }

  /** As if the panel were open, so that choosing somebody moves nobody. */
  private get layoutWidth(): number {
    const whole = need<HTMLElement>("#map").clientWidth;
    const besides = this.isFishbone || whole < WIDE ? 0 : PANEL;
    return Math.max((whole - besides) / (this.isSplit ? 2 : 1) - MARGINS, LEAST);
  }

  private draw(scene: Scene, state: MapState, before: MapState | null): Picture {
    const { words, staleDays, opportunity, roles } = this.settings;
    const width = this.layoutWidth;
    const asked = { state, before, look: this.look, collapsed: this.collapsed, width, fit: this.fit, staleDays, words };
    const picture = this.isFishbone ? fishbonePicture(asked, opportunity, roles) : treePicture(asked);
    const label = fill(words.mapOf, { customer: this.facts.customer.name, n: state.people.size, day: state.day });
    scene.draw(picture, label, this.scene.focused ?? this.look.chosen);
    return picture;
  }

  private showEarlier(before: MapState | null): void {
    const isShown = before !== null && this.isSplit;
    this.earlier.host.hidden = !isShown;
    this.scene.tag(isShown ? this.look.day : "");
    if (!isShown) return;
    this.earlier.tag(before.day);
    this.draw(this.earlier, before, null);
    this.earlier.light({ key: this.look.chosen ?? "", chosen: this.look.chosen, lines: this.look.lines });
  }

  private alongside(to: import("d3-zoom").ZoomTransform): void {
    if (!this.earlier.host.hidden) this.earlier.viewport.to(to);
  }

  private empty(): HTMLElement {
    const { words } = this.settings;
    const add = make(
      "button",
      { class: "btn btn-primary", type: "button" },
      this.isFishbone ? words.addMember : words.addPerson,
    );
    add.addEventListener("click", () => this.changing.addPerson(""));
    return make(
      "div",
      { class: "empty" },
      make("p", {}, this.isFishbone ? words.emptyChain : words.emptyMap),
      this.mayEdit ? add : null,
    );
  }

  private light(): void {
    const key = this.pointed || this.look.chosen || "";
    this.scene.light({ key, chosen: this.look.chosen, lines: this.look.lines, path: this.path });
  }

  /** Show one way of influence only, until null; who stands on it is unfolded. */
  lightPath(path: readonly string[] | null): void {
    this.path = path;
    const hidden = path?.filter((key) => this.state.people.has(key) && !boxOf(this.picture, key)) ?? [];
    for (const code of hidden) this.unfoldTo(code);
    if (hidden.length) this.update();
    else this.light();
  }

  private point(key: string): void {
    if (this.pointed === key || this.dragging.isActive) return;
    this.pointed = key;
    this.light();
  }

  private showPanel(): void {
    const person = this.look.chosen ? this.state.people.get(this.look.chosen) : undefined;
    this.panel.hidden = !person;
    need("#map").classList.toggle("with-panel", Boolean(person));
    this.scene.viewport.recentre();
    if (!person) return this.panel.replaceChildren();
    const { facts, state, look, mayEdit } = this;
    drawPanel(this.panel, person, { facts, state, look, mayEdit }, this.settings, this.panelActs());
  }

  private panelActs(): PanelActs {
    return {
      make: (fields) => void this.edits.make(fields),
      choose: (code) => this.choose(code),
      addInfluence: (person) => void this.changing.addInfluence({ person }),
      endInfluence: (influence) => this.changing.endInfluence(influence),
      details: (code) => this.changing.details(code),
      showPaths: (person) => void showPaths(this, this.server, person),
      guide: (person, feature, host) => this.guide(person, feature, host),
      toToday: () => this.show({ day: this.facts.today, compared: null }),
    };
  }

  choose(code: string | null): void {
    this.path = null;
    if (code) this.unfoldTo(code);
    this.show({ chosen: code });
    if (code) this.reveal(code);
  }

  reveal(code: string): void {
    const box = boxOf(this.picture, code);
    if (box) this.scene.viewport.reveal(box);
  }

  focus(code: string): void {
    this.scene.focus(code);
    this.reveal(code);
  }

  fold(code: string, isFolded: boolean): void {
    if (isFolded) this.collapsed.add(code);
    else this.collapsed.delete(code);
    this.update();
  }

  private unfoldTo(code: string): void {
    for (const above of pathTo(nodesOf(this.state), code)) this.collapsed.delete(above);
  }

  private find(words: string, again: boolean): void {
    const found = matches(this.state, words);
    this.toolbar.mark(words.trim() ? found.length : null);
    const at = found.indexOf(this.look.chosen ?? "");
    const next = found[again ? (at + 1) % found.length : Math.max(at, 0)];
    if (next) this.choose(next);
  }

  private act(name: string): void {
    const acts: Record<string, () => void> = {
      undo: () => void this.edits.undo(),
      redo: () => void this.edits.redo(),
      smaller: () => this.scene.viewport.enlarge(0.8),
      larger: () => this.scene.viewport.enlarge(1.25),
      fit: () => this.scene.viewport.fit(true),
      fold: () => this.foldAll(),
      add: () => this.changing.addPerson(this.look.chosen ?? ""),
    };
    acts[name]?.();
  }

  /** Two levels only, or everybody. */
  private foldAll(): void {
    this.collapsed = this.collapsed.size ? new Set() : defaultCollapsed(nodesOf(this.state), 1);
    this.arrange();
  }

  private showUndo(): void {
    this.toolbar.enable("undo", this.edits.canUndo);
    this.toolbar.enable("redo", this.edits.canRedo);
  }

  // What is changed

  /** Other facts: after a change of one's own, or because somebody else changed them meanwhile. */
  private renew(facts: Facts, added: string, byOthers = false): void {
    const was = this.state;
    const isToday = this.look.day === this.facts.today;
    this.facts = facts;
    if (isToday) this.look = { ...this.look, day: facts.today };
    this.timing.renew(facts);
    this.state = stateOn(facts, this.look.day);
    if (added) {
      this.unfoldTo(added);
      this.look = { ...this.look, chosen: added };
    }
    this.update();
    if (added) this.reveal(added);
    if (!byOthers) return;
    this.scene.flash(changesBetween(was, this.state).people.map(({ person }) => person.code));
    need("#map-said").textContent = this.settings.words.changedByOthers;
  }

  /** A fragment in the panel saved something. */
  private async changedElsewhere(event: Event): Promise<void> {
    const { revision = null, said = "" } =
      (event as CustomEvent<{ revision?: number | null; said?: string }>).detail ?? {};
    this.edits.remember(revision);
    const facts = await this.server.facts(0).catch(() => null);
    if (facts) this.renew(facts, "");
    if (said) this.edits.notice(said, revision !== null);
  }

  private clicked(event: MouseEvent): void {
    if (!(event.target instanceof Element)) return;
    const key = keyAt(event.target);
    const fold = event.target.closest(".fold");
    if (fold && key) return this.fold(key, !fold.classList.contains("folded"));
    if (event.target.closest("[data-pill]")) return this.point(key);
    this.choose(key || null);
    if (key) this.scene.focus(key);
  }

  /** The questions are a fragment of the server's, which htmx fetches and keeps alive. */
  private guide(person: string, feature: string, host: HTMLElement): void {
    if (host.childElementCount) return host.replaceChildren();
    const url = this.settings.urls.guide.replace("CODE", encodeURIComponent(person)).replace("FEATURE", feature);
    const part = make("div", { "hx-get": url, "hx-trigger": "load", "hx-swap": "outerHTML" });
    host.replaceChildren(part);
    part.dispatchEvent(new CustomEvent("part-added", { bubbles: true }));
  }
}

function keyAt(target: EventTarget | null): string {
  const group = target instanceof Element ? target.closest<SVGElement>("[data-person], [data-pill]") : null;
  return group?.dataset["person"] ?? group?.dataset["pill"] ?? "";
}
