import type { CameraPlace, FlightState, Incident, Point } from '@outrider/schema';
import type { AgencyTransaction } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';

/** What a link is about, as the database has it now. */
export interface ShareFacts {
  id: string;
  agencyId: string;
  label: string;
  expiresAtUtcMs: number;
  revoked: boolean;
  camera: {
    id: string;
    name: string;
    place: CameraPlace | null;
    criminalJustice: boolean;
    horizontalFovDeg: number | null;
  };
  aircraft: { id: string; name: string } | null;
  /** The flight that it is scoped to, or the one that its aircraft is on now. */
  flight: { id: string; state: FlightState; over: boolean } | null;
  /** It shows this flight alone. */
  scopedToFlight: boolean;
  incident: {
    id: string;
    type: string;
    address: string | null;
    position: Point;
    sensitivity: Incident['sensitivity'];
  } | null;
  sharesPosition: boolean;
}

/** Null: there is no such link, or its camera is gone. */
export async function loadFacts(tx: AgencyTransaction, id: string): Promise<ShareFacts | null> {
  const row = await tx.sql
    .selectFrom('shares')
    .innerJoin('cameras', (on) =>
      on.onRef('cameras.agency_id', '=', 'shares.agency_id').onRef('cameras.id', '=', 'shares.camera_id'),
    )
    .leftJoin('aircraft', (on) =>
      on.onRef('aircraft.agency_id', '=', 'cameras.agency_id').onRef('aircraft.id', '=', 'cameras.aircraft_id'),
    )
    .selectAll('shares')
    .select([
      'cameras.name as camera_name',
      'cameras.place',
      'cameras.criminal_justice',
      'cameras.horizontal_fov_deg',
      'aircraft.id as aircraft_id',
      'aircraft.name as aircraft_name',
    ])
    .where('shares.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const flight = await flightOf(tx, row.flight_id, row.aircraft_id);
  const incidentId = row.incident_id ?? (row.flight_id === null ? null : (flight?.incident_id ?? null));
  return {
    id: row.id,
    agencyId: tx.agencyId,
    label: row.label,
    expiresAtUtcMs: row.expires_at_utc_ms,
    revoked: row.revoked_at_utc_ms !== null,
    camera: {
      id: row.camera_id,
      name: row.camera_name,
      place: row.place,
      criminalJustice: row.criminal_justice,
      horizontalFovDeg: row.horizontal_fov_deg,
    },
    aircraft: row.aircraft_id === null ? null : { id: row.aircraft_id, name: row.aircraft_name ?? '' },
    flight: flight && { id: flight.id, state: flight.state, over: flight.ended_at_utc_ms !== null },
    scopedToFlight: row.flight_id !== null,
    incident: incidentId === null ? null : await incidentOf(tx, incidentId),
    sharesPosition: (await loadPolicy(tx)).shared_position,
  };
}

async function flightOf({ sql }: AgencyTransaction, flightId: string | null, aircraftId: string | null) {
  const columns = ['id', 'state', 'ended_at_utc_ms', 'incident_id'] as const;
  const query = sql.selectFrom('flights').select(columns);
  if (flightId !== null) return (await query.where('id', '=', flightId).executeTakeFirst()) ?? null;
  if (aircraftId === null) return null;
  const current = query.where('aircraft_id', '=', aircraftId).where('accepted_at_utc_ms', 'is not', null);
  return (
    (await current.where('ended_at_utc_ms', 'is', null).orderBy('accepted_at_utc_ms', 'desc').executeTakeFirst()) ??
    null
  );
}

async function incidentOf({ sql }: AgencyTransaction, id: string): Promise<ShareFacts['incident']> {
  const row = await sql
    .selectFrom('incidents')
    .select(['id', 'type', 'address', 'sensitivity', 'latitude_deg', 'longitude_deg'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { latitude_deg, longitude_deg, ...rest } = row;
  return { ...rest, position: { latitude_deg, longitude_deg } };
}
