/** Steps from one day of change to the next; the page draws between two steps, so that none is missed. */
export interface Playback {
  readonly playing: boolean;
  play(): void;
  pause(): void;
  /** Once the page has drawn: the time to the next step starts here. */
  drawn(): void;
}

/** `step` returns whether there is more to play; `wait` the milliseconds until then. */
export function createPlayback(
  step: () => boolean,
  wait: () => number,
  onState: (playing: boolean) => void,
): Playback {
  let playing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const set = (now: boolean): void => {
    clearTimeout(timer);
    if (now === playing) return;
    playing = now;
    onState(playing);
  };
  return {
    get playing() {
      return playing;
    },
    play: () => set(true),
    pause: () => set(false),
    drawn: () => {
      clearTimeout(timer);
      if (playing) timer = setTimeout(() => !step() && set(false), wait());
    },
  };
}
