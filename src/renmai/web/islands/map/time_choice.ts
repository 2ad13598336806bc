import type { Day } from "./facts";

/** The day that is shown, and the day it is compared with. */
export interface Days {
  day: Day;
  compared: Day | null;
}

export interface Choice {
  readonly days: Days;
  /** By the person: shown and told with the next frame, however often it changes until then. */
  choose(part: Partial<Days>): void;
  /**
   * By the page: shown at once, and not told back. Whether the day is news: what was told may come back late, when
   * the person is further already.
   */
  set(part: Partial<Days>): boolean;
  stop(): void;
}

interface Listeners {
  show(days: Days): void;
  onDay(day: Day): void;
  onCompare(day: Day | null): void;
  /** After the page has been told. */
  onFrame(): void;
}

export function createChoice(start: Days, listeners: Listeners): Choice {
  let days = start;
  let told = start;
  let frame = 0;
  const tell = (): void => {
    frame = 0;
    const before = told;
    told = days;
    listeners.show(days);
    if (before.day !== days.day) listeners.onDay(days.day);
    if (before.compared !== days.compared) listeners.onCompare(days.compared);
    listeners.onFrame();
  };
  return {
    get days() {
      return days;
    },
    choose: (part) => {
      days = { ...days, ...part };
      frame ||= requestAnimationFrame(tell);
    },
    set: (part) => {
      const { day = told.day, compared = told.compared } = part;
      const [isDay, isCompared] = [day !== told.day, compared !== told.compared];
      days = { day: isDay ? day : days.day, compared: isCompared ? compared : days.compared };
      told = { day, compared };
      listeners.show(days);
      return isDay;
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
