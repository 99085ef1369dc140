import type { Random } from '../random/index.js';
import type { Vector } from './vector.js';
import { wander } from './wind.js';

/** What can be wrong with satellite positioning. */
export type GnssFault = 'none' | 'lost' | 'degraded';

export interface GnssFix {
  /** MAVLink GPS_FIX_TYPE */
  fix_type: number;
  satellites: number;
  hdop: number;
  vdop: number;
  /** Estimate minus truth, metres. */
  error: Vector;
}

const ERROR_TIME_S = 60;
/** Standard deviations of the slow error with a good, dual-band receiver, metres. */
const HORIZONTAL_M = 0.12;
const VERTICAL_M = 0.2;

/** A receiver whose error wanders slowly; it finds its satellites some time after power-on. */
export class Gnss {
  fault: GnssFault = 'none';
  #error: Vector = { east: 0, north: 0, up: 0 };
  #since_start_s = 0;
  #satellites: number;
  readonly #first_fix_s: number;
  readonly #random: Random;

  /** @param first_fix_s time from power-on to a 3D fix */
  constructor(random: Random, first_fix_s: number) {
    this.#random = random;
    this.#first_fix_s = first_fix_s;
    this.#satellites = random.integer(14, 19);
  }

  restart(): void {
    this.#since_start_s = 0;
  }

  step(dt_s: number): void {
    this.#since_start_s += dt_s;
    const worse = this.fault === 'degraded' ? 12 : 1;
    const part = dt_s / ERROR_TIME_S;
    this.#error = {
      east: wander(this.#error.east, part, HORIZONTAL_M * worse, this.#random),
      north: wander(this.#error.north, part, HORIZONTAL_M * worse, this.#random),
      up: wander(this.#error.up, part, VERTICAL_M * worse, this.#random),
    };
    if (this.#random.chance(dt_s / 20)) this.#satellites = this.#random.integer(14, 19);
  }

  get fix(): GnssFix {
    const error = this.#error;
    if (this.fault === 'lost' || this.#since_start_s < this.#first_fix_s / 2) {
      return { fix_type: 1, satellites: 0, hdop: 99.99, vdop: 99.99, error };
    }
    if (this.#since_start_s < this.#first_fix_s) return { fix_type: 2, satellites: 5, hdop: 3.4, vdop: 5, error };
    if (this.fault === 'degraded') return { fix_type: 3, satellites: 6, hdop: 2.9, vdop: 4.1, error };
    return { fix_type: 3, satellites: this.#satellites, hdop: 0.6 + 0.02 * (19 - this.#satellites), vdop: 0.9, error };
  }
}
