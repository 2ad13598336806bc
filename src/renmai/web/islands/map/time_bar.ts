/** The bar at the foot of the map: the customer's whole history, the day that is shown, and the day compared with. */
import { plusMonths } from "./days";
import { make } from "./elements";
import type { Day, Facts } from "./facts";
import { createPlayback } from "./playback";
import type { Playback } from "./playback";
import { createChoice } from "./time_choice";
import type { Choice, Days } from "./time_choice";
import { createControls } from "./time_controls";
import type { Controls } from "./time_controls";
import { nextStop, pauseOf, spanOf, within } from "./time_scale";
import type { Span } from "./time_scale";
import { createTrack } from "./time_track";
import type { Track } from "./time_track";
import type { TimeWords } from "./time_words";

export interface TimeCallbacks {
  /** At most once a frame. */
  onDay(day: Day): void;
  /** Null when the comparison is switched off. */
  onCompare(day: Day | null): void;
}

/** What the page sets is not told back to it; days outside of the history are drawn to its ends. */
export interface TimeBar {
  update(facts: Facts): void;
  setDay(day: Day): void;
  setCompare(day: Day | null): void;
  stop(): void;
}

/** How far back one compares when nothing else is said. */
const MONTHS_BACK = 3;

export function createTimeBar(host: HTMLElement, facts: Facts, words: TimeWords, callbacks: TimeCallbacks): TimeBar {
  return new Bar(host, facts, words, callbacks);
}

class Bar implements TimeBar {
  private span: Span;
  private readonly choice: Choice;
  private readonly track: Track;
  private readonly controls: Controls;
  private readonly playback: Playback;
  private readonly element: HTMLElement;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(
    host: HTMLElement,
    private facts: Facts,
    words: TimeWords,
    callbacks: TimeCallbacks,
  ) {
    this.span = spanOf(facts);
    const listeners = { ...callbacks, show: () => this.show(), onFrame: () => this.playback.drawn() };
    this.choice = createChoice({ day: this.span.last, compared: null }, listeners);
    this.track = createTrack(words, (part) => this.choose(part));
    this.controls = createControls(words, {
      choose: (part) => this.choose(part),
      onPlay: () => this.toggle(),
      onToday: () => this.returnToToday(),
      onCompare: () => this.choose({ compared: this.days.compared ? null : this.monthsBack() }),
    });
    const wait = (): number => pauseOf(this.span.stops.length, this.controls.speed, this.calm.matches);
    this.playback = createPlayback(() => this.step(), wait, this.controls.showPlaying);
    const parts = [this.controls.playback, this.track.element, this.controls.dates];
    this.element = make("div", { class: "time-bar", role: "group", "aria-label": words.bar }, ...parts);
    host.append(this.element);
    this.track.watch(() => this.show());
  }

  update(facts: Facts): void {
    const { day, compared } = this.days;
    const wasLast = day === this.span.last;
    this.facts = facts;
    this.span = spanOf(facts);
    this.set({ day: wasLast ? this.span.last : day, compared });
  }

  setDay(day: Day): void {
    this.set({ day });
  }

  setCompare(compared: Day | null): void {
    this.set({ compared });
  }

  stop(): void {
    this.playback.pause();
    this.choice.stop();
    this.track.stop();
    this.element.remove();
  }

  private get days(): Days {
    return this.choice.days;
  }

  private show(): void {
    this.track.show(this.facts, this.span, this.days);
    this.controls.show(this.span, this.days);
  }

  private set({ day, compared }: Partial<Days>): void {
    const isNews = this.choice.set({
      ...(day && { day: within(this.span, day) }),
      ...(compared !== undefined && { compared: compared && within(this.span, compared) }),
    });
    if (isNews) this.playback.pause();
  }

  /** Whoever chooses a day takes over from the playback. */
  private choose(part: Partial<Days>): void {
    this.playback.pause();
    this.choice.choose(part);
  }

  private monthsBack(): Day {
    return within(this.span, plusMonths(this.days.day, -MONTHS_BACK));
  }

  private returnToToday(): void {
    this.choose({ day: this.span.last });
    // The button goes away under the focus.
    this.track.focus();
  }

  private toggle(): void {
    if (this.playback.playing) return this.playback.pause();
    this.playback.play();
    this.choice.choose(this.days.day === this.span.last ? { day: this.span.first } : {});
  }

  private step(): boolean {
    const day = nextStop(this.span, this.days.day);
    this.choice.choose({ day });
    return day < this.span.last;
  }
}
