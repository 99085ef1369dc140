/** The simple movements that everything else is made of. */
import { bearingDeg, clamp } from '../../geometry/index.js';
import type { Setpoint, Vector } from '../../physics/index.js';
import { horizontal, limitHorizontal } from '../../physics/index.js';
import { IDLE, task } from './task.js';
import type { Situation, Task } from './task.js';

/** Deceleration that approaches plan with, m/s2. */
const APPROACH_DECELERATION = 2.2;
const POSITION_GAIN = 0.9;
const ACCEPT_HORIZONTAL_M = 1.5;
const ACCEPT_VERTICAL_M = 0.8;
const TURN_DISTANCE_M = 6;

/** Speed at a distance such that the aircraft can still stop there. */
function approachSpeed(distance_m: number, limit_mps: number): number {
  return Math.min(limit_mps, POSITION_GAIN * distance_m, Math.sqrt(2 * APPROACH_DECELERATION * distance_m));
}

/** Velocity towards a point with the vertical part flown at its own speed. */
export function velocityTo(target: Vector, s: Situation, speed_mps: number): Vector {
  const east = target.east - s.position.east;
  const north = target.north - s.position.north;
  const up = target.up - s.position.up;
  const distance = Math.hypot(east, north);
  const speed = approachSpeed(distance, speed_mps);
  const scale = distance > 0.001 ? speed / distance : 0;
  return {
    east: east * scale,
    north: north * scale,
    up: clamp(POSITION_GAIN * up, -s.limits.descent_mps, s.limits.climb_mps),
  };
}

export function isAt(target: Vector, s: Situation, horizontal_m = ACCEPT_HORIZONTAL_M): boolean {
  const away = Math.hypot(target.east - s.position.east, target.north - s.position.north);
  return away < horizontal_m && Math.abs(target.up - s.position.up) < ACCEPT_VERTICAL_M;
}

export interface GoToOptions {
  speed_mps?: number | null;
  /** course: nose along the way; a number: that heading, degrees. */
  heading?: 'course' | 'keep' | number;
  /** Heading to take after arrival. */
  final_heading_deg?: number | null;
  /** Only these metres from the point count as arrived. */
  accept_m?: number;
}

function headingOnWay(target: Vector, s: Situation, options: GoToOptions): Setpoint['heading'] {
  const { heading = 'course', final_heading_deg = null } = options;
  if (typeof heading === 'number') return { kind: 'to', deg: heading };
  const east = target.east - s.position.east;
  const north = target.north - s.position.north;
  const near = Math.hypot(east, north) < TURN_DISTANCE_M;
  if (near && final_heading_deg !== null) return { kind: 'to', deg: final_heading_deg };
  if (heading === 'keep' || near) return { kind: 'keep' };
  return { kind: 'to', deg: bearingDeg({ east_m: east, north_m: north }) };
}

/** Flies to a point and stays there; `done` on arrival. */
export function goTo(target: Vector, options: GoToOptions = {}): Task {
  return task('go_to', (s, self) => {
    self.done ||= isAt(target, s, options.accept_m);
    const velocity = velocityTo(target, s, options.speed_mps ?? s.limits.cruise_mps);
    return { velocity, heading: headingOnWay(target, s, options), motors: 'flying' };
  });
}

/** Stops as fast as it can and stays where it came to rest. */
export function brake(): Task {
  let rest: Vector | null = null;
  return task('brake', (s, self) => {
    if (!rest && horizontal(s.velocity) < 0.4 && Math.abs(s.velocity.up) < 0.4) rest = { ...s.position };
    self.done = rest !== null;
    const velocity = rest ? velocityTo(rest, s, 2) : { east: 0, north: 0, up: 0 };
    return { velocity, heading: { kind: 'keep' }, motors: 'flying' };
  });
}

/** Straight up (or down) to a height above mean sea level over the place where it began. */
export function climbTo(altitude_amsl_m: number): Task {
  let over: Vector | null = null;
  return task('climb', (s, self) => {
    over ??= { ...s.position, up: altitude_amsl_m };
    self.done ||= Math.abs(altitude_amsl_m - s.position.up) < ACCEPT_VERTICAL_M;
    return { velocity: velocityTo(over, s, 3), heading: { kind: 'keep' }, motors: 'flying' };
  });
}

export interface OrbitOptions {
  centre: Vector;
  radius_m: number;
  speed_mps: number;
  clockwise: boolean;
  /** degrees to fly, null = for ever */
  sweep_deg?: number | null;
}

/** Circles around a point with the nose towards it. */
export function orbit({ centre, radius_m, speed_mps, clockwise, sweep_deg = null }: OrbitOptions): Task {
  const sign = clockwise ? 1 : -1;
  let flown_deg = 0;
  return task('orbit', (s, self) => {
    const east = s.position.east - centre.east;
    const north = s.position.north - centre.north;
    const distance = Math.max(0.5, Math.hypot(east, north));
    const out = { east: east / distance, north: north / distance };
    // Clockwise seen from above: to the right of the outward direction.
    const along = { east: sign * out.north, north: -sign * out.east };
    const inward = clamp(0.7 * (distance - radius_m), -speed_mps, speed_mps);
    const near = Math.abs(distance - radius_m) < Math.max(2, 0.2 * radius_m);
    const speed = near ? speed_mps : 0.3 * speed_mps;
    if (near) flown_deg += ((speed * s.dt_s) / radius_m) * (180 / Math.PI);
    self.done ||= sweep_deg !== null && flown_deg >= sweep_deg;
    const flat = {
      east: along.east * speed - out.east * inward,
      north: along.north * speed - out.north * inward,
      up: 0,
    };
    const velocity = limitHorizontal(flat, s.limits.cruise_mps);
    velocity.up = clamp(POSITION_GAIN * (centre.up - s.position.up), -s.limits.descent_mps, s.limits.climb_mps);
    const heading = bearingDeg({ east_m: -east, north_m: -north });
    return { velocity, heading: { kind: 'to', deg: heading }, motors: 'flying' };
  });
}

const FLARE_HEIGHT_M = 10;

/** Descends over a place, slowly for the last ten metres above the take-off height; `done` when it stands. */
export function land(place?: Vector): Task {
  let over = place;
  return task('land', (s, self) => {
    self.done ||= s.landed;
    if (s.landed) return IDLE;
    over ??= { ...s.position };
    const height = s.position.up - s.home.up;
    const speed = height > FLARE_HEIGHT_M ? s.limits.descent_mps : s.limits.land_mps;
    const velocity = velocityTo(over, s, s.limits.cruise_mps);
    return { velocity: { ...velocity, up: -speed }, heading: { kind: 'keep' }, motors: 'flying' };
  });
}

/** Descends without knowing where it is: the wind carries it. */
export function descendBlind(wind: () => Vector): Task {
  return task('descend', (s, self) => {
    self.done ||= s.landed;
    if (s.landed) return IDLE;
    const { east, north } = wind();
    return { velocity: { east, north, up: -s.limits.land_mps }, heading: { kind: 'keep' }, motors: 'flying' };
  });
}

/** Stands with turning propellers until told otherwise. */
export function stand(): Task {
  return task('stand', () => IDLE);
}
