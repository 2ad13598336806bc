import { chainFields } from "./chain_fields";
import { askDetails, askEnd, askInfluence, askMember, askPerson, type Wanted } from "./dialogs";
import type { Grip } from "./dragging";
import type { Influence } from "./facts";
import type { RelationshipMap } from "./relationship_map";
import type { Fields, Influencers, Server } from "./server";

/** What is changed on the map, by dragging, keys, or a form: each becomes one action that can be taken back. */
export class Changing {
  private influencers: Promise<Influencers> | null = null;

  constructor(
    private readonly map: RelationshipMap,
    private readonly server: Server,
  ) {}

  /** Nobody reports to oneself or to somebody below. */
  below(code: string, superior: string): boolean {
    const seen = new Set<string>();
    for (
      let at: string | null = superior;
      at !== null && !seen.has(at);
      at = this.map.state.people.get(at)?.superior ?? null
    ) {
      if (at === code) return true;
      seen.add(at);
    }
    return false;
  }

  fits(grip: Grip, person: string): boolean {
    if (grip.key === person) return false;
    if (grip.kind === "knob") return true;
    if (this.map.isFishbone) return true;
    return !this.below(grip.key, person) && this.map.state.people.get(grip.key)?.superior !== person;
  }

  drop(grip: Grip, person: string): void {
    if (grip.kind === "card")
      return this.map.isFishbone ? this.reorder(grip.key, person) : this.moveBelow(grip.key, person);
    const pill = this.map.picture.pills.find(({ look }) => look.key === grip.key)?.look;
    if (!pill) return void this.addInfluence({ person, kind: "internal", influencer: grip.key });
    void this.addInfluence({ person, kind: pill.kind, influencer: pill.code, contact: pill.contact });
  }

  moveBelow(code: string, superior: string): void {
    const state = this.map.state.people.get(code);
    if (!state) return;
    const seen = state.superior ? `:${state.superior}` : state.person.top ? "top" : "";
    void this.map.edits.make([
      ["do", "superior"],
      ["person", code],
      ["superior", `:${superior}`],
      ["seen", seen],
    ]);
  }

  /** In a chain the dragged member takes the place of the one it is dropped on. */
  private reorder(code: string, place: string): void {
    const members =
      this.map.state.chains.find(({ chain }) => chain.code === this.map.settings.opportunity)?.chain.members ?? [];
    const moved = members.find((one) => one.person === code);
    const to = members.findIndex((one) => one.person === place);
    if (!moved || to < 0) return;
    const order = members.filter((one) => one !== moved);
    order.splice(to, 0, moved);
    void this.map.edits.make(chainFields(this.map.settings.opportunity, order, members));
  }

  addPerson(superior: string): void {
    const { facts, mayEdit, isFishbone, settings } = this.map;
    if (!mayEdit) return;
    const { opportunity, roles, words } = settings;
    if (isFishbone) askMember(facts, opportunity, roles, this.keep, words);
    else askPerson(facts, superior, this.keep, words);
  }

  details(code: string): void {
    const person = this.map.state.people.get(code)?.person;
    if (person && this.map.mayEdit) askDetails(person, this.keep, this.map.settings.words);
  }

  async addInfluence(wanted: Wanted): Promise<void> {
    if (!this.map.mayEdit) return;
    this.influencers ??= this.server.influencers();
    const others = await this.influencers.catch(() => null);
    if (others) return askInfluence(this.map.facts, wanted, others, this.keep, this.map.settings.words);
    this.influencers = null;
    this.map.edits.notice(this.map.settings.words.noConnection, false, true);
  }

  endInfluence(influence: Influence): void {
    askEnd(influence, this.map.facts.today, this.keep, this.map.settings.words);
  }

  private readonly keep = (fields: Fields): Promise<string> => this.map.edits.keep(fields);
}
