/**
 * Something done every so often, in steps from its first time. Vehicles that begin at different times never fall into step with
 * each other, not even after a stall: what all of them do in one tick would hold up the sticks of one.
 */
export class Rhythm {
  readonly #everyMs: number;
  #dueMs: number;

  constructor(everyMs: number, firstMs: number) {
    this.#everyMs = everyMs;
    this.#dueMs = firstMs;
  }

  /** True once a period; periods that were missed are not made up for. */
  isDue(nowMs: number): boolean {
    if (nowMs < this.#dueMs) return false;
    this.#dueMs += this.#everyMs * (Math.floor((nowMs - this.#dueMs) / this.#everyMs) + 1);
    return true;
  }
}

/** A rhythm that begins within one period from now, at a moment that follows from the name. */
export function spreadRhythm(everyMs: number, nowMs: number, name: string): Rhythm {
  return new Rhythm(everyMs, nowMs + (hash(name) % everyMs));
}

/** Small and steady; only spreads work. */
function hash(text: string): number {
  let sum = 0;
  for (let index = 0; index < text.length; index++) sum = (sum * 31 + text.charCodeAt(index)) % 65_521;
  return sum;
}
