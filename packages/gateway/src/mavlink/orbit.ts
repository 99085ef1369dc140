/** Circling for autopilots without a command for it: ArduCopter is led around the ring in GUIDED, a few points a second. */
import { bearing, destination, distance } from '@outrider/core/geo';
import { positionOf } from '@outrider/core/vehicle';
import type { VehicleState } from '@outrider/core/vehicle';
import type { Action } from '@outrider/schema';
import { MavFrame } from './enums.js';
import type { Sender } from './sender.js';

type Orbit = Extract<Action, { kind: 'orbit' }>;

const EVERY_MS = 250;
/** How far ahead on the ring the target lies, in degrees at least, and in seconds of flight. */
const LEAD_S = 1.5;
const LEAST_LEAD_DEG = 8;
const SPEED_MPS = 5;
/** SET_POSITION_TARGET_GLOBAL_INT: use position and yaw; ignore velocity, acceleration and yaw rate. */
const POSITION_AND_YAW = 0b1001_1111_1000;
const RADIANS = Math.PI / 180;

export class OrbitGuide {
  readonly #sender: Sender;
  #orbit: { action: Orbit; height_m: number } | null = null;
  #dueMs = 0;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  get active(): boolean {
    return this.#orbit !== null;
  }

  /** Begins to lead; the vehicle has to be in GUIDED. False when its height is not known. */
  start(action: Orbit, state: VehicleState): boolean {
    const height_m = action.height_above_takeoff_m ?? state.height_above_takeoff_m;
    this.#orbit = height_m === null ? null : { action, height_m };
    this.#dueMs = 0;
    return this.#orbit !== null;
  }

  stop(): void {
    this.#orbit = null;
  }

  /** Any other mode ends it: somebody wants something else. */
  tick(state: VehicleState, nowMs: number): void {
    if (!this.#orbit || nowMs < this.#dueMs) return;
    if (state.mode !== 'guided') return this.stop();
    this.#dueMs = nowMs + EVERY_MS;
    const position = positionOf(state);
    if (position) this.#lead(this.#orbit.action, this.#orbit.height_m, position);
  }

  #lead(action: Orbit, heightM: number, position: { latitude_deg: number; longitude_deg: number }): void {
    const centre = { latitude_deg: action.latitude_deg, longitude_deg: action.longitude_deg };
    const away = distance(centre, position);
    // Far off it flies straight to the ring first; the lead would only bend its way.
    const lead = away > action.radius_m * 2 ? 0 : leadDegrees(action.radius_m);
    const at = bearing(centre, position) + (action.clockwise ? lead : -lead);
    const target = destination(centre, at, action.radius_m);
    this.#sender.send('SET_POSITION_TARGET_GLOBAL_INT', {
      time_boot_ms: 0,
      target_system: this.#sender.target_system,
      target_component: this.#sender.target_component,
      coordinate_frame: MavFrame.GLOBAL_RELATIVE_ALT_INT,
      type_mask: POSITION_AND_YAW,
      lat_int: Math.round(target.latitude_deg * 1e7),
      lon_int: Math.round(target.longitude_deg * 1e7),
      alt: heightM,
      vx: 0,
      vy: 0,
      vz: 0,
      afx: 0,
      afy: 0,
      afz: 0,
      yaw: bearing(position, centre) * RADIANS,
      yaw_rate: 0,
    });
  }
}

function leadDegrees(radiusM: number): number {
  return Math.max(LEAST_LEAD_DEG, (SPEED_MPS * LEAD_S) / radiusM / RADIANS);
}
