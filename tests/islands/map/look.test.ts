import fc from "fast-check";
import { expect, test } from "vitest";

import { type Look, readLook, writeLook } from "../../../src/renmai/web/islands/map/look";
import { anyDay, TODAY } from "./some_facts";

const anyLook: fc.Arbitrary<Look> = fc
  .record({
    day: anyDay,
    back: fc.option(fc.integer({ min: 1, max: 400 })),
    isSplit: fc.boolean(),
    colour: fc.constantFrom("closeness", "solution", "price", "overall"),
    under: fc.constantFrom("title", "department", "contact"),
    kinds: fc.subarray(["internal", "ours", "competitor"] as const),
    lines: fc.constantFrom("chosen", "all", "none"),
    party: fc.constantFrom("", "R1", "&=?#"),
    chosen: fc.option(fc.string({ minLength: 1 })),
  })
  .map(({ back, kinds, ...look }) => {
    const compared =
      back === null ? null : new Date(Date.parse(look.day) - back * 86_400_000).toISOString().slice(0, 10);
    return { ...look, compared, isSplit: look.isSplit && compared !== null, kinds: new Set(kinds) } as Look;
  });

test("an address brings back exactly the look that it was made of", () => {
  fc.assert(
    fc.property(anyLook, (look) => {
      expect(readLook(writeLook(look, "", TODAY), TODAY)).toEqual(look);
    }),
  );
});

test("what is as usual stays out of the address", () => {
  expect(writeLook(readLook("", TODAY), "", TODAY)).toBe("");
});

test("what belongs to others stays in the address", () => {
  const look = readLook("?tab=chain&colour=price", TODAY);
  expect(writeLook({ ...look, colour: "closeness" }, "?tab=chain&colour=price", TODAY)).toBe("?tab=chain");
});

test("nonsense in an address is as if it were not there", () => {
  const usual = readLook("", TODAY);
  const given = "?as_of=2026-13-77&compare=yesterday&colour=red&under=x&lines=x&split=no";
  expect(readLook(given, TODAY)).toEqual(usual);
});

test("no day after today, and none compared that is not earlier", () => {
  expect(readLook("?as_of=2027-01-01", TODAY).day).toBe(TODAY);
  expect(readLook(`?as_of=2026-02-01&compare=2026-02-01`, TODAY).compared).toBeNull();
});
