import { chainFields } from "./chain_fields";
import { make } from "./elements";
import type { PanelActs, Shown } from "./panel_shown";
import type { Settings } from "./settings";
import type { PersonState } from "./state";

/** The place of the chosen person in the chain: role, earlier or later, out of it. */
export function chainPart(
  { person }: PersonState,
  shown: Shown,
  { words, roles, opportunity }: Settings,
  acts: PanelActs,
): HTMLElement | null {
  const members = shown.facts.chains.find((one) => one.code === opportunity)?.members ?? [];
  const at = members.findIndex((one) => one.person === person.code);
  const mine = members[at];
  if (!mine) return null;
  const keep = (order: typeof members): void => acts.make(chainFields(opportunity, order, members));
  const options = Object.entries({ "": "—", ...roles }).map(([value, label]) =>
    make("option", { value, selected: value === mine.role }, label),
  );
  const role = make(
    "select",
    { class: "form-select", "aria-label": words.role, disabled: !shown.mayEdit, "data-at": "role" },
    ...options,
  );
  role.addEventListener("change", () =>
    keep(members.map((one) => (one === mine ? { ...one, role: role.value } : one))),
  );
  const button = (name: string, text: string, order: typeof members | null): HTMLElement => {
    const made = make(
      "button",
      { class: "btn btn-small", type: "button", "data-at": name, disabled: order === null },
      text,
    );
    made.addEventListener("click", () => order && keep(order));
    return made;
  };
  return make(
    "section",
    { class: "panel-part" },
    make("header", {}, make("h2", {}, words.inThisChain)),
    make(
      "div",
      { class: "toolbar" },
      role,
      ...(shown.mayEdit
        ? [
            button("earlier", words.lessPower, moved(members, at, at - 1)),
            button("later", words.morePower, moved(members, at, at + 1)),
            button(
              "out",
              words.removeMember,
              members.filter((one) => one !== mine),
            ),
          ]
        : []),
    ),
  );
}

/** The order with one member elsewhere; null where there is no such place. */
function moved<Member>(members: readonly Member[], from: number, to: number): Member[] | null {
  const member = members[from];
  if (member === undefined || to < 0 || to >= members.length) return null;
  const order = members.filter((_, at) => at !== from);
  order.splice(to, 0, member);
  return order;
}
