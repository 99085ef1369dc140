import type { Selectable } from 'kysely';
import type { Incident } from '@outrider/schema';
import type { Database } from '../platform/database/tables/index.js';

export type IncidentRow = Selectable<Database['incidents']>;

/** A row as the API shows it, with the flights that were requested for it, oldest first. */
export function toIncident(row: IncidentRow, flightIds: readonly string[]): Incident {
  return {
    id: row.id,
    number: row.number,
    external_id: row.external_id,
    external_revision: row.external_revision,
    source: row.source,
    type: row.type,
    priority: row.priority,
    location: {
      latitude_deg: row.latitude_deg,
      longitude_deg: row.longitude_deg,
      uncertainty_m: row.uncertainty_m,
      address: row.address,
    },
    narrative: row.narrative,
    sensitivity: row.sensitivity,
    state: row.state,
    received_at_utc_ms: row.received_at_utc_ms,
    updated_at_utc_ms: row.updated_at_utc_ms,
    closed_at_utc_ms: row.closed_at_utc_ms,
    flight_ids: [...flightIds],
  };
}

/** The columns of an incident, for insert and update. */
export function fromIncident(agencyId: string, incident: Incident): Omit<IncidentRow, never> {
  const { location, flight_ids: _flights, ...rest } = incident;
  return { agency_id: agencyId, ...rest, ...location };
}
