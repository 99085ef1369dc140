import { FrameEncoder, FrameScanner, MESSAGE_ID } from '@outrider/protocol/mavlink';
import { virtualClock } from '@outrider/runtime';
import type { VirtualClock } from '@outrider/runtime';
import type { Action, StickInput } from '@outrider/schema';
import { SimulatedVehicle } from '@outrider/sim';
import type { Dialect, Lens } from '@outrider/sim';
import { Wind } from '@outrider/sim/physics';
import { seededRandom } from '@outrider/sim/random';
import { MavlinkSession } from '../../src/mavlink/session.js';
import { Pacer } from '../../src/vehicle/pacer.js';
import { HOME_POINT } from '../peer.js';

const { latitude_deg, longitude_deg, altitude_amsl_m } = HOME_POINT;
export const PERFORMANCE = {
  cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 3.8, battery_capacity_wh: 263,
  hover_power_w: 425, cruise_power_w: 410, max_wind_mps: 15, launch_time_s: 15, ceiling_above_takeoff_m: 120,
}; // prettier-ignore

/** A session of the gateway and a simulated autopilot, on one clock that stands still until told, over a link that may lose frames. */
export class Flown {
  readonly clock: VirtualClock = virtualClock();
  readonly vehicle: SimulatedVehicle;
  readonly session: MavlinkSession;
  sticks: StickInput | null = null;
  /** Swallows acknowledgements. */
  deaf = false;
  /** So many of the next heartbeats do not arrive. */
  heartbeatsLost = 0;

  constructor(
    dialect: Dialect,
    { seed = 1, loss = 0, parameters = {} as Record<string, number>, lenses = [] as readonly Lens[] } = {},
  ) {
    const random = seededRandom(seed);
    const weather = random.fork('link');
    const lost = (): boolean => weather.chance(loss);
    const ours = new FrameEncoder({ systemId: 255, componentId: 190 });
    const scanner = new FrameScanner((frame) => {
      if (frame.id === MESSAGE_ID.HEARTBEAT && this.heartbeatsLost-- > 0) return;
      if (!(this.deaf && frame.id === MESSAGE_ID.COMMAND_ACK)) this.session.onFrame(frame, this.clock.monotonicMs());
    });
    this.vehicle = new SimulatedVehicle(dialect, {
      system_id: 1, performance: PERFORMANCE, start: { latitude_deg, longitude_deg }, heading_deg: 0,
      ground: () => altitude_amsl_m, battery: { percent: 100, charging: false }, wind: new Wind(random.fork('wind'), 4, 280),
      random, serial: 'TEST1', firmware: 'stable', warm: true, parameters, lenses, signing_key: null, enforce_signing: false,
      stream_share: 1, utcMs: () => this.clock.utcMs(), send: (bytes) => void (lost() || scanner.feed(bytes)),
    }, this.clock); // prettier-ignore
    const sender: ConstructorParameters<typeof MavlinkSession>[0]['sender'] = {
      target_system: 1,
      target_component: 1,
      own_system: 255,
      own_component: 190,
      send: (name, fields) => {
        if (!lost()) this.vehicle.receive(ours.encode(name, fields));
        return true;
      },
    };
    const options = {
      key: 'k',
      listen_only: false,
      ground_station_id: 255,
      clock: this.clock,
      sender,
      pacer: new Pacer(),
    };
    this.session = new MavlinkSession(options);
    this.vehicle.start();
    const heartbeat = { type: 6, autopilot: 8, base_mode: 0, custom_mode: 0, system_status: 4, mavlink_version: 3 };
    this.clock.setInterval(() => sender.send('HEARTBEAT', heartbeat), 1000);
    this.clock.setInterval(() => {
      this.session.tick(this.clock.monotonicMs());
      if (this.sticks) this.session.sticks(this.sticks);
    }, 20);
  }

  /** Lets time pass while something is done; answers what came of it. */
  async during<T>(work: Promise<T>): Promise<T> {
    const seen = { done: false };
    void work.finally(() => (seen.done = true));
    for (let passed = 0; !seen.done && passed < 60_000; passed += 100) await this.clock.advanceAsync(100);
    return work;
  }

  async told(action: Action): Promise<void> {
    const result = await this.during(this.session.perform(action));
    if (result.kind !== 'accepted') throw new Error(`${action.kind}: ${JSON.stringify(result)}`);
  }

  async until(condition: () => boolean, withinS = 120): Promise<void> {
    for (let passed = 0; passed < withinS; passed += 0.1) {
      if (condition()) return;
      await this.clock.advanceAsync(100);
    }
    throw new Error(`not within ${withinS} s: ${condition.toString()} ${JSON.stringify(this.vehicle.truth())}`);
  }

  async upTo(heightM: number): Promise<void> {
    await this.clock.advanceAsync(4000);
    await this.told({ kind: 'take_off', height_above_takeoff_m: heightM });
  }

  async inTheAir(): Promise<void> {
    await this.upTo(40);
    await this.until(() => this.vehicle.truth().height_above_ground_m > 38.5);
    await this.clock.advanceAsync(3000);
  }

  /** Metres between where it is now and where it is `seconds` later. */
  async movesIn(seconds: number): Promise<number> {
    const before = { ...this.vehicle.autopilot.body.position };
    await this.clock.advanceAsync(seconds * 1000);
    const { east, north, up } = this.vehicle.autopilot.body.position;
    return Math.hypot(east - before.east, north - before.north, up - before.up);
  }
}
