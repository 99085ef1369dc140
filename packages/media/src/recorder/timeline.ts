import type { FragmentClock } from '@outrider/record/mp4';
import type { PackedUnit } from './messages.js';

const TICKS_PER_MS = 90;
/** Pictures may be sent so much before others that are shown earlier. */
const MOST_REORDER_MS = 1000;
/** The camera's clock may stray so far from ours between two pictures; beyond that it was set anew. */
const MOST_STRAY_MS = 10_000;
/** The camera's clock may run slower than ours by this part. */
const DRIFT = 0.0002;

export interface Placed {
  /** In the time of the file. */
  time_90khz: number;
  clock: FragmentClock;
}

/**
 * Puts pictures on the time of the file: the camera's own clock from the first picture on, kept growing when that clock is set anew
 * or the recorder begins again. UTC is the camera's where it tells; else the arrival of those pictures that came with the least
 * delay, so that a network that holds pictures up does not move them in time.
 */
export class Timeline {
  readonly #continues: boolean;
  /** RTP time at time 0 of the file. */
  #zero: number | null = null;
  #newest: number;
  #newestReceived_ms: number;
  #lastSent: number | null = null;
  #last = 0;
  /** UTC less file time by the quickest arrivals, and the file time at which that was found. */
  #arrival: { offset_ms: number; at_ms: number } | null = null;

  /** `after` is where an earlier recording of the same flight ended. */
  constructor(after: { time_90khz: number; utc_ms: number } | null) {
    this.#continues = after !== null;
    this.#newest = after?.time_90khz ?? 0;
    this.#newestReceived_ms = after?.utc_ms ?? 0;
  }

  /** RTP time at which the time of the file is 0; null before the first picture. */
  get zero_90khz(): number | null {
    return this.#zero;
  }

  place(unit: PackedUnit): Placed {
    // Two pictures at one moment cannot be shown.
    const time_90khz = unit.time_90khz === this.#lastSent ? this.#last + 1 : this.#fileTime(unit);
    this.#lastSent = unit.time_90khz;
    this.#last = time_90khz;
    if (time_90khz >= this.#newest) {
      this.#newest = time_90khz;
      this.#newestReceived_ms = unit.received_utc_ms;
    }
    return { time_90khz, clock: this.#clockOf(unit, time_90khz / TICKS_PER_MS) };
  }

  #fileTime(unit: PackedUnit): number {
    const passed = Math.max(0, unit.received_utc_ms - this.#newestReceived_ms) * TICKS_PER_MS;
    if (this.#zero === null && !this.#continues) this.#zero = unit.time_90khz;
    const time = this.#zero === null ? Number.NaN : unit.time_90khz - this.#zero;
    const step = time - this.#newest;
    const isSteady = Math.abs(step - passed) <= MOST_STRAY_MS * TICKS_PER_MS && step >= -MOST_REORDER_MS * TICKS_PER_MS;
    const isFirst = step === 0 && this.#newestReceived_ms === 0;
    if (time >= 0 && (isSteady || isFirst)) return time;
    const settled = Math.round(this.#newest + Math.max(1, passed));
    this.#zero = unit.time_90khz - settled;
    this.#arrival = null;
    return settled;
  }

  #clockOf({ captured_utc_ms, received_utc_ms }: PackedUnit, time_ms: number): FragmentClock {
    if (captured_utc_ms !== null) return { utc_ms: captured_utc_ms, captured: true };
    const offset = received_utc_ms - time_ms;
    const known = this.#arrival;
    const grown = known === null ? offset : known.offset_ms + Math.max(0, time_ms - known.at_ms) * DRIFT;
    const offset_ms = Math.min(offset, grown);
    this.#arrival = { offset_ms, at_ms: time_ms };
    return { utc_ms: time_ms + offset_ms, captured: false };
  }
}
