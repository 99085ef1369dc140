import { Unwrapped } from '../../feed/rtp.js';

const ASK_EVERY_MS = 50;
const ASK_TIMES = 10;
const MAX_MISSING = 500;
/** A longer hole is no loss but another beginning. */
const MAX_HOLE = 200;

/** Finds out which packets did not arrive and when to ask for them again (generic NACK, RFC 4585 section 6.2.1). */
export class PacketRepair {
  readonly #sequence = new Unwrapped(16);
  readonly #missing = new Map<number, { asked: number; dueMs: number }>();
  #highest: number | null = null;
  /** Packets that came when asked for, and those that never did. */
  repaired = 0;
  lost = 0;

  /** @param nowMs monotonic */
  take(sequence: number, nowMs: number): void {
    const number = this.#sequence.next(sequence);
    const highest = this.#highest;
    if (this.#missing.delete(number)) this.repaired += 1;
    if (highest !== null && number <= highest) return;
    this.#highest = number;
    if (highest === null || number - highest > MAX_HOLE) return this.#missing.clear();
    // A moment's patience: packets overtake each other on the way.
    for (let lost = highest + 1; lost < number; lost++) this.#missing.set(lost, { asked: 0, dueMs: nowMs + 5 });
    while (this.#missing.size > MAX_MISSING) this.#giveUp(this.#missing.keys().next().value!);
  }

  /** Sequence numbers to ask for now; what was asked for ten times is given up. */
  due(nowMs: number): number[] {
    const due: number[] = [];
    for (const [number, state] of this.#missing) {
      if (state.dueMs > nowMs) continue;
      if (state.asked >= ASK_TIMES) this.#giveUp(number);
      else {
        state.asked += 1;
        state.dueMs = nowMs + ASK_EVERY_MS;
        due.push(number & 0xffff);
      }
    }
    return due;
  }

  #giveUp(number: number): void {
    this.#missing.delete(number);
    this.lost += 1;
  }
}
