/** At a usual rate a stream that says nothing for this long is dead. */
export const STALE_AFTER_MS = 1000;
const LATEST_STALE_MS = 5000;
const INTERVALS_MISSED = 2.5;

/** How often pictures come, and after which silence they have stopped: a camera of one picture a second is not dead after one. */
export class PicturePace {
  #lastMs: number | null = null;
  #intervalMs: number | null = null;

  take(nowMs: number): void {
    const gapMs = this.#lastMs === null ? null : Math.min(nowMs - this.#lastMs, LATEST_STALE_MS);
    this.#lastMs = nowMs;
    if (gapMs !== null) this.#intervalMs = this.#intervalMs === null ? gapMs : 0.8 * this.#intervalMs + 0.2 * gapMs;
  }

  get staleAfterMs(): number {
    return Math.min(LATEST_STALE_MS, Math.max(STALE_AFTER_MS, INTERVALS_MISSED * (this.#intervalMs ?? 0)));
  }
}
