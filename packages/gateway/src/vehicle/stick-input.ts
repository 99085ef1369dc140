import { Transit } from '@outrider/core/command';
import type { StickFrame } from '@outrider/core/command';
import type { StickInput } from '@outrider/schema';

/** A gap this long means that nobody is at the sticks: neutral is sent from then on. */
export const NEUTRAL_AFTER_MS = 300;
/** Held up on the way by more than this, a frame says what was wanted then, not now. */
const STALE_AFTER_MS = 300;
const SEQUENCE_HALF = 2 ** 31;
const NEUTRAL: StickInput = { forward: 0, right: 0, up: 0, turn: 0 };
/** Moved beyond this a stick is meant, not touched. */
const DEFLECTED = 0.15;

/** The newest sticks of one lease. Old, repeated and held-up frames are dropped. */
export class StickInputs {
  #epoch: number | null = null;
  #sequence = 0;
  #transit = new Transit();
  #input: StickInput = NEUTRAL;
  #arrivedMs = Number.NEGATIVE_INFINITY;
  /** They have been in the middle since the last order. */
  #letGo = true;

  /** True when the frame was taken. The caller has checked that its epoch is that of the lease. */
  take(frame: StickFrame, nowMs: number): boolean {
    const fresh = this.#epoch !== frame.epoch;
    if (fresh) this.#transit = new Transit();
    const ahead = (frame.sequence - this.#sequence) >>> 0;
    if (!fresh && (ahead === 0 || ahead >= SEQUENCE_HALF)) return false;
    if (this.#transit.delayMs(frame.sent_at_ms, nowMs) > STALE_AFTER_MS) return false;
    this.#epoch = frame.epoch;
    this.#sequence = frame.sequence;
    this.#input = frame.input;
    this.#arrivedMs = nowMs;
    this.#letGo ||= !isDeflected(frame.input);
    return true;
  }

  /** What is to be sent now: the sticks, or neutral where none have come for a while. */
  current(nowMs: number): StickInput {
    return nowMs - this.#arrivedMs >= NEUTRAL_AFTER_MS ? NEUTRAL : this.#input;
  }

  /** Moved out of the middle: a stick that is only held on while an order is given does not take the order back. */
  get moved(): boolean {
    return this.#letGo && isDeflected(this.#input);
  }

  /** Another holder begins in the middle, and so does whoever gave an order. */
  reset(): void {
    this.#epoch = null;
    this.#letGo = false;
    this.#input = NEUTRAL;
    this.#arrivedMs = Number.NEGATIVE_INFINITY;
  }
}

function isDeflected(input: StickInput): boolean {
  return Object.values(input).some((axis) => Math.abs(axis) > DEFLECTED);
}
