import type { Flight, Incident, VehicleTruth, VehicleStatus } from '@outrider/schema';
import type { Clock } from '@outrider/runtime/clocks';
import { Api } from './api.js';
import { LiveSocket } from './live.js';
import { SimControl } from './sim-control.js';
import type { System } from './system.js';

export interface Expectation {
  name: string;
  ok: boolean;
  detail: string;
  /** since the story began, on the system's clock */
  at_s: number;
}

/** An aircraft of the demo. */
export interface KnownAircraft {
  name: string;
  id: string;
  system_id: number;
}
/** A flight that the story asked for. */
export interface KnownFlight {
  key: string;
  id: string;
  aircraft: KnownAircraft;
}

/** Uniform numbers in [0, 1) by a seed (mulberry32), for what a story leaves to chance. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const POLL_REAL_MS = 60;

/** What is not known then shows in the steps. */
const KNOWN_WITHIN_S = 90;

/** Everything that the steps of one run share. */
export class World {
  readonly system: System;
  readonly sim: SimControl;
  readonly clock: Clock;
  readonly random: () => number;
  readonly speed: number;
  readonly incidents = new Map<string, Incident>();
  readonly flights = new Map<string, KnownFlight>();
  readonly aircraft = new Map<string, KnownAircraft>();
  readonly expectations: Expectation[] = [];
  /** Where everything stood when the story began, and at the last kill. */
  startTruths: VehicleTruth[] = [];
  killTruths: VehicleTruth[] = [];
  readonly #apis = new Map<string, Api>();
  readonly #sockets = new Map<string, LiveSocket>();
  #start_ms = 0;

  constructor(system: System, seed: number, speed: number) {
    this.system = system;
    this.clock = system.clock;
    this.sim = new SimControl(system.bus);
    this.random = seeded(seed);
    this.speed = speed;
  }

  /** Learns the fleet and waits until the gateway knows every vehicle and its failsafes, as a crew that comes on duty finds it. */
  async begin(): Promise<void> {
    const { items } = await this.api('dispatcher').call('listAircraft');
    for (const { id, name, vehicle_key } of items) {
      this.aircraft.set(name, { id, name, system_id: Number(vehicle_key?.split('/').at(-1) ?? 0) });
    }
    this.startTruths = await this.sim.truths();
    this.#start_ms = this.clock.monotonicMs();
    await this.until(async () => {
      const { items: vehicles } = await this.api('rpic').call('listVehicles');
      const isRead = (report: VehicleStatus['failsafes']): boolean =>
        report?.items.every(({ name, ok }) => ok !== null && (name !== 'home' || ok)) ?? false;
      const known = vehicles.filter(
        ({ aircraft_id, failsafes, home, link }) => aircraft_id && isRead(failsafes) && home && link === 'live',
      );
      return known.length >= items.filter(({ vehicle_key }) => vehicle_key !== null).length ? true : null;
    }, KNOWN_WITHIN_S);
    this.#start_ms = this.clock.monotonicMs();
  }

  now_s(): number {
    return (this.clock.monotonicMs() - this.#start_ms) / 1000;
  }

  /** Session of one of the demo's people. Throws for a name that the demo does not have. */
  api(username: string): Api {
    const known = this.#apis.get(username);
    if (known) return known;
    const account = this.system.accounts().find((candidate) => candidate.username === username);
    if (!account) throw new RangeError(`the demo has no user "${username}"`);
    const { password } = account;
    const made = new Api(() => this.system.url, { username, password });
    this.#apis.set(username, made);
    return made;
  }
  socket(username: string): LiveSocket {
    const known = this.#sockets.get(username);
    if (known) return known;
    const made = new LiveSocket(this.api(username), this.clock);
    this.#sockets.set(username, made);
    return made;
  }
  close(): void {
    for (const socket of this.#sockets.values()) socket.close();
  }

  flight(key: string): KnownFlight {
    const found = this.flights.get(key);
    if (!found) throw new RangeError(`no flight "${key}" was made`);
    return found;
  }
  incident(key: string): Incident {
    const found = this.incidents.get(key);
    if (!found) throw new RangeError(`no incident "${key}" was entered`);
    return found;
  }
  /** By name, or by the key of a flight. */
  anAircraft(name: string): KnownAircraft {
    const found = this.aircraft.get(name) ?? this.flights.get(name)?.aircraft;
    if (!found) throw new RangeError(`there is no aircraft or flight "${name}"`);
    return found;
  }
  /** System ids that a name means; "all" is null. */
  vehicle(name: string): number | null {
    return name === 'all' ? null : this.anAircraft(name).system_id;
  }
  readFlight(key: string): Promise<Flight> {
    return this.api('dispatcher').call('getFlight', { params: { id: this.flight(key).id } });
  }

  note(name: string, ok: boolean, detail: string): void {
    this.expectations.push({ name, ok, detail, at_s: Math.round(this.now_s() * 10) / 10 });
  }

  /**
   * Asks again until the answer is there. A server that is away is no answer yet.
   * @returns null when the time is over
   */
  async until<T>(ask: () => Promise<T | null>, within_s: number): Promise<T | null> {
    const end_s = this.now_s() + within_s;
    for (;;) {
      const answer = await ask().catch(awayAsNull);
      if (answer !== null) return answer;
      if (this.now_s() > end_s) return null;
      await new Promise((resolve) => setTimeout(resolve, POLL_REAL_MS));
    }
  }
}

/** fetch throws TypeError, a time-out DOMException, while the server is down; everything else is a fault. */
function awayAsNull(error: unknown): null {
  if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return null;
  if (error instanceof Error && /database_unavailable|gateway_unavailable/.test(error.message)) return null;
  throw error;
}
