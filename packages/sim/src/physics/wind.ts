import type { Random } from '../random/index.js';
import type { Vector } from './vector.js';

const DEG = Math.PI / 180;
/** Gusts come and go in this time. */
const GUST_TIME_S = 3;
const DIRECTION_TIME_S = 40;
const REFERENCE_HEIGHT_M = 10;

/** Wind with gusts that follow a first-order random process, weaker near the ground (power law, exponent 0.15). */
export class Wind {
  speed_mps: number;
  from_deg: number;
  #gust = 0;
  #swing_deg = 0;
  readonly #random: Random;

  constructor(random: Random, speed_mps: number, from_deg: number) {
    this.#random = random;
    this.speed_mps = speed_mps;
    this.from_deg = from_deg;
  }

  /** Advances the gusts; answers the air's velocity at a height above ground. */
  step(dt_s: number, height_agl_m: number): Vector {
    const strength = 0.22 * this.speed_mps;
    this.#gust = wander(this.#gust, dt_s / GUST_TIME_S, strength, this.#random);
    this.#swing_deg = wander(this.#swing_deg, dt_s / DIRECTION_TIME_S, 12, this.#random);
    const profile = (Math.max(1, height_agl_m) / REFERENCE_HEIGHT_M) ** 0.15;
    const speed = Math.max(0, this.speed_mps + this.#gust) * profile;
    const toward = (this.from_deg + this.#swing_deg + 180) * DEG;
    return { east: speed * Math.sin(toward), north: speed * Math.cos(toward), up: 0 };
  }
}

/** One step of an Ornstein-Uhlenbeck process with the given standard deviation; `part` is step over time constant. */
export function wander(value: number, part: number, deviation: number, random: Random): number {
  const keep = Math.exp(-part);
  return value * keep + random.normal(deviation) * Math.sqrt(1 - keep * keep);
}
