/** How long the baseline holds: clocks of two machines drift apart by less than a millisecond meanwhile. */
const WINDOW_MS = 30_000;

/**
 * How late messages of one sender come, from the sender's own clock, of which only differences count: the quickest of the last
 * half to one minute is taken for on time. What hung in a stalled connection is told apart by it from what was sent just now.
 */
export class Transit {
  #quickest = Number.POSITIVE_INFINITY;
  #before = Number.POSITIVE_INFINITY;
  #sinceMs = Number.NEGATIVE_INFINITY;

  /** Milliseconds by which a message sent at `sentAtMs` is later than the quickest. `nowMs` is monotonic. */
  delayMs(sentAtMs: number, nowMs: number): number {
    const apart = nowMs - sentAtMs;
    if (nowMs - this.#sinceMs >= WINDOW_MS) {
      this.#before = nowMs - this.#sinceMs >= 2 * WINDOW_MS ? Number.POSITIVE_INFINITY : this.#quickest;
      this.#quickest = Number.POSITIVE_INFINITY;
      this.#sinceMs = nowMs;
    }
    this.#quickest = Math.min(this.#quickest, apart);
    return apart - Math.min(this.#quickest, this.#before);
  }
}
