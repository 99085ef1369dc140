import type { Flight } from '@outrider/schema';
import type { Bus, BusSubscription } from '@outrider/runtime';
import type { FlightAtHand } from '../commands/send.js';
import { decodeChangeSet } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { currentFlights } from './store.js';

/** Flights under way by aircraft, kept in memory from committed changes: what a command or a lease needs without a query. */
export class FlightsAtHand {
  readonly #bus: Bus;
  readonly #store: Store;
  readonly #byAircraft = new Map<string, FlightAtHand & { agencyId: string }>();
  #subscription: BusSubscription | null = null;

  constructor(bus: Bus, store: Store) {
    this.#bus = bus;
    this.#store = store;
  }

  /** Subscribes first and loads then, so that no change between the two is missed. */
  async start(agencies: readonly string[]): Promise<void> {
    this.#subscription = this.#bus.subscribe('changes.*', (subject, bytes) => {
      const agencyId = subject.slice(subject.indexOf('.') + 1);
      const { changes } = decodeChangeSet(bytes);
      if (changes === null) void this.#load(agencyId);
      for (const change of changes ?? []) if (change.kind === 'flight') this.#take(agencyId, change.value);
    });
    for (const agency of agencies) await this.#load(agency);
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** The flight that an aircraft of this agency is on, or null. */
  of(agencyId: string, aircraftId: string): FlightAtHand | null {
    const flight = this.#byAircraft.get(aircraftId);
    return flight?.agencyId === agencyId ? flight : null;
  }

  async #load(agencyId: string): Promise<void> {
    const flights = await this.#store.inAgency(agencyId, currentFlights);
    for (const [aircraft, flight] of this.#byAircraft)
      if (flight.agencyId === agencyId) this.#byAircraft.delete(aircraft);
    for (const flight of flights) this.#take(agencyId, flight);
  }

  #take(agencyId: string, flight: Flight): void {
    if (flight.purpose === 'replay') return;
    const known = this.#byAircraft.get(flight.aircraft_id);
    if (flight.ended_at_utc_ms === null) {
      this.#byAircraft.set(flight.aircraft_id, { agencyId, flight_id: flight.id, rpic_user_id: flight.rpic_user_id });
    } else if (known?.flight_id === flight.id) this.#byAircraft.delete(flight.aircraft_id);
  }
}
