/** So many ms apart, and two in one tick: a thousand vehicles within ten seconds. */
const GAP_MS = 10;
const AT_ONCE = 2;

/**
 * Lets many begin one after the other. A fleet that comes back at once, after a restart of the gateway, would otherwise be asked for
 * everything in the same moment, and its answers would meet a process that is busy asking. Who comes alone begins at once; a process
 * that falls behind lets fewer begin.
 */
export class Pacer {
  readonly #gapMs: number;
  readonly #atOnce: number;
  #room: number;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** One each `gapMs`, and after a pause up to `atOnce` in the same moment. */
  constructor(gapMs = GAP_MS, atOnce = AT_ONCE) {
    this.#gapMs = gapMs;
    this.#atOnce = atOnce;
    this.#room = atOnce;
  }

  /** True where the one who asks may begin now; the others ask again. */
  take(nowMs: number): boolean {
    this.#room = Math.min(this.#atOnce, this.#room + (nowMs - this.#lastMs) / this.#gapMs);
    this.#lastMs = nowMs;
    if (this.#room < 1) return false;
    this.#room -= 1;
    return true;
  }
}
