import type { EndFlight, Flight } from '@outrider/schema';
import type { Timer } from '@outrider/runtime';
import { listAgencies } from '../agencies/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { Refusal } from '../platform/refusal.js';
import { endFlight } from './lifecycle.js';
import type { FlightServices } from './services.js';
import { START_EXPIRES_MS, startMessage } from './start-message.js';
import { findFlight } from './store.js';

const EVERY_MS = 3_000;
/** After its message has expired on the way; before, the acceptance itself may still be about to send it. */
const OVERDUE_AFTER_MS = START_EXPIRES_MS + 5_000;
const CALLED_OFF_WITHIN_MS = 10 * 60_000;
const REQUESTED_WITHIN_MS = 24 * 3_600_000;
/** However late it is: a start that is asked about is never begun. */
const NEVER_MS = Number.MIN_SAFE_INTEGER;

/**
 * Flights of which the books and the gateway may think differently, because the server or the gateway was away in the moment
 * between: an accepted one that no gateway has begun is ended, so that nobody waits for it; one that was called off is called off
 * at the gateway until it answers, so that it does not fly all the same.
 */
export class UnsettledFlights {
  readonly #services: FlightServices;
  #settled = new Set<string>();
  #timer: Timer | null = null;
  #running: Promise<void> | null = null;

  constructor(services: FlightServices) {
    this.#services = services;
  }

  start(): void {
    this.#timer = this.#services.clock.setInterval(() => {
      this.#running ??= this.#round().finally(() => (this.#running = null));
    }, EVERY_MS);
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    await this.#running;
  }

  async #round(): Promise<void> {
    const { store, logger } = this.#services;
    try {
      const before = this.#settled;
      this.#settled = new Set();
      for (const agency of await listAgencies(store)) {
        for (const id of await store.inAgency(agency.id, unsettled)) {
          if (before.has(id) || (await this.#settle(agency.id, id))) this.#settled.add(id);
        }
      }
    } catch (error) {
      logger.warn({ error }, 'flights: unsettled ones could not be read');
    }
  }

  /** False: ask again in the next round. */
  async #settle(agencyId: string, id: string): Promise<boolean> {
    const { store } = this.#services;
    const flight = await store.inAgency(agencyId, (tx) => findFlight(tx, id));
    if (!flight) return true;
    if (flight.state !== 'accepted') return (await callOff(this.#services, agencyId, flight)) !== 'gateway_unavailable';
    const refusal = await this.#askAboutStart(agencyId, flight);
    if (refusal === null || refusal === 'gateway_unavailable') return refusal === null;
    await store.inAgency(agencyId, async (tx) => {
      const held = await findFlight(tx, id, true);
      if (held?.state === 'accepted') await endFlight(tx, held, 'failed', 'It never reached the gateway.', null);
    });
    return true;
  }

  /** The same start again, long expired: a gateway that has begun it says so, any other refuses. Null: begun. */
  async #askAboutStart(agencyId: string, flight: Flight): Promise<string | null> {
    if (!flight.plan) return 'flight_state';
    const message = { ...startMessage(flight, flight.plan, agencyId, null), expires_in_ms: NEVER_MS };
    return refusalOf(async () => {
      const { gateway } = this.#services.decider.vehicleOf(agencyId, flight.aircraft_id);
      await this.#services.gateways.request(gateway, 'start-flight', message);
    });
  }
}

/**
 * Tells the gateway that a flight is called off: before take-off it stops, in the air it returns. Null when it was told, otherwise
 * the code with which it refused, such as flight_state when it is not on that flight.
 */
export function callOff(services: FlightServices, agencyId: string, flight: Flight): Promise<string | null> {
  const { id: flight_id, aircraft_id } = flight;
  const body: EndFlight = { flight_id, agency_id: agencyId, aircraft_id, outcome: 'cancelled', issued_by: null };
  return refusalOf(async () => {
    const { gateway } = services.decider.vehicleOf(agencyId, aircraft_id);
    await services.gateways.request(gateway, 'end-flight', body);
  });
}

async function refusalOf(ask: () => Promise<void>): Promise<string | null> {
  try {
    await ask();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function unsettled({ sql, nowUtcMs }: AgencyTransaction): Promise<string[]> {
  const accepted = await sql
    .selectFrom('flights')
    .select('id')
    .where('ended_at_utc_ms', 'is', null)
    .where('state', '=', 'accepted')
    .where('accepted_at_utc_ms', '<', nowUtcMs - OVERDUE_AFTER_MS)
    .execute();
  const calledOff = await sql
    .selectFrom('flights')
    .select('id')
    .where('requested_at_utc_ms', '>', nowUtcMs - REQUESTED_WITHIN_MS)
    .where('ended_at_utc_ms', '>', nowUtcMs - CALLED_OFF_WITHIN_MS)
    .where('state', 'in', ['cancelled', 'failed'])
    .where('accepted_at_utc_ms', 'is not', null)
    .execute();
  return [...accepted, ...calledOff].map(({ id }) => id);
}
