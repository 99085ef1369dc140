import type { Clock, Timer } from '@outrider/runtime/clocks';
import type { VehicleTruth } from '@outrider/schema';
import type { GnssFault } from '../physics/index.js';
import { ArduCopter } from './ardupilot/autopilot.js';
import type { Autopilot } from './autopilot.js';
import type { VehicleOptions } from './options.js';
import { Px4 } from './px4/autopilot.js';

/** Physics and autopilot run at this step, on every clock. */
const STEP_MS = 20;
/** After a stall the simulation drops time rather than racing through it. */
const MAX_CATCH_UP_STEPS = 250;

export type Dialect = 'ardupilot' | 'px4';

/** A vehicle that flies by a clock: bytes in by `receive`, bytes out by `options.send`. */
export class SimulatedVehicle {
  readonly autopilot: Autopilot;
  readonly #clock: Clock;
  #timer: Timer | null = null;
  #stepped_ms = 0;
  #takeOffs = 0;
  #landings = 0;
  #wasLanded = true;

  constructor(dialect: Dialect, options: VehicleOptions, clock: Clock) {
    this.autopilot = dialect === 'px4' ? new Px4(options) : new ArduCopter(options);
    this.#clock = clock;
  }

  start(): void {
    this.#stepped_ms = this.#clock.monotonicMs();
    this.#timer = this.#clock.setInterval(() => this.#run(), STEP_MS);
  }

  close(): void {
    this.#clock.clear(this.#timer);
    this.#timer = null;
  }

  receive(bytes: Uint8Array): void {
    this.autopilot.port.feed(bytes);
  }

  /** Sets the charge, as a swapped or failing battery would. */
  setBattery(percent: number, charging = false): void {
    this.autopilot.battery.setPercent(percent);
    this.autopilot.battery.charging = charging;
  }
  setGnssFault(fault: GnssFault): void {
    this.autopilot.gnss.fault = fault;
  }
  setTransmitterLost(lost: boolean): void {
    this.autopilot.hands.transmitter_lost = lost;
  }
  reboot(): void {
    this.autopilot.reboot();
  }

  truth(): VehicleTruth {
    const { body, battery, armed, landed, custom_mode, terminated, failsafe } = this.autopilot;
    const at = this.autopilot.latLon(body.position);
    return {
      system_id: this.autopilot.system_id,
      ...at,
      altitude_amsl_m: body.position.up,
      height_above_ground_m: body.position.up - this.autopilot.ground_amsl_m,
      distance_from_start_m: Math.hypot(body.position.east, body.position.north),
      ground_speed_mps: Math.hypot(body.velocity.east, body.velocity.north),
      battery_percent: battery.percent,
      armed,
      landed,
      custom_mode,
      take_offs: this.#takeOffs,
      landings: this.#landings,
      failsafe,
      terminated,
      commands_taken: this.autopilot.commandsTaken,
    };
  }

  /** Whole steps up to now: the same number on every clock. */
  #run(): void {
    const now_ms = this.#clock.monotonicMs();
    const behind = Math.floor((now_ms - this.#stepped_ms) / STEP_MS + 1e-6);
    const steps = Math.min(behind, MAX_CATCH_UP_STEPS);
    for (let step = 0; step < steps; step++) this.#step();
    this.#stepped_ms += behind * STEP_MS;
  }

  #step(): void {
    this.autopilot.step(STEP_MS / 1000);
    const { landed } = this.autopilot;
    if (this.#wasLanded && !landed && this.autopilot.armed) this.#takeOffs++;
    if (!this.#wasLanded && landed) this.#landings++;
    this.#wasLanded = landed;
  }
}
