import type { NewChainEntry } from '@outrider/core/evidence';
import type { Flight } from '@outrider/schema';

/** A line of the agency's story that belongs to a flight. */
export interface FlightEventRow {
  seq: number;
  at_utc_ms: number;
  kind: string;
  text: string;
  actor: string | null;
  flight_id: string;
  data: Record<string, unknown>;
}

/** An event as an entry of the flight's chain: what it said when it was written, whatever the flight has become since. Pure. */
export function entryOf({ at_utc_ms, kind, text, actor, data }: FlightEventRow): NewChainEntry {
  return { at_utc_ms, kind: kindOf(kind), body: { text, actor, data }, payload: null };
}

/** Kinds are words of small letters; whatever else one may hold becomes an underscore. */
const kindOf = (kind: string): string =>
  kind
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .replace(/^(?![a-z])/, 'e')
    .slice(0, 60);

/** The first entry: whose record this is, and what wrote it. Pure. */
export function openedEntry(
  flight: Flight,
  software: Readonly<Record<string, string>>,
  atUtcMs: number,
): NewChainEntry {
  const {
    id: flight_id,
    number,
    aircraft_id,
    aircraft_name,
    incident_id,
    incident_number,
    purpose,
    simulated,
  } = flight;
  const of = { flight_id, number, aircraft_id, aircraft_name, incident_id, incident_number, purpose, simulated };
  return { at_utc_ms: atUtcMs, kind: 'record_opened', body: { ...of, software: { ...software } }, payload: null };
}
