const WINDOW_MS = 5 * 60_000;
// An address holds a few hundred bytes; whoever has more addresses than this guesses no faster for it.
const MOST_KEYS = 10_000;

/** Counts what is allowed only so often in five minutes, by key. Bounded: the oldest keys are forgotten. */
export class OftenLimit {
  readonly #most: number;
  readonly #windowMs: number;
  readonly #times = new Map<string, number[]>();

  constructor(most: number, windowMs = WINDOW_MS) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Seconds to wait until there is room for one more; 0 = now. */
  waitS(key: string, nowMs: number): number {
    const times = this.#recent(key, nowMs);
    const deciding = times.at(-this.#most);
    return deciding === undefined ? 0 : Math.max(1, Math.ceil((deciding + this.#windowMs - nowMs) / 1000));
  }

  add(key: string, nowMs: number): void {
    const times = this.#recent(key, nowMs);
    this.#times.delete(key);
    this.#times.set(key, [...times, nowMs].slice(-this.#most));
    const [oldest] = this.#times.keys();
    if (this.#times.size > MOST_KEYS && oldest !== undefined) this.#times.delete(oldest);
  }

  #recent(key: string, nowMs: number): number[] {
    return (this.#times.get(key) ?? []).filter((at) => at > nowMs - this.#windowMs);
  }
}
