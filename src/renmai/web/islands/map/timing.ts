import { showChanges } from "./change_list";
import type { Changes } from "./changes";
import { make, need } from "./elements";
import type { Facts } from "./facts";
import { createLegend, type Legend } from "./legend";
import type { RelationshipMap } from "./relationship_map";
import type { MapState } from "./state";
import { createTimeBar, type TimeBar } from "./time_bar";
import { fill } from "./words";

/** The foot of the map: what the marks mean, what changed, and the bar through the customer's history. */
export class Timing {
  private readonly bar: TimeBar;
  private readonly legend: Legend;
  private readonly list = make("div", { class: "map-changes", hidden: true });
  private readonly owner = make("p", { class: "map-owner" });
  private readonly split: HTMLButtonElement;
  private isOpen = false;
  private changes: Changes | null = null;

  constructor(private readonly map: RelationshipMap) {
    const { words } = map.settings;
    const foot = need<HTMLElement>("#map-foot");
    this.split = make(
      "button",
      { class: "btn btn-small map-split", type: "button", "aria-pressed": "false", hidden: true },
      words.sideBySide,
    );
    this.split.addEventListener("click", () => map.show({ isSplit: !map.look.isSplit }));
    foot.append(this.list);
    this.legend = createLegend(foot, words.legend, () => this.toggle());
    foot.lastElementChild?.prepend(this.owner);
    this.bar = createTimeBar(foot, map.facts, words.time, {
      onDay: (day) => map.show({ day, ...(map.look.compared && map.look.compared >= day ? { compared: null } : {}) }),
      onCompare: (compared) => map.show({ compared }),
    });
    need<HTMLElement>(".time-days", foot).append(this.split);
  }

  /** What is shown has changed; `changes` are those since the compared day. */
  update(state: MapState, changes: Changes | null): void {
    const { look, settings } = this.map;
    const met = [...state.people.values()]
      .map((one) => one.lastContact?.day ?? "")
      .reduce((last, day) => (day > last ? day : last), "");
    const owner = state.owner?.name ?? settings.words.nobody;
    this.owner.textContent = fill(settings.words.ownerAndContact, { owner, day: met || settings.words.neverMet });
    this.changes = changes;
    this.bar.setDay(look.day);
    this.bar.setCompare(look.compared);
    this.legend.show(changes);
    this.split.hidden = !changes;
    this.split.setAttribute("aria-pressed", String(look.isSplit));
    this.showList();
  }

  renew(facts: Facts): void {
    this.bar.update(facts);
  }

  stop(): void {
    this.bar.stop();
  }

  private toggle(): void {
    this.isOpen = !this.isOpen;
    this.showList();
  }

  private showList(): void {
    this.list.hidden = !this.isOpen || !this.changes;
    if (!this.changes || this.list.hidden) return;
    showChanges(this.list, this.changes, this.map.facts, this.map.settings.words.changes, (code) =>
      this.map.choose(code),
    );
  }
}
