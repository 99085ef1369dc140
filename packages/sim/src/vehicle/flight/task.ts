import type { Setpoint, Vector } from '../../physics/index.js';

/** Speeds that the autopilot's parameters allow, m/s. */
export interface SpeedLimits {
  cruise_mps: number;
  climb_mps: number;
  descent_mps: number;
  /** last metres of a landing */
  land_mps: number;
}

/** What a flight task knows: the estimate, never the truth. */
export interface Situation {
  now_ms: number;
  dt_s: number;
  /** east and north of the local origin; `up` AMSL */
  position: Vector;
  velocity: Vector;
  heading_deg: number;
  home: Vector;
  landed: boolean;
  limits: SpeedLimits;
}

/** Something the autopilot is busy with. */
export interface Task {
  readonly name: string;
  step(situation: Situation): Setpoint;
  done: boolean;
}

export const MOTORS_OFF: Setpoint = {
  velocity: { east: 0, north: 0, up: 0 },
  heading: { kind: 'keep' },
  motors: 'off',
};
export const IDLE: Setpoint = { ...MOTORS_OFF, motors: 'idle' };

/** A task from one function; `step` answers null once it is done and keeps the last setpoint's place. */
export function task(name: string, step: (situation: Situation, self: Task) => Setpoint): Task {
  const self: Task = { name, done: false, step: (situation) => step(situation, self) };
  return self;
}
