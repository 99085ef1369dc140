import type { AgencyPolicy, Aircraft, FleetEntry } from '@outrider/schema';
import type { Clock } from '@outrider/runtime';
import { judgeReadiness } from '@outrider/core/readiness';
import type { Vehicles } from '../vehicles/vehicles.js';

/** Aircraft of one agency with readiness and status. Readiness changes with rows, with reports of the gateway and with time. */
export class FleetView {
  readonly #vehicles: Vehicles;
  readonly #clock: Clock;
  readonly #aircraft = new Map<string, Aircraft>();
  /** Last entry told of each aircraft, as text: only a change is told. */
  readonly #told = new Map<string, string>();
  /** Who has not had a turn in this round. */
  #round: string[] = [];
  #policy: AgencyPolicy;

  constructor(vehicles: Vehicles, clock: Clock, aircraft: readonly Aircraft[], policy: AgencyPolicy) {
    this.#vehicles = vehicles;
    this.#clock = clock;
    this.#policy = policy;
    for (const one of aircraft) this.#aircraft.set(one.id, one);
  }

  entries(): FleetEntry[] {
    return [...this.#aircraft.values()].map((aircraft) => this.#entry(aircraft));
  }

  put(aircraft: Aircraft): void {
    this.#aircraft.set(aircraft.id, aircraft);
  }

  remove(aircraftId: string): void {
    this.#aircraft.delete(aircraftId);
    this.#told.delete(aircraftId);
  }

  setPolicy(policy: AgencyPolicy): void {
    this.#policy = policy;
  }

  /** Entries that changed since they were last told; all aircraft, or one. */
  changed(aircraftId?: string): FleetEntry[] {
    const one = aircraftId === undefined ? undefined : this.#aircraft.get(aircraftId);
    const candidates = aircraftId === undefined ? [...this.#aircraft.values()] : one ? [one] : [];
    return candidates.map((aircraft) => this.#entry(aircraft)).filter((entry) => this.#isNews(entry));
  }

  /** As `changed`, for the next in turn: everybody has had one after `parts` calls, and no call holds up the sticks for the whole fleet. */
  changedNext(parts: number): FleetEntry[] {
    if (this.#round.length === 0) this.#round = [...this.#aircraft.keys()];
    const turn = this.#round.splice(0, Math.ceil(this.#aircraft.size / parts));
    return turn.flatMap((aircraftId) => this.changed(aircraftId));
  }

  #entry(aircraft: Aircraft): FleetEntry {
    const status = this.#vehicles.statusOf(aircraft.id);
    const sample = this.#vehicles.sampleOf(aircraft.id);
    const now_utc_ms = this.#clock.utcMs();
    return {
      aircraft,
      status,
      readiness: judgeReadiness({ aircraft, status, sample, policy: this.#policy, now_utc_ms }),
    };
  }

  #isNews(entry: FleetEntry): boolean {
    const text = JSON.stringify(entry);
    if (this.#told.get(entry.aircraft.id) === text) return false;
    this.#told.set(entry.aircraft.id, text);
    return true;
  }
}
