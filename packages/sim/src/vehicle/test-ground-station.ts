/** A small ground station for the simulator's own tests: sends, collects, waits on a virtual clock. */
import { createHash } from 'node:crypto';
import { decodeFrame, encode, FrameScanner } from '@outrider/protocol/mavlink';
import type { MessageByName, MessageInput, MessageName, NamedMessage } from '@outrider/protocol/mavlink';
import { virtualClock } from '@outrider/runtime/clocks';
import type { VirtualClock } from '@outrider/runtime/clocks';
import { Wind } from '../physics/index.js';
import { seededRandom } from '../random/index.js';
import type { VehicleOptions } from './options.js';
import { SimulatedVehicle } from './simulated-vehicle.js';
import type { Dialect } from './simulated-vehicle.js';

export const START = { latitude_deg: 37.485, longitude_deg: -122.236 };
const PERFORMANCE = {
  cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 3.8, battery_capacity_wh: 263,
  hover_power_w: 425, cruise_power_w: 410, max_wind_mps: 15, launch_time_s: 15, ceiling_above_takeoff_m: 120,
}; // prettier-ignore

export interface RigOptions {
  dialect: Dialect;
  seed?: number;
  system?: number;
  wind_mps?: number;
  warm?: boolean;
  battery_percent?: number;
  options?: Partial<VehicleOptions>;
}

export class Rig {
  readonly clock: VirtualClock = virtualClock();
  readonly vehicle: SimulatedVehicle;
  readonly received: NamedMessage[] = [];
  readonly raw: Uint8Array[] = [];
  readonly #hash = createHash('sha256');
  readonly #system: number;
  #sequence = 0;
  /** Send our heartbeat once a second. */
  heartbeat = true;

  constructor({
    dialect,
    seed = 1,
    system = 255,
    wind_mps = 4,
    warm = true,
    battery_percent = 100,
    options = {},
  }: RigOptions) {
    this.#system = system;
    const random = seededRandom(seed);
    const scanner = new FrameScanner((frame) => {
      const message = decodeFrame(frame);
      if (message && frame.componentId === 1) this.received.push(message);
    }, 'datagram');
    const send = (bytes: Uint8Array): void => {
      this.#hash.update(bytes);
      this.raw.push(bytes);
      scanner.feed(bytes);
    };
    this.vehicle = new SimulatedVehicle(dialect, {
      system_id: 1, performance: PERFORMANCE, start: START, heading_deg: 0, ground: () => 12, battery: { percent: battery_percent, charging: false },
      wind: new Wind(random.fork('wind'), wind_mps, 280), random, serial: 'TEST1', firmware: 'stable', warm, parameters: {}, signing_key: null,
      enforce_signing: false, stream_share: 1, utcMs: () => this.clock.utcMs(), send, ...options,
    }, this.clock); // prettier-ignore
    this.vehicle.start();
    this.clock.setInterval(() => {
      if (this.heartbeat)
        this.send('HEARTBEAT', {
          type: 6,
          autopilot: 8,
          base_mode: 0,
          custom_mode: 0,
          system_status: 4,
          mavlink_version: 3,
        });
    }, 1000);
  }

  send<N extends MessageName>(name: N, fields: MessageInput<N>): void {
    this.vehicle.receive(
      encode(name, fields, { systemId: this.#system, componentId: 190, sequence: this.#sequence++ }),
    );
  }

  /** Sends COMMAND_LONG and answers the result. */
  command(command: number, ...p: number[]): number {
    const before = this.received.length;
    const [param1 = 0, param2 = 0, param3 = 0, param4 = 0, param5 = 0, param6 = 0, param7 = 0] = p;
    const params = { param1, param2, param3, param4, param5, param6, param7 };
    this.send('COMMAND_LONG', { target_system: 1, target_component: 1, command, confirmation: 0, ...params });
    return this.#result(before);
  }

  reposition(north_m: number, east_m: number, z: number, frame: number): number {
    const before = this.received.length;
    const x = Math.round((START.latitude_deg + north_m / 110_980) * 1e7);
    const y = Math.round((START.longitude_deg + east_m / 88_440) * 1e7);
    const params = { param1: -1, param2: 1, param3: 0, param4: Number.NaN, x, y, z };
    this.send('COMMAND_INT', {
      target_system: 1,
      target_component: 1,
      frame,
      command: 192,
      current: 0,
      autocontinue: 0,
      ...params,
    });
    return this.#result(before);
  }

  #result(before: number): number {
    const ack = this.received.slice(before).find((message) => message.name === 'COMMAND_ACK');
    if (ack?.name !== 'COMMAND_ACK') throw new Error('no COMMAND_ACK');
    return ack.fields.result;
  }

  advance(seconds: number): void {
    this.clock.advance(seconds * 1000);
  }

  /** Runs until a condition holds; answers the seconds it took. */
  until(condition: () => boolean, limit_s: number): number {
    for (let passed = 0; passed <= limit_s; passed += 0.1) {
      if (condition()) return passed;
      this.advance(0.1);
    }
    throw new Error(
      `not within ${limit_s} s: ${condition.toString()} at ${JSON.stringify(this.vehicle.truth())} texts ${this.texts().slice(-4).join(' | ')}`,
    );
  }

  last<N extends MessageName>(name: N): MessageByName[N] | null {
    const found = this.received.findLast((message) => message.name === name);
    return found ? (found.fields as MessageByName[N]) : null;
  }
  all<N extends MessageName>(name: N): MessageByName[N][] {
    return this.received.flatMap((message) => (message.name === name ? [message.fields as MessageByName[N]] : []));
  }
  texts(): string[] {
    return this.all('STATUSTEXT').map((text) => text.text);
  }
  get mode(): number {
    return this.vehicle.truth().custom_mode;
  }
  traceHash(): string {
    return this.#hash.copy().digest('hex');
  }
}
