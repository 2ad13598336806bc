import type { Fields } from "./server";

type Members = readonly { person: string; role: string }[];

/** The whole chain in its order, with the roles that were seen. */
export function chainFields(opportunity: string, order: Members, seen: Members): Fields {
  return [
    ["do", "chain"],
    ["opportunity", opportunity],
    ...order.map(({ person, role }): [string, string] => ["member", `${role}:${person}`]),
    ...seen.map(({ person, role }): [string, string] => ["was", `${role}:${person}`]),
  ];
}
