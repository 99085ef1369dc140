import type { Clock } from '@outrider/runtime/clocks';
import type { LinkFaults } from '@outrider/schema';
import type { Random } from '../random/index.js';

export const PERFECT_LINK: LinkFaults = { loss: 0, duplicate: 0, reorder: 0, delay_ms: 0, jitter_ms: 0, cut: false };
/** Datagrams under way; more are lost, as in a radio whose buffer is full. */
const MAX_UNDER_WAY = 2000;

/** One direction of a link: loses, delays, doubles and reorders datagrams, by a seed. */
export class FaultyChannel {
  faults: LinkFaults = { ...PERFECT_LINK };
  lost = 0;
  delivered = 0;
  #underWay = 0;
  #lastDue_ms = 0;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #deliver: (bytes: Uint8Array) => void;

  constructor(clock: Clock, random: Random, deliver: (bytes: Uint8Array) => void) {
    this.#clock = clock;
    this.#random = random;
    this.#deliver = deliver;
  }

  /** Takes a datagram; the bytes must not change afterwards. */
  send(bytes: Uint8Array): void {
    const { cut, loss, duplicate } = this.faults;
    if (cut || (loss > 0 && this.#random.chance(loss))) {
      this.lost++;
      return;
    }
    this.#schedule(bytes);
    if (duplicate > 0 && this.#random.chance(duplicate)) this.#schedule(bytes);
  }

  #schedule(bytes: Uint8Array): void {
    const { delay_ms, jitter_ms, reorder } = this.faults;
    if (delay_ms === 0 && jitter_ms === 0 && reorder === 0) return this.#arrive(bytes);
    if (this.#underWay >= MAX_UNDER_WAY) {
      this.lost++;
      return;
    }
    const now_ms = this.#clock.monotonicMs();
    const jitter = jitter_ms > 0 ? Math.abs(this.#random.normal(jitter_ms)) : 0;
    const overtaken = reorder > 0 && this.#random.chance(reorder);
    // Unless it is overtaken, a datagram never arrives before the one sent earlier.
    const due_ms = Math.max(now_ms + delay_ms + jitter, overtaken ? 0 : this.#lastDue_ms) + (overtaken ? 30 : 0);
    if (!overtaken) this.#lastDue_ms = due_ms;
    this.#underWay++;
    this.#clock.setTimeout(() => {
      this.#underWay--;
      // A link that is cut loses what is under way, too.
      if (this.faults.cut) this.lost++;
      else this.#arrive(bytes);
    }, due_ms - now_ms);
  }

  #arrive(bytes: Uint8Array): void {
    this.delivered++;
    this.#deliver(bytes);
  }
}
