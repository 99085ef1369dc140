/** Longest pause that is kept: recorders were switched off and on, and nobody waits for that. */
const LONGEST_PAUSE_MS = 5000;

/** When each frame of a log is due, in milliseconds after the first, at a speed. Time that goes back stands still. */
export class Pacing {
  readonly #speed: number;
  #last_us: number | null = null;
  #due_ms = 0;
  recorded_ms = 0;
  shortened_ms = 0;

  constructor(speed: number) {
    this.#speed = speed;
  }

  dueMs(time_us: number): number {
    const gap_ms = this.#last_us === null ? 0 : Math.max(0, (time_us - this.#last_us) / 1000);
    const kept_ms = Math.min(gap_ms, LONGEST_PAUSE_MS);
    // A clock that was set back or forward while recording starts a new count from there.
    this.#last_us = time_us;
    this.recorded_ms += gap_ms;
    this.shortened_ms += gap_ms - kept_ms;
    this.#due_ms += kept_ms / this.#speed;
    return this.#due_ms;
  }
}
