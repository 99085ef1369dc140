import type { Flight } from '@outrider/schema';
import type { Bus, BusSubscription, Clock, Logger } from '@outrider/runtime';
import type { FlightAtHand } from '../commands/send.js';
import { decodeChangeSet } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { currentFlights } from './store.js';

const RETRY_AFTER_MS = 1_000;

export interface AtHandOptions {
  bus: Bus;
  store: Store;
  clock: Clock;
  logger: Logger;
}

/** Flights under way by aircraft, kept in memory from committed changes: what a command or a lease needs without a query. */
export class FlightsAtHand {
  readonly #options: AtHandOptions;
  readonly #byAircraft = new Map<string, FlightAtHand & { agencyId: string }>();
  readonly #agencies = new Set<string>();
  #subscription: BusSubscription | null = null;
  #stopWatching: () => void = () => {};
  #closed = false;

  constructor(options: AtHandOptions) {
    this.#options = options;
  }

  /** Subscribes first and loads then, so that no change between the two is missed. */
  async start(agencies: readonly string[]): Promise<void> {
    const { bus } = this.#options;
    this.#subscription = bus.subscribe('changes.*', (subject, bytes) => {
      const agencyId = subject.slice(subject.indexOf('.') + 1);
      const { changes } = decodeChangeSet(bytes);
      this.#agencies.add(agencyId);
      if (changes === null) void this.#loadAgain(agencyId);
      for (const change of changes ?? []) if (change.kind === 'flight') this.#take(agencyId, change.value);
    });
    // What changed while the bus was away was told to nobody.
    this.#stopWatching = bus.onConnectionChange((connected) => {
      if (connected) for (const agency of this.#agencies) void this.#loadAgain(agency);
    });
    for (const agency of agencies) await this.#load(agency);
  }

  close(): void {
    this.#closed = true;
    this.#stopWatching();
    this.#subscription?.unsubscribe();
  }

  /** The flight that an aircraft of this agency is on, or null. */
  of(agencyId: string, aircraftId: string): FlightAtHand | null {
    const flight = this.#byAircraft.get(aircraftId);
    return flight?.agencyId === agencyId ? flight : null;
  }

  /** Until it is done: the database may be away at this moment. */
  async #loadAgain(agencyId: string): Promise<void> {
    const { clock, logger } = this.#options;
    while (!this.#closed) {
      try {
        return await this.#load(agencyId);
      } catch (error) {
        logger.warn({ error }, 'flights: those under way could not be read; trying again');
        await clock.sleep(RETRY_AFTER_MS);
      }
    }
  }

  async #load(agencyId: string): Promise<void> {
    this.#agencies.add(agencyId);
    const flights = await this.#options.store.inAgency(agencyId, currentFlights);
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
