/** The track of the time bar: ticks, labels, and the handles that are dragged or moved by keys. */
import { ticks } from "./changes";
import { draw, make } from "./elements";
import type { Day, Facts } from "./facts";
import { dayAt, dayOfKey, distanceTo, labelsOf, shareOf, shareOfBucket } from "./time_scale";
import type { Span } from "./time_scale";
import type { Days } from "./time_choice";
import type { TimeWords } from "./time_words";

export interface Track {
  element: HTMLElement;
  show(facts: Facts, span: Span, days: Days): void;
  focus(): void;
  /** Asks to be shown again whenever the width has changed, and once at first. */
  watch(show: () => void): void;
  stop(): void;
}

const BUCKET = 9;
const TICK = 5;
const TALLEST = 20;
const GROUND = 26;
const BASELINE = 55;

export function createTrack(words: TimeWords, choose: (part: Partial<Days>) => void): Track {
  const marks = draw("svg", { class: "time-marks", "aria-hidden": "true" });
  const between = make("span", { class: "time-between" });
  const [ofDay, ofCompared] = [handle(words.day, "time-handle"), handle(words.compared, "time-handle compared")];
  const element = make("div", { class: "time-track" }, marks, between, ofCompared, ofDay);
  let span: Span = { first: "", last: "", stops: [] };
  let drawn: unknown[] = [];

  const move = (held: HTMLElement, day: Day | null): void => {
    if (day !== null) choose(held === ofCompared ? { compared: day } : { day });
  };
  for (const held of [ofDay, ofCompared]) {
    listenToKeys(held, (key, shift) => {
      const day = dayOfKey(span, held.dataset["day"] ?? "", key, shift);
      move(held, day);
      return day !== null;
    });
  }
  listenToPointer(element, ofDay, ofCompared, (held, share) => move(held, dayAt(span, share)));
  let observer: ResizeObserver | undefined;
  return {
    element,
    show: (facts, now, { day, compared }) => {
      span = now;
      const width = element.clientWidth;
      if (drawn[0] !== facts || drawn[1] !== width) drawMarks(marks, facts, span, width, words.months);
      drawn = [facts, width];
      showHandle(ofDay, span, day);
      showHandle(ofCompared, span, compared);
      showBetween(between, span, day, compared);
    },
    focus: () => ofDay.focus(),
    watch: (show) => {
      observer = new ResizeObserver(show);
      observer.observe(element);
    },
    stop: () => observer?.disconnect(),
  };
}

function handle(name: string, kind: string): HTMLElement {
  const attributes = { role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": 0 };
  return make("span", { class: kind, ...attributes });
}

function showHandle(element: HTMLElement, span: Span, day: Day | null): void {
  element.hidden = day === null;
  if (day === null) return;
  element.dataset["day"] = day;
  element.style.left = `${shareOf(span, day) * 100}%`;
  element.setAttribute("aria-valuemax", String(distanceTo(span, span.last)));
  element.setAttribute("aria-valuenow", String(distanceTo(span, day)));
  element.setAttribute("aria-valuetext", day);
}

function showBetween(element: HTMLElement, span: Span, day: Day, compared: Day | null): void {
  const ends = [shareOf(span, day), shareOf(span, compared ?? day)].sort((one, other) => one - other);
  const [from = 0, to = 0] = ends;
  element.style.left = `${from * 100}%`;
  element.style.width = `${(to - from) * 100}%`;
}

function drawMarks(svg: SVGSVGElement, facts: Facts, span: Span, width: number, months: readonly string[]): void {
  const texts = labelsOf(span, width, months).map(({ text, at }) => draw("text", { x: at, y: BASELINE }, text));
  svg.replaceChildren(draw("path", { d: tickPath(facts, span, width), "stroke-width": TICK }), ...texts);
}

/** The root of the number, as a first import would flatten everything after it; never too low to see. */
function tickPath(facts: Facts, span: Span, width: number): string {
  const days = distanceTo(span, span.last) + 1;
  const buckets = Math.max(1, Math.min(Math.floor(width / BUCKET), days));
  const counts = ticks(facts, span.first, span.last, buckets);
  const most = Math.sqrt(Math.max(...counts));
  return counts
    .map((count, bucket) => {
      const height = count && Math.max(2, (TALLEST * Math.sqrt(count)) / most);
      const x = shareOfBucket(span, bucket, buckets) * width;
      return count ? `M${x.toFixed(1)} ${GROUND}v${-height.toFixed(1)}` : "";
    })
    .join("");
}

function listenToKeys(handle: HTMLElement, press: (key: string, shift: boolean) => boolean): void {
  handle.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (press(event.key, event.shiftKey)) event.preventDefault();
  });
}

/** A handle is held where it was grasped; anywhere else the day jumps there, and is then held. */
function listenToPointer(
  track: HTMLElement,
  ofDay: HTMLElement,
  ofCompared: HTMLElement,
  onMove: (held: HTMLElement, share: number) => void,
): void {
  let held: HTMLElement | null = null;
  let grasp = 0;
  const move = (event: PointerEvent): void => {
    const { left, width } = track.getBoundingClientRect();
    if (held && width) onMove(held, (event.clientX - grasp - left) / width);
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const onHandle = event.target === ofDay || event.target === ofCompared;
    held = event.target === ofCompared ? ofCompared : ofDay;
    const { left, width } = held.getBoundingClientRect();
    grasp = onHandle ? event.clientX - left - width / 2 : 0;
    event.preventDefault();
    track.setPointerCapture(event.pointerId);
    held.focus({ preventScroll: true, focusVisible: false });
    if (!onHandle) move(event);
  });
  track.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"] as const) track.addEventListener(end, () => (held = null));
}
