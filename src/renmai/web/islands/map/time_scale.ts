/** Where days lie on the time bar, what it is labelled with, and where playback and keys lead. */
import { dayOf, numberOf, plusDays, plusMonths } from "./days";
import { changeDays } from "./changes";
import type { Day, Facts } from "./facts";

export const SPEEDS = [1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Span {
  first: Day;
  last: Day;
  /** On which something changed, in order, within the span. */
  stops: readonly Day[];
}

/** From the first day on which anything is known, else the customer's first, to today. */
export function spanOf(facts: Facts): Span {
  const last = facts.today;
  const stops = [...changeDays(facts).keys()].filter((day) => day <= last);
  const first = stops[0] ?? facts.customer.since;
  return { first: first < last ? first : last, last, stops };
}

export function within({ first, last }: Span, day: Day): Day {
  return day < first ? first : day > last ? last : day;
}

/** In days, from the first to a day; 0 for the first. */
export function distanceTo({ first }: Span, day: Day): number {
  return numberOf(day) - numberOf(first);
}

/** 0 at the first day, 1 at the last; a span of one day is all last. */
export function shareOf(span: Span, day: Day): number {
  const length = distanceTo(span, span.last);
  return length ? distanceTo(span, day) / length : 1;
}

export function dayAt(span: Span, share: number): Day {
  const distance = Math.round(distanceTo(span, span.last) * Math.min(1, Math.max(0, share)));
  return dayOf(numberOf(span.first) + distance);
}

/** Where the middle of a bucket of `ticks` lies, as a share: with a bucket for each day exactly on the day. */
export function shareOfBucket(span: Span, bucket: number, buckets: number): number {
  const length = distanceTo(span, span.last);
  return length ? (((bucket + 0.5) / buckets) * (length + 1) - 0.5) / length : 1;
}

/** The next day on which something changed; after the last of them, today. */
export function nextStop(span: Span, day: Day): Day {
  return span.stops.find((stop) => stop > day) ?? span.last;
}

const LONGEST = 900;
const SHORTEST = 150;
const WHOLE = 60_000;

/** Milliseconds between two steps: the whole history plays within a minute, but no step flickers by. */
export function pauseOf(stops: number, speed: Speed, calm: boolean): number {
  const step = Math.max(SHORTEST, Math.min(LONGEST, WHOLE / Math.max(1, stops)) / speed);
  return calm ? Math.max(1000, 2 * step) : step;
}

/** The day that a key leads to from a day; null if the key means nothing here. */
export function dayOfKey(span: Span, day: Day, key: string, shift: boolean): Day | null {
  const to = keyTarget(span, day, key, shift);
  return to && within(span, to);
}

function keyTarget({ first, last }: Span, day: Day, key: string, shift: boolean): Day | null {
  const by = shift ? plusMonths : plusDays;
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return by(day, 1);
    case "ArrowLeft":
    case "ArrowDown":
      return by(day, -1);
    case "PageUp":
      return plusMonths(day, 1);
    case "PageDown":
      return plusMonths(day, -1);
    case "Home":
      return first;
    case "End":
      return last;
    default:
      return null;
  }
}

export interface Label {
  text: string;
  /** Its middle, in pixels from the track's start. */
  at: number;
}

const APART = 10;
/** How far a label may stand out at either end of the track. */
const OVERHANG = 12;
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240] as const;

/** Width at 11 px, never too small: figures and Latin letters in Inter, Chinese at full width. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 11.5 : letter === " " ? 3.5 : 7.5), 0);
}

/**
 * Months, or years where months would collide; the first label and each January name the year.
 *
 * `months` are the twelve names from January on. A span with less than two month's starts shows its ends instead.
 */
export function labelsOf(span: Span, width: number, months: readonly string[]): Label[] {
  for (const step of STEPS) {
    const labels = monthLabels(span, width, months, step);
    if (labels.length > 1 && !collide(labels)) return labels;
  }
  const ends = [...new Set([span.first, span.last])].map((day) => labelOf(span, width, day, day));
  return collide(ends) ? ends.slice(-1) : ends;
}

function monthLabels(span: Span, width: number, months: readonly string[], step: number): Label[] {
  const month = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const labels: Label[] = [];
  for (let at = Math.ceil(month(span.first) / step) * step; at <= month(span.last); at += step) {
    const day = `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
    if (day < span.first) continue;
    const dated = !labels.length || at % 12 === 0;
    const text = step >= 12 ? day.slice(0, 4) : dated ? day.slice(0, 7) : (months[at % 12] ?? "");
    labels.push(labelOf(span, width, day, text));
  }
  return labels;
}

function labelOf(span: Span, width: number, day: Day, text: string): Label {
  const most = Math.max(0, width / 2 + OVERHANG - widthOf(text) / 2);
  const fromMiddle = shareOf(span, day) * width - width / 2;
  return { text, at: width / 2 + Math.min(most, Math.max(-most, fromMiddle)) };
}

function collide(labels: readonly Label[]): boolean {
  return labels.some((label, at) => {
    const next = labels[at + 1];
    return next && next.at - label.at < (widthOf(label.text) + widthOf(next.text)) / 2 + APART;
  });
}
