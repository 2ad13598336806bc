/** The buttons and dates of the time bar. */
import { draw, make } from "./elements";
import type { Day } from "./facts";
import type { Days } from "./time_choice";
import { SPEEDS } from "./time_scale";
import type { Span, Speed } from "./time_scale";
import type { TimeWords } from "./time_words";

export interface Controls {
  /** Play, and how fast. */
  playback: HTMLElement;
  /** The two days and what leads to them. */
  dates: HTMLElement;
  readonly speed: Speed;
  show(span: Span, days: Days): void;
  showPlaying(playing: boolean): void;
}

interface ControlCallbacks {
  onPlay(): void;
  onToday(): void;
  onCompare(): void;
  choose(part: Partial<Days>): void;
}

const PLAY = "M8 5v14l11-7z";
const PAUSE = "M8 5v14M16 5v14";

export function createControls(words: TimeWords, callbacks: ControlCallbacks): Controls {
  const path = draw("path", { d: PLAY });
  const icon = draw("svg", { class: "icon", viewBox: "0 0 24 24", width: 16, height: 16, "aria-hidden": "true" }, path);
  const play = button("btn time-play", callbacks.onPlay, icon);
  const fast = createSpeed(words);
  const today = button("btn btn-quiet time-today", callbacks.onToday, words.today);
  const compare = button("btn time-compare", callbacks.onCompare, words.compare);
  const day = dateInput(words.day, (day) => callbacks.choose({ day }));
  const compared = dateInput(words.compared, (compared) => callbacks.choose({ compared }));
  const against = make("span", { class: "note", "aria-hidden": "true" }, words.against);
  const ofCompared = make("div", { class: "time-compared" }, against, compared);
  const showPlaying = (playing: boolean): void => {
    play.setAttribute("aria-label", playing ? words.pause : words.play);
    path.setAttribute("d", playing ? PAUSE : PLAY);
  };
  showPlaying(false);
  return {
    playback: make("div", { class: "time-playback" }, play, fast.element),
    dates: make("div", { class: "time-days" }, today, make("div", { class: "time-dates" }, day, ofCompared), compare),
    get speed() {
      return fast.speed;
    },
    show: (span, days) => {
      showDate(day, span, days.day);
      showDate(compared, span, days.compared ?? "");
      ofCompared.hidden = days.compared === null;
      compare.setAttribute("aria-pressed", String(days.compared !== null));
      today.classList.toggle("unneeded", days.day === span.last);
    },
    showPlaying,
  };
}

function button(kind: string, onClick: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const made = make("button", { type: "button", class: kind }, ...children);
  made.addEventListener("click", onClick);
  return made;
}

/** Each press is the next speed, and after the fastest the slowest. */
function createSpeed(words: TimeWords): { element: HTMLElement; readonly speed: Speed } {
  let at = 0;
  const now = (): Speed => SPEEDS[at % SPEEDS.length] ?? 1;
  const show = (): void => {
    element.textContent = `${now()}×`;
    element.setAttribute("aria-label", `${words.speed} ${now()}×`);
  };
  const element = button("btn btn-quiet time-speed", () => {
    at += 1;
    show();
  });
  show();
  return {
    element,
    get speed() {
      return now();
    },
  };
}

/** While a date is typed it is out of bounds most of the time: nothing moves until it is whole. */
function dateInput(name: string, onDay: (day: Day) => void): HTMLInputElement {
  const input = make("input", { type: "date", class: "form-control", "aria-label": name, required: true });
  input.addEventListener("change", () => {
    if (input.value && input.validity.valid) onDay(input.value);
  });
  return input;
}

/** Writing the same value again would throw a half typed part away. */
function showDate(input: HTMLInputElement, { first, last }: Span, day: Day): void {
  input.min = first;
  input.max = last;
  if (input.value !== day) input.value = day;
}
