import type { Flight, FlightMarker, FlightMarkerInput } from '@outrider/schema';
import { findRecord } from '../evidence/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { findFlight } from './store.js';

/** Clocks of browsers may be ahead by so much. */
const AHEAD_MS = 5_000;

/**
 * Marks a moment of a flight: an event `marker` of its record. Throws flight_state once the record is sealed, since nothing comes
 * into it any more, and bad_request for a time outside the flight.
 */
export async function markFlight(
  tx: AgencyTransaction,
  id: string,
  input: FlightMarkerInput,
  marked_by: string,
): Promise<FlightMarker> {
  const flight = found(await findFlight(tx, id), 'flight');
  const record = await findRecord(tx, flight.id);
  if (record?.state === 'sealed' || record?.state === 'broken')
    throw refuse(
      'flight_state',
      `The record of flight ${flight.number} is ${record.state} and takes no marker any more.`,
    );
  const text = input.text.trim();
  if (text === '') throw refuse('bad_request', 'A marker needs a word that says what it is.', 'text');
  const at_utc_ms = momentOf(flight, input.at_utc_ms, tx.nowUtcMs);
  const position = input.position ?? null;
  const of = { flight_id: flight.id, aircraft_id: flight.aircraft_id, incident_id: flight.incident_id };
  const data = { position, entered_at_utc_ms: tx.nowUtcMs };
  tx.event({ kind: 'marker', text, actor: marked_by, ...of, data, at_utc_ms });
  return { at_utc_ms, text, position, marked_by };
}

function momentOf(flight: Flight, asked: number | undefined, nowUtcMs: number): number {
  if (asked === undefined) return nowUtcMs;
  if (asked < flight.requested_at_utc_ms || asked > nowUtcMs + AHEAD_MS)
    throw refuse('bad_request', 'The marked moment lies before the flight or in the future.', 'at_utc_ms');
  return Math.min(asked, nowUtcMs);
}
