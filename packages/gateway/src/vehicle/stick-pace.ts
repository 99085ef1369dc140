const REPEAT_EVERY_MS = 20;
/** Ticks come a little early or late. */
const TOLERANCE_MS = 2;
/** Two fresh frames closer than this would only crowd a narrow radio link. */
const FRESH_GAP_MS = 8;

/**
 * When sticks go out. A fresh frame goes at once, whenever the last repetition went: held back until the next tick it would be as
 * old as the one after it. One that follows another too closely goes with the next tick; without any, the last are repeated.
 */
export class StickPace {
  #sentMs = Number.NEGATIVE_INFINITY;
  #freshMs = Number.NEGATIVE_INFINITY;
  #heldBack = false;

  /** A fresh frame came in. True when it is to be sent now. */
  isFreshDue(nowMs: number): boolean {
    this.#heldBack = nowMs - this.#freshMs < FRESH_GAP_MS;
    if (!this.#heldBack) this.#freshMs = nowMs;
    return !this.#heldBack;
  }

  /** True when the sticks are to be sent on a tick. */
  isTickDue(nowMs: number): boolean {
    return this.#heldBack || this.sinceSentMs(nowMs) >= REPEAT_EVERY_MS - TOLERANCE_MS;
  }

  sinceSentMs(nowMs: number): number {
    return nowMs - this.#sentMs;
  }

  /** Sticks, or neutral, went out. */
  sent(nowMs: number): void {
    this.#sentMs = nowMs;
    this.#heldBack = false;
  }
}
