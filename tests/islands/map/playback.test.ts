import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createPlayback } from "../../../src/renmai/web/islands/map/playback";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Draws at once after each step, as a page does. */
function played(steps: number, wait = 100) {
  const states: boolean[] = [];
  let taken = 0;
  const playback = createPlayback(
    () => {
      taken += 1;
      playback.drawn();
      return taken < steps;
    },
    () => wait,
    (playing) => states.push(playing),
  );
  return { playback, states, taken: () => taken };
}

test("steps at its pace, and stops by itself at the end", () => {
  const { playback, states, taken } = played(3);
  playback.play();
  playback.drawn();
  vi.advanceTimersByTime(250);
  expect(taken()).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(taken()).toBe(3);
  expect(states).toEqual([true, false]);
});

test("takes no step before the page has drawn", () => {
  const { playback, taken } = played(3);
  playback.play();
  vi.advanceTimersByTime(1000);
  expect(taken()).toBe(0);
});

test("takes no step after a pause, nor when the page draws meanwhile", () => {
  const { playback, states, taken } = played(9);
  playback.play();
  playback.drawn();
  playback.pause();
  playback.drawn();
  vi.advanceTimersByTime(1000);
  expect(taken()).toBe(0);
  expect(playback.playing).toBe(false);
  expect(states).toEqual([true, false]);
});

test("drawing twice does not step twice", () => {
  const { playback, taken } = played(9);
  playback.play();
  playback.drawn();
  playback.drawn();
  vi.advanceTimersByTime(150);
  expect(taken()).toBe(1);
});
