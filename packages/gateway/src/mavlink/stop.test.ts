import { isAchieved } from '@outrider/core/command';
import { FrameEncoder, FrameScanner, MESSAGE_ID } from '@outrider/protocol/mavlink';
import { virtualClock } from '@outrider/runtime';
import type { VirtualClock } from '@outrider/runtime';
import type { Action, StickInput } from '@outrider/schema';
import { SimulatedVehicle } from '@outrider/sim';
import type { Dialect } from '@outrider/sim';
import { Wind } from '@outrider/sim/physics';
import { seededRandom } from '@outrider/sim/random';
import { describe, expect, it } from 'vitest';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';
import { MavlinkSession } from './session.js';

const { latitude_deg, longitude_deg, altitude_amsl_m } = HOME_POINT;
const PERFORMANCE = {
  cruise_speed_mps: 15, max_speed_mps: 20, climb_speed_mps: 4, descent_speed_mps: 3, mass_kg: 3.8, battery_capacity_wh: 263,
  hover_power_w: 425, cruise_power_w: 410, max_wind_mps: 15, launch_time_s: 15, ceiling_above_takeoff_m: 120,
}; // prettier-ignore
const AWAY: Action = { kind: 'go_to', latitude_deg: latitude_deg + 0.01, longitude_deg, height_above_takeoff_m: 40 };
const FORWARD: StickInput = { forward: 1, right: 0, up: 0, turn: 0 };

/** A session of the gateway and a simulated autopilot, on one clock that stands still until told. */
class Flown {
  readonly clock: VirtualClock = virtualClock();
  readonly vehicle: SimulatedVehicle;
  readonly session: MavlinkSession;
  sticks: StickInput | null = null;
  /** Swallows acknowledgements. */
  deaf = false;

  constructor(dialect: Dialect) {
    const ours = new FrameEncoder({ systemId: 255, componentId: 190 });
    const scanner = new FrameScanner((frame) => {
      if (!(this.deaf && frame.id === MESSAGE_ID.COMMAND_ACK)) this.session.onFrame(frame, this.clock.monotonicMs());
    });
    const random = seededRandom(1);
    this.vehicle = new SimulatedVehicle(dialect, {
      system_id: 1, performance: PERFORMANCE, start: { latitude_deg, longitude_deg }, heading_deg: 0,
      ground: () => altitude_amsl_m, battery: { percent: 100, charging: false }, wind: new Wind(random.fork('wind'), 4, 280),
      random, serial: 'TEST1', firmware: 'stable', warm: true, parameters: {}, signing_key: null, enforce_signing: false,
      stream_share: 1, utcMs: () => this.clock.utcMs(), send: (bytes) => scanner.feed(bytes),
    }, this.clock); // prettier-ignore
    const sender: ConstructorParameters<typeof MavlinkSession>[0]['sender'] = {
      target_system: 1,
      target_component: 1,
      send: (name, fields) => (this.vehicle.receive(ours.encode(name, fields)), true),
    };
    const options = { key: 'k', listen_only: false, ground_station_id: 255, clock: this.clock, sender };
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
    let done = false;
    void work.finally(() => (done = true));
    for (let passed = 0; !done && passed < 60_000; passed += 100) await this.clock.advanceAsync(100);
    return work;
  }

  async told(action: Action): Promise<void> {
    expect(await this.during(this.session.perform(action))).toMatchObject({ kind: 'accepted' });
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

const moving = (flown: Flown) => () => flown.vehicle.truth().ground_speed_mps > 5;

/** Brings the aircraft into a phase of flight, moving. */
const PHASES: Record<string, (flown: Flown) => Promise<void>> = {
  climb: async (flown) => {
    await flown.upTo(60);
    await flown.until(() => flown.vehicle.truth().height_above_ground_m > 15);
  },
  mission: async (flown) => {
    await flown.clock.advanceAsync(4000);
    const uploaded = await flown.during(flown.session.uploadPlan(planNorth()));
    expect(uploaded).toMatchObject({ ok: true });
    await flown.inTheAir();
    await flown.told({ kind: 'start_plan' });
    await flown.until(moving(flown));
  },
  'go-to': async (flown) => {
    await flown.inTheAir();
    await flown.told(AWAY);
    await flown.until(moving(flown));
  },
  manual: async (flown) => {
    await flown.inTheAir();
    flown.sticks = { forward: 0, right: 0, up: 0, turn: 0 };
    await flown.clock.advanceAsync(500);
    await flown.during(flown.session.enterManual());
    flown.sticks = FORWARD;
    await flown.until(moving(flown));
  },
  returning: async (flown) => {
    await PHASES['go-to']!(flown);
    await flown.until(() => flown.vehicle.truth().distance_from_start_m > 200);
    await flown.told({ kind: 'return' });
    await flown.clock.advanceAsync(12_000);
    await flown.until(moving(flown));
  },
  landing: async (flown) => {
    await flown.inTheAir();
    await flown.told({ kind: 'land' });
    await flown.until(() => flown.vehicle.truth().height_above_ground_m < 25);
  },
};

describe.each<Dialect>(['px4', 'ardupilot'])('STOP on %s', (dialect) => {
  it.each(Object.entries(PHASES))('brakes and stays: %s', async (_phase, bring) => {
    const flown = new Flown(dialect);
    await bring(flown);
    flown.sticks = null;
    await flown.told({ kind: 'stop' });
    await flown.until(() => isAchieved({ kind: 'stop' }, flown.session.state) === true, 15);
    await flown.clock.advanceAsync(4000);
    expect(await flown.movesIn(20)).toBeLessThan(3);
    expect(flown.vehicle.truth()).toMatchObject({ armed: true, landed: false });
  });

  it('is not taken for done while it still flies on, though nothing is heard of it', async () => {
    const flown = new Flown(dialect);
    await PHASES['go-to']!(flown);
    flown.deaf = true;
    const result = await flown.during(flown.session.perform({ kind: 'stop' }));
    expect(result).toEqual({ kind: 'accepted', settled_by_state: true });
    if (dialect === 'px4') expect(flown.vehicle.truth().ground_speed_mps).toBeLessThan(2);
    await flown.clock.advanceAsync(5000);
    expect(await flown.movesIn(10)).toBeLessThan(3);
  });
});
