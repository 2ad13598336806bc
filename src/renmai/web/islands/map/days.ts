import type { Day } from "./facts";

const LENGTH = 86_400_000;

/** Days since 1970-01-01, to count with. */
export function numberOf(day: Day): number {
  return Date.parse(day) / LENGTH;
}

export function dayOf(number: number): Day {
  return new Date(number * LENGTH).toISOString().slice(0, 10);
}

export function plusDays(day: Day, days: number): Day {
  return dayOf(numberOf(day) + days);
}

/** The same day of another month, clipped to the month's end; a last day stays a last day (spec 1.3). */
export function plusMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const length = (at: number): number => new Date(Date.UTC(year, at, 0)).getUTCDate();
  const last = length(month + months);
  const target = date === length(month) ? last : Math.min(date, last);
  return new Date(Date.UTC(year, month - 1 + months, target)).toISOString().slice(0, 10);
}

interface Interval {
  since: Day | null;
  until: Day | null;
}

/** Whether a day lies in `[since, until)`; an empty end is open. */
export function covers({ since, until }: Interval, day: Day): boolean {
  return (since === null || since <= day) && (until === null || day < until);
}
