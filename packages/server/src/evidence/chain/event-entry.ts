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

/** An event as an entry of the flight's chain; with an acceptance goes what was accepted. Pure. */
export function entryOf(event: FlightEventRow, flight: Flight): NewChainEntry {
  const { at_utc_ms, text, actor, data } = event;
  const accepted = event.kind === 'flight_accepted' ? acceptanceOf(flight) : {};
  return { at_utc_ms, kind: kindOf(event.kind), body: { text, actor, data, ...accepted }, payload: null };
}

/** Kinds are words of small letters; whatever else one may hold becomes an underscore. */
const kindOf = (kind: string): string =>
  kind
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .replace(/^(?![a-z])/, 'e')
    .slice(0, 60);

function acceptanceOf(flight: Flight): Record<string, unknown> {
  const { decision_id, rpic_user_id, rpic_name, plan, verdict, override_reason, visual_line_of_sight_confirmed } =
    flight;
  return { decision_id, rpic_user_id, rpic_name, plan, verdict, override_reason, visual_line_of_sight_confirmed };
}

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
