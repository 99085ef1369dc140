import type { Performance } from '@outrider/schema';
import { clamp, wrap180, wrap360 } from '../geometry/index.js';
import type { Vector } from './vector.js';
import { horizontal, limitHorizontal, subtract, ZERO } from './vector.js';

/** What the autopilot's control loops are asked to fly. */
export interface Setpoint {
  /** over ground, m/s */
  velocity: Vector;
  heading: { kind: 'keep' } | { kind: 'rate'; deg_s: number } | { kind: 'to'; deg: number };
  motors: 'off' | 'idle' | 'flying';
}

const GRAVITY = 9.80665;
const MAX_TILT_ACCELERATION = 4.2;
const MAX_CLIMB_ACCELERATION = 3;
const VELOCITY_GAIN = 1.8;
/** Attitude follows its command in this time. */
const TILT_TIME_S = 0.16;
const YAW_RATE_DEG_S = 70;
/** Air drag of a multicopter, 1/s: m/s2 of deceleration for each m/s of airspeed. */
const DRAG = 0.12;
const PROPULSIVE_EFFICIENCY = 0.65;
const AVIONICS_W = 12;
const DEG = 180 / Math.PI;

/** Mass-point multicopter: accelerates by tilting, climbs by thrust, is carried by wind, stands on the ground. */
export class Body {
  /** East and north of the local frame's origin; `up` is height above mean sea level. */
  readonly position: Vector;
  velocity: Vector = { ...ZERO };
  heading_deg: number;
  yaw_rate_deg_s = 0;
  roll_deg = 0;
  pitch_deg = 0;
  power_w = AVIONICS_W;
  on_ground = true;
  #acceleration: Vector = { ...ZERO };
  readonly #performance: Performance;

  constructor(performance: Performance, position: Vector, heading_deg: number) {
    this.#performance = performance;
    this.position = { ...position };
    this.heading_deg = heading_deg;
  }

  get acceleration(): Readonly<Vector> {
    return this.#acceleration;
  }

  step(dt_s: number, setpoint: Setpoint, wind: Vector, ground_amsl_m: number): void {
    if (setpoint.motors === 'flying') this.#fly(dt_s, setpoint, wind);
    else if (this.on_ground) this.#rest(setpoint.motors);
    else this.#fall(dt_s, wind);
    this.position.east += this.velocity.east * dt_s;
    this.position.north += this.velocity.north * dt_s;
    this.position.up += this.velocity.up * dt_s;
    this.#touch(ground_amsl_m);
  }

  #rest(motors: Setpoint['motors']): void {
    this.velocity = { ...ZERO };
    this.#acceleration = { ...ZERO };
    [this.roll_deg, this.pitch_deg, this.yaw_rate_deg_s] = [0, 0, 0];
    this.power_w = motors === 'idle' ? AVIONICS_W + 0.12 * this.#performance.hover_power_w : AVIONICS_W;
  }

  /** Without motors: gravity and the wind. */
  #fall(dt_s: number, wind: Vector): void {
    const air = subtract(this.velocity, wind);
    this.velocity = {
      east: this.velocity.east - DRAG * air.east * dt_s,
      north: this.velocity.north - DRAG * air.north * dt_s,
      up: Math.max(-25, this.velocity.up - GRAVITY * dt_s),
    };
    this.power_w = AVIONICS_W;
  }

  #fly(dt_s: number, setpoint: Setpoint, wind: Vector): void {
    const p = this.#performance;
    // Against a strong wind the aircraft reaches its airspeed limit before the wanted ground speed.
    const air = limitHorizontal(subtract(setpoint.velocity, wind), p.max_speed_mps);
    const wanted = {
      east: air.east + wind.east,
      north: air.north + wind.north,
      up: clamp(setpoint.velocity.up, -p.descent_speed_mps, p.climb_speed_mps),
    };
    const error = subtract(wanted, this.velocity);
    const push = limitHorizontal(
      { east: VELOCITY_GAIN * error.east, north: VELOCITY_GAIN * error.north, up: 0 },
      MAX_TILT_ACCELERATION,
    );
    push.up = clamp(VELOCITY_GAIN * error.up, -MAX_CLIMB_ACCELERATION, MAX_CLIMB_ACCELERATION);
    const follow = 1 - Math.exp(-dt_s / TILT_TIME_S);
    const a = this.#acceleration;
    this.#acceleration = {
      east: a.east + (push.east - a.east) * follow,
      north: a.north + (push.north - a.north) * follow,
      up: a.up + (push.up - a.up) * follow,
    };
    this.velocity = {
      east: this.velocity.east + this.#acceleration.east * dt_s,
      north: this.velocity.north + this.#acceleration.north * dt_s,
      up: this.velocity.up + this.#acceleration.up * dt_s,
    };
    this.#turn(dt_s, setpoint.heading);
    this.#attitude(wind);
    this.power_w = this.#power(wind);
  }

  #turn(dt_s: number, heading: Setpoint['heading']): void {
    let rate = 0;
    if (heading.kind === 'rate') rate = heading.deg_s;
    if (heading.kind === 'to') rate = wrap180(heading.deg - this.heading_deg) * 2;
    this.yaw_rate_deg_s = clamp(rate, -YAW_RATE_DEG_S, YAW_RATE_DEG_S);
    this.heading_deg = wrap360(this.heading_deg + this.yaw_rate_deg_s * dt_s);
  }

  /** Tilt that makes the acceleration and holds against the drag of the air. */
  #attitude(wind: Vector): void {
    const air = subtract(this.velocity, wind);
    const east = this.#acceleration.east + DRAG * air.east;
    const north = this.#acceleration.north + DRAG * air.north;
    const heading = this.heading_deg / DEG;
    const forward = east * Math.sin(heading) + north * Math.cos(heading);
    const right = east * Math.cos(heading) - north * Math.sin(heading);
    this.pitch_deg = -Math.atan2(forward, GRAVITY) * DEG;
    this.roll_deg = Math.atan2(right, GRAVITY) * DEG;
  }

  /**
   * Electric power: between hover and cruise along a parabola with a dip (translational lift), cubic drag beyond cruise,
   * plus the work of climbing; descending saves a fifth of it.
   */
  #power(wind: Vector): number {
    const p = this.#performance;
    const airspeed = horizontal(subtract(this.velocity, wind));
    const ratio = airspeed / p.cruise_speed_mps;
    const level =
      ratio <= 1
        ? p.hover_power_w + (p.cruise_power_w - p.hover_power_w) * ratio - 0.1 * p.hover_power_w * ratio * (1 - ratio)
        : p.cruise_power_w * (0.55 + 0.45 * ratio ** 3);
    const work = (p.mass_kg * GRAVITY * this.velocity.up) / PROPULSIVE_EFFICIENCY;
    return AVIONICS_W + level + (work > 0 ? work : 0.2 * work);
  }

  #touch(ground_amsl_m: number): void {
    this.on_ground = this.position.up <= ground_amsl_m + 0.01 && this.velocity.up <= 0.05;
    if (this.position.up < ground_amsl_m) {
      this.position.up = ground_amsl_m;
      if (this.velocity.up < 0) this.velocity.up = 0;
    }
    if (this.on_ground) {
      this.velocity.east *= 0.5;
      this.velocity.north *= 0.5;
    }
  }
}
