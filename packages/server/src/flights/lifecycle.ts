import type { Flight, FlightState } from '@outrider/schema';
import { tellAircraft } from '../aircraft/store.js';
import { tell as tellIncident } from '../incidents/enter.js';
import { findIncident, saveIncidents } from '../incidents/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

/** States in which the aircraft has not left the ground: the flight can still be called off. */
const BEFORE_TAKE_OFF: ReadonlySet<FlightState> = new Set(['requested', 'accepted', 'preparing', 'departing']);

/** Ends a flight on the books, frees its aircraft and, where nobody else flies to it, its incident. */
export async function endFlight(
  tx: AgencyTransaction,
  flight: Flight,
  state: FlightState,
  detail: string,
  actor: string | null,
): Promise<Flight> {
  const ended: Flight = { ...flight, state, state_detail: detail, question: null, ended_at_utc_ms: tx.nowUtcMs };
  await saveFlight(tx, ended);
  tellFlight(tx, ended, state, detail, actor);
  await tellAircraft(tx, ended.aircraft_id);
  if (ended.incident_id) await releaseIncident(tx, ended.incident_id);
  return ended;
}

/** An incident that no flight under way serves is open again, so that the queue does not show help that is not coming. */
export async function releaseIncident(tx: AgencyTransaction, incidentId: string): Promise<void> {
  const incident = await findIncident(tx, incidentId, true);
  if (incident?.state !== 'assigned') return;
  const serving = await tx.sql
    .selectFrom('flights')
    .select('id')
    .where('incident_id', '=', incidentId)
    .where('ended_at_utc_ms', 'is', null)
    .executeTakeFirst();
  if (serving) return;
  const open = { ...incident, state: 'open' as const, updated_at_utc_ms: tx.nowUtcMs };
  await saveIncidents(tx, [open]);
  tellIncident(tx, open, 'open again', null);
}

/** An RPIC says no to a request. */
export async function declineFlight(
  tx: AgencyTransaction,
  id: string,
  reason: string,
  caller: Principal,
): Promise<Flight> {
  const flight = found(await findFlight(tx, id, true), 'flight');
  if (flight.state !== 'requested')
    throw refuse('flight_state', `Flight ${flight.number} is ${flight.state}; only a request can be declined.`, 'id');
  return endFlight(tx, flight, 'declined', `Declined by ${caller.name}: ${reason}`, caller.name);
}

/** Calls a flight off before take-off. `told` is false for a request that no gateway knows of yet. */
export async function cancelFlight(
  tx: AgencyTransaction,
  id: string,
  caller: Principal,
): Promise<{ flight: Flight; told: boolean }> {
  const flight = found(await findFlight(tx, id, true), 'flight');
  if (flight.state === 'cancelled') return { flight, told: false };
  if (!BEFORE_TAKE_OFF.has(flight.state) || flight.took_off_at_utc_ms !== null) {
    throw refuse('flight_state', `Flight ${flight.number} is ${flight.state}; return the aircraft instead.`, 'id');
  }
  const told = flight.state !== 'requested';
  return { flight: await endFlight(tx, flight, 'cancelled', `Cancelled by ${caller.name}`, caller.name), told };
}
