/** Flying by hand: sticks become velocities, a neutral stick means stay. */
import { clamp } from '../../geometry/index.js';
import type { Setpoint, Vector } from '../../physics/index.js';
import { horizontal, limitHorizontal } from '../../physics/index.js';
import { velocityTo } from './moves.js';
import { IDLE, task } from './task.js';
import type { Situation, Task } from './task.js';

/** Sticks, each -1 to 1; `up` 0 keeps the height. */
export interface Sticks {
  forward: number;
  right: number;
  up: number;
  turn: number;
}
export const NEUTRAL: Sticks = { forward: 0, right: 0, up: 0, turn: 0 };

export interface HandLimits {
  speed_mps: number;
  turn_deg_s: number;
}
const DEAD_ZONE = 0.05;

const live = (value: number): number => (Math.abs(value) < DEAD_ZONE ? 0 : value);

/** Forward and right of the nose turned into east and north. */
function overGround(sticks: Sticks, heading_deg: number, speed_mps: number): Vector {
  const heading = (heading_deg * Math.PI) / 180;
  const forward = live(sticks.forward) * speed_mps;
  const right = live(sticks.right) * speed_mps;
  return {
    east: forward * Math.sin(heading) + right * Math.cos(heading),
    north: forward * Math.cos(heading) - right * Math.sin(heading),
    up: 0,
  };
}

function vertical(up: number, s: Situation): number {
  const stick = live(up);
  return stick >= 0 ? stick * s.limits.climb_mps : stick * s.limits.descent_mps;
}

/** Position mode (LOITER, POSCTL): velocity from the sticks, position held when they are let go. */
export function positionByHand(read: () => Sticks, limits: HandLimits): Task {
  let rest: Vector | null = null;
  return task('hand_position', (s) => {
    const sticks = read();
    if (s.landed && live(sticks.up) <= 0) return IDLE;
    const wanted = limitHorizontal(overGround(sticks, s.heading_deg, limits.speed_mps), limits.speed_mps);
    wanted.up = vertical(sticks.up, s);
    const moved = horizontal(wanted) > 0;
    if (moved) rest = null;
    else if (!rest && horizontal(s.velocity) < 0.4) rest = { ...s.position };
    const velocity = rest ? { ...velocityTo(rest, s, 1.5) } : wanted;
    if (rest && wanted.up !== 0) rest = { ...rest, up: s.position.up };
    velocity.up = wanted.up !== 0 || !rest ? wanted.up : clamp(0.9 * (rest.up - s.position.up), -1, 1);
    return { velocity, heading: turning(sticks, limits), motors: 'flying' };
  });
}

function turning(sticks: Sticks, limits: HandLimits): Setpoint['heading'] {
  return { kind: 'rate', deg_s: live(sticks.turn) * limits.turn_deg_s };
}

/** Altitude or attitude mode: tilt pushes, nothing holds the place, the wind carries the aircraft along. */
export function driftByHand(read: () => Sticks, wind: () => Vector, limits: HandLimits): Task {
  return task('hand_drift', (s) => {
    const sticks = read();
    if (s.landed && live(sticks.up) <= 0) return IDLE;
    const push = overGround(sticks, s.heading_deg, limits.speed_mps);
    const air = wind();
    const velocity = { east: push.east + air.east, north: push.north + air.north, up: vertical(sticks.up, s) };
    return { velocity, heading: turning(sticks, limits), motors: 'flying' };
  });
}

/** Velocity as a computer asks for it (SET_POSITION_TARGET), stopped when it falls silent. */
export function velocityByComputer(read: () => { velocity: Vector; turn_deg_s: number } | null): Task {
  return task('velocity', (s) => {
    const wish = read();
    const velocity = limitHorizontal(wish?.velocity ?? { east: 0, north: 0, up: 0 }, s.limits.cruise_mps);
    return { velocity: { ...velocity }, heading: { kind: 'rate', deg_s: wish?.turn_deg_s ?? 0 }, motors: 'flying' };
  });
}
