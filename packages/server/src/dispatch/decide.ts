import { groundAt } from '@outrider/core/airspace';
import type { AirPoint, Aircraft, DispatchDecision } from '@outrider/schema';
import { json, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { gatewayOf } from '../vehicles/gateways.js';
import type { Vehicles } from '../vehicles/vehicles.js';
import type { AirspaceCache } from './airspace-cache.js';
import type { DecisionThread } from './thread/decision-thread.js';
import { gatherInput } from './gather.js';
import type { Asked } from './gather.js';

/** Judges aircraft with what the database and the gateways know now. */
export class Decider {
  readonly #vehicles: Vehicles;
  readonly #airspace: AirspaceCache;
  readonly #thread: DecisionThread;

  constructor(vehicles: Vehicles, airspace: AirspaceCache, thread: DecisionThread) {
    this.#vehicles = vehicles;
    this.#airspace = airspace;
    this.#thread = thread;
  }

  async decide(tx: AgencyTransaction, asked: Asked): Promise<DispatchDecision> {
    return this.#thread.decide(await gatherInput(tx, asked, this.#vehicles, this.#airspace));
  }

  /** Puts a decision on file for good and returns its id. */
  async keep(tx: AgencyTransaction, decision: DispatchDecision): Promise<string> {
    const { id, incident_id, decided_at_utc_ms, input_hash } = decision;
    await tx.sql
      .insertInto('decisions')
      .values({ agency_id: tx.agencyId, id, incident_id, decided_at_utc_ms, input_hash, decision: json(decision) })
      .execute();
    return id;
  }

  /** The live link of an aircraft. Throws vehicle_not_bound. */
  vehicleOf(agencyId: string, aircraftId: string): { key: string; gateway: string } {
    const key = this.#vehicles.keyOf(aircraftId);
    if (key === null || this.#vehicles.binding(key)?.agencyId !== agencyId) {
      throw refuse('vehicle_not_bound', 'No live link is bound to this aircraft.', 'aircraft_id');
    }
    return { key, gateway: gatewayOf(key) };
  }

  /** True only where the link says so: an aircraft that nobody has heard of counts as real. */
  isSimulated(aircraft: Aircraft): boolean {
    return this.#vehicles.statusOf(aircraft.id)?.simulated ?? false;
  }

  /** Height of the ground at a place above mean sea level, null where the terrain is not known. Metres. */
  groundBelow(agencyId: string, place: AirPoint): number | null {
    const index = this.#airspace.atHand(agencyId);
    return groundAt(index?.terrain ?? null, place);
  }
}
