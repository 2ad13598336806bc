import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createChoice } from "../../../src/renmai/web/islands/map/time_choice";

const START = { day: "2026-10-31", compared: null };
let frames: (() => void)[] = [];

beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
});
afterEach(() => vi.unstubAllGlobals());

function nextFrame(): void {
  for (const draw of frames.splice(0)) draw();
}

function listened() {
  const said: string[] = [];
  const choice = createChoice(START, {
    show: ({ day, compared }) => said.push(`show ${day} ${compared}`),
    onDay: (day) => said.push(`day ${day}`),
    onCompare: (day) => said.push(`compare ${day}`),
    onFrame: () => said.push("frame"),
  });
  return { choice, said };
}

test("many moves within a frame are told once, as the last of them", () => {
  const { choice, said } = listened();
  for (const day of ["2026-10-30", "2026-10-29", "2026-10-28"]) choice.choose({ day });
  expect(said).toEqual([]);
  nextFrame();
  expect(said).toEqual(["show 2026-10-28 null", "day 2026-10-28", "frame"]);
});

test("each day is told when it alone changes", () => {
  const { choice, said } = listened();
  choice.choose({ compared: "2026-06-30" });
  nextFrame();
  choice.choose({ compared: null, day: "2026-10-30" });
  nextFrame();
  const told = said.filter((one) => /day|compare/.test(one));
  expect(told).toEqual(["compare 2026-06-30", "day 2026-10-30", "compare null"]);
});

test("what the page sets is shown at once and not told back", () => {
  const { choice, said } = listened();
  choice.choose({ day: "2026-10-01" });
  expect(choice.set({ day: "2026-09-01", compared: "2026-01-01" })).toBe(true);
  expect(said).toEqual(["show 2026-09-01 2026-01-01"]);
  nextFrame();
  expect(said.slice(1)).toEqual(["show 2026-09-01 2026-01-01", "frame"]);
});

test("the next move after a frame is told with the next frame", () => {
  const { choice, said } = listened();
  choice.choose({ day: "2026-10-30" });
  nextFrame();
  choice.choose({ day: "2026-10-29" });
  nextFrame();
  expect(said.filter((one) => one.startsWith("day"))).toEqual(["day 2026-10-30", "day 2026-10-29"]);
});

test("what was told and comes back late does not take back what was chosen since", () => {
  const { choice, said } = listened();
  choice.choose({ day: "2026-10-30" });
  nextFrame();
  choice.choose({ day: "2026-10-29" });
  expect(choice.set({ day: "2026-10-30" })).toBe(false);
  expect(choice.set({ compared: null })).toBe(false);
  nextFrame();
  expect(said.filter((one) => one.startsWith("day"))).toEqual(["day 2026-10-30", "day 2026-10-29"]);
});

test("the page sets one of the days and leaves the other", () => {
  const { choice } = listened();
  choice.set({ compared: "2026-06-30" });
  choice.set({ day: "2026-09-01" });
  expect(choice.days).toEqual({ day: "2026-09-01", compared: "2026-06-30" });
  choice.set({ compared: null });
  expect(choice.days).toEqual({ day: "2026-09-01", compared: null });
});
