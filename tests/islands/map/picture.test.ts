import fc from "fast-check";
import { expect, test } from "vitest";

import { CARD } from "../../../src/renmai/web/islands/map/geometry";
import { readLook } from "../../../src/renmai/web/islands/map/look";
import {
  type Asked,
  boxOf,
  fishbonePicture,
  type Picture,
  treePicture,
} from "../../../src/renmai/web/islands/map/picture";
import type { Words } from "../../../src/renmai/web/islands/map/settings";
import { stateOn } from "../../../src/renmai/web/islands/map/state";
import { anyDay, anyFacts, assessed, customerWith, somebody, TODAY } from "./some_facts";

const words = new Proxy(
  {},
  { get: (_, name) => (["stances", "answers"].includes(String(name)) ? {} : String(name)) },
) as Words;

function asked(facts: Parameters<typeof stateOn>[0], day: string, search = ""): Asked {
  const look = { ...readLook(search, TODAY), day };
  return {
    ...{ state: stateOn(facts, day), before: null, look, collapsed: new Set<string>() },
    ...{ width: 1000, fit: { width: 1000, rows: 12 }, staleDays: 90, words },
  };
}

function overlaps(picture: Picture): number {
  const boxes = [
    ...picture.cards.map(({ x, y }) => ({ x, y, ...picture.size })),
    ...picture.pills.map(({ x, y }) => ({ x, y, width: 152, height: 30 })),
  ];
  let found = 0;
  for (const [at, one] of boxes.entries()) {
    for (const other of boxes.slice(at + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      found += apart ? 0 : 1;
    }
  }
  return found;
}

test("everybody who counts is on the map once, beside nobody's card or pill", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      const picture = treePicture(asked(facts, day));
      expect(picture.cards.map(({ look }) => look.code).sort()).toEqual([...stateOn(facts, day).people.keys()].sort());
      expect(overlaps(picture)).toBe(0);
    }),
  );
});

test("every influence between those who are shown has a line", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      const picture = treePicture(asked(facts, day));
      // The database keeps nobody who sways themselves.
      const lines = stateOn(facts, day).influences.filter(({ person, influencer }) => person !== influencer);
      const drawn = picture.lines.filter(({ from, to }) => from !== to);
      expect(drawn.map(({ id }) => id).sort()).toEqual(lines.map(({ id }) => id).sort());
    }),
  );
});

test("kinds of influence that are not asked for have neither lines nor pills", () => {
  fc.assert(
    fc.property(anyFacts, anyDay, (facts, day) => {
      const picture = treePicture(asked(facts, day, "?kinds=internal"));
      expect(picture.pills).toEqual([]);
      expect(picture.lines.every(({ kind }) => kind === "internal")).toBe(true);
    }),
  );
});

test("a compared competitor stands on the card, and what moved since the compared day", () => {
  const facts = customerWith({
    people: [somebody("a")],
    assessments: [
      assessed("a", "2026-02-01", { closeness: 0, price: 1 }),
      assessed("a", "2026-03-01", { closeness: 1 }),
      assessed("a", "2026-03-01", { party: "R", closeness: 2 }),
    ],
    competitors: [{ code: "R", name: "Rival" }],
  });
  const compared = { ...asked(facts, "2026-04-01", "?party=R"), before: stateOn(facts, "2026-02-15") };
  const look = treePicture(compared).cards[0]?.look;
  expect(look?.rival).toEqual([2, null, null]);
  expect(look?.moves).toEqual([1, 0, 0]);
  expect(look?.under).toContain("+2");
});

test("the last member of a chain is nearest to the head, and only who counts is on the bone", () => {
  const members = ["a", "b", "gone", "c"].map((person, position) => ({ person, role: "user", position }));
  const people = ["a", "b", "c"].map((code) => somebody(code)).concat(somebody("gone", { until: "2026-02-01" }));
  const chains = [{ code: "deal", name: "deal", opened: "2026-01-01", closed: null, members }];
  const picture = fishbonePicture(asked(customerWith({ people, chains }), "2026-03-01"), "deal", { user: "User" });
  expect(picture.cards.map(({ look }) => look.code).sort()).toEqual(["a", "b", "c"]);
  const right = (code: string): number => boxOf(picture, code)?.x ?? 0;
  expect(right("c")).toBeGreaterThan(Math.max(right("a"), right("b")));
  expect(picture.roles.get("c")).toBe("User");
  expect(CARD.width).not.toBe(picture.size.width);
});
