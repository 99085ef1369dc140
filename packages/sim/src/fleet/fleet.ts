import type { Clock, Timer } from '@outrider/runtime/clocks';
import type { LinkFaults } from '@outrider/schema';
import { FaultyChannel } from '../link/index.js';
import type { Transport } from '../link/index.js';
import { Wind } from '../physics/index.js';
import { seededRandom } from '../random/index.js';
import type { Random } from '../random/index.js';
import { demoFleet, padPosition, townGround } from '../town/index.js';
import type { DemoAircraft } from '../town/index.js';
import { SimulatedVehicle } from '../vehicle/index.js';
import type { Lens } from '../vehicle/index.js';

export interface FleetOptions {
  clock: Clock;
  seed: number;
  /** Lenses of the camera under an aircraft; none without this. */
  lenses?(aircraft: DemoAircraft): readonly Lens[];
  /** Opens a vehicle's way to the gateway. */
  connect(receive: (bytes: Uint8Array) => void): Transport;
}

const DOCK_CHECK_MS = 5000;
const ON_PAD_M = 3;
/** PX4 scales its streams to the data rate of its link; a cellular modem carries about this share. */
const STREAM_SHARE = 0.2;

/** One aircraft of the demo: vehicle, both directions of its link, and its way to the gateway. */
export interface FleetMember {
  demo: DemoAircraft;
  vehicle: SimulatedVehicle;
  up: FaultyChannel;
  down: FaultyChannel;
  transport: Transport;
}

/** The demo's aircraft, flown. */
export class Fleet {
  readonly members: FleetMember[];
  readonly #winds: Wind[] = [];
  readonly #clock: Clock;
  #dockTimer: Timer | null = null;

  constructor(options: FleetOptions) {
    const random = seededRandom(options.seed).fork('fleet');
    this.#clock = options.clock;
    const demo = demoFleet(options.clock.utcMs());
    const speed_mps = random.between(2, 5);
    const from_deg = random.between(250, 310);
    this.members = demo.map((aircraft) => {
      const own = random.fork(aircraft.aircraft.name);
      const wind = new Wind(own.fork('wind'), speed_mps, from_deg);
      this.#winds.push(wind);
      return build(aircraft, demo, wind, own, options);
    });
  }

  start(): void {
    for (const { vehicle } of this.members) vehicle.start();
    this.#dockTimer = this.#clock.setInterval(() => this.#charge(), DOCK_CHECK_MS);
  }

  close(): void {
    this.#clock.clear(this.#dockTimer);
    for (const { vehicle, transport } of this.members) {
      vehicle.close();
      transport.close();
    }
  }

  /** Members that a request means: one system id, or all. */
  select(systemId: number | null): FleetMember[] {
    return this.members.filter(({ demo }) => systemId === null || demo.vehicle.system_id === systemId);
  }

  setWind(speed_mps: number, from_deg: number): void {
    for (const wind of this.#winds) Object.assign(wind, { speed_mps, from_deg });
  }

  setLink(members: readonly FleetMember[], faults: Partial<LinkFaults>): void {
    for (const { up, down } of members) {
      for (const channel of [up, down]) channel.faults = { ...channel.faults, ...faults };
    }
  }

  /** An aircraft that stands in its dock is charged. */
  #charge(): void {
    for (const { demo, vehicle } of this.members) {
      const truth = vehicle.truth();
      const docked = demo.aircraft.in_dock || demo.vehicle.charging;
      vehicle.autopilot.battery.charging =
        docked &&
        truth.landed &&
        !truth.armed &&
        truth.distance_from_start_m < ON_PAD_M &&
        truth.battery_percent < 99.5;
    }
  }
}

function build(
  aircraft: DemoAircraft,
  all: readonly DemoAircraft[],
  wind: Wind,
  random: Random,
  options: FleetOptions,
): FleetMember {
  const { clock } = options;
  const down = new FaultyChannel(clock, random.fork('down'), (bytes) => vehicle.receive(bytes));
  const transport = options.connect((bytes) => down.send(bytes));
  const up = new FaultyChannel(clock, random.fork('up'), (bytes) => transport.send(bytes));
  const { system_id, dialect, battery_percent, charging, parameters } = aircraft.vehicle;
  const vehicle = new SimulatedVehicle(
    dialect,
    {
      system_id,
      performance: aircraft.aircraft.performance,
      start: padPosition(aircraft, all),
      heading_deg: random.between(0, 360),
      ground: townGround,
      battery: { percent: battery_percent, charging },
      wind,
      random,
      serial: aircraft.aircraft.serial,
      firmware: aircraft.vehicle.firmware,
      warm: true,
      parameters,
      signing_key: null,
      enforce_signing: true,
      stream_share: dialect === 'px4' ? STREAM_SHARE : 1,
      lenses: options.lenses?.(aircraft) ?? [],
      utcMs: () => clock.utcMs(),
      send: (bytes) => up.send(bytes),
    },
    clock,
  );
  return { demo: aircraft, vehicle, up, down, transport };
}
