/** What the time bar says, translated. */
export interface TimeWords {
  /** "Time": names the bar as a whole */
  bar: string;
  /** "Play the history" */
  play: string;
  /** "Pause" */
  pause: string;
  /** "Speed": before `2×` */
  speed: string;
  /** "Day shown" */
  day: string;
  /** "Compared day" */
  compared: string;
  /** "Today" */
  today: string;
  /** "Compare": switches the comparison on and off */
  compare: string;
  /** "vs": before the compared day's date */
  against: string;
  /** "Jan" … "Dec", twelve */
  months: readonly string[];
}
