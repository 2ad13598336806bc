import { expect, test } from "vitest";

import { DEGREES } from "../../../src/renmai/web/islands/map/facts";

test("the degrees stand in the glossary's order", () => {
  expect(DEGREES).toEqual(["closeness", "solution", "price"]);
});
