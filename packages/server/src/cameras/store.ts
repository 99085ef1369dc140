import type { Selectable } from 'kysely';
import type { Camera, CameraSource, MediaCamera, MediaRecording } from '@outrider/schema';
import { found, json, nullableJson } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';

type Row = Selectable<Database['cameras']>;

/** Without what only those who change cameras may see. */
const shown = (row: Row): Camera => ({ ...whole(row), publish_key: null });

function whole(row: Row): Camera {
  const { agency_id: _agency, reported_as, source_password: _password, ...rest } = row;
  return { ...rest, reported: reported_as !== null };
}

/** Cameras as everybody of the agency may see them. */
export async function loadCameras({ sql }: AgencyTransaction): Promise<Camera[]> {
  return (await sql.selectFrom('cameras').selectAll().orderBy('name').orderBy('id').execute()).map(shown);
}

/** With the keys under which sources may publish. */
export async function loadCamerasWithKeys({ sql }: AgencyTransaction): Promise<Camera[]> {
  return (await sql.selectFrom('cameras').selectAll().orderBy('name').orderBy('id').execute()).map(whole);
}

/** Throws not_found. */
export async function findCamera({ sql }: AgencyTransaction, id: string): Promise<Camera> {
  return whole(found(await sql.selectFrom('cameras').selectAll().where('id', '=', id).executeTakeFirst(), 'camera'));
}

/** A camera's password goes into a column of its own: a source that names none keeps the one before. */
export async function saveCamera(
  transaction: AgencyTransaction,
  camera: Camera,
  reportedAs: string | null = null,
): Promise<void> {
  const { id, source, place, reported: _reported, ...rest } = camera;
  const { password, ...open } = source as CameraSource & { password?: string | null };
  const values = {
    ...rest,
    place: nullableJson(place),
    source: json(open),
    ...(password === undefined ? {} : { source_password: password }),
    ...(reportedAs === null ? {} : { reported_as: reportedAs }),
  };
  await transaction.sql
    .insertInto('cameras')
    .values({ agency_id: transaction.agencyId, id, source_password: null, reported_as: null, ...values })
    .onConflict((conflict) => conflict.columns(['agency_id', 'id']).doUpdateSet(values))
    .execute();
  transaction.change({ kind: 'camera', value: { ...camera, source: open as CameraSource, publish_key: null } });
}

/** Cameras that are switched on, as the media process gets them. */
export async function loadMediaCameras({ sql, agencyId }: AgencyTransaction): Promise<MediaCamera[]> {
  const rows = await sql.selectFrom('cameras').selectAll().where('enabled', '=', true).orderBy('id').execute();
  return rows.map(({ id, name, source, source_password, publish_key }) => ({
    camera_id: id,
    agency_id: agencyId,
    name,
    source: source.kind === 'rtsp' ? { ...source, password: source_password } : source,
    publish_key,
  }));
}

/** Which cameras each aircraft carries. */
export async function loadCarriedCameras({ sql }: AgencyTransaction): Promise<{ id: string; aircraft_id: string }[]> {
  const rows = await sql.selectFrom('cameras').select(['id', 'aircraft_id']).where('enabled', '=', true).execute();
  return rows.flatMap(({ id, aircraft_id }) => (aircraft_id === null ? [] : [{ id, aircraft_id }]));
}

const RECORDED_STATES = ['preparing', 'departing', 'en_route', 'on_scene', 'returning', 'landing'] as const;

/** Cameras of aircraft that fly, each with the flight into whose record it goes. */
export async function loadRecordings({ sql, agencyId }: AgencyTransaction): Promise<MediaRecording[]> {
  const rows = await sql
    .selectFrom('flights')
    .innerJoin('cameras', (on) =>
      on.onRef('cameras.agency_id', '=', 'flights.agency_id').onRef('cameras.aircraft_id', '=', 'flights.aircraft_id'),
    )
    .select(['cameras.id as camera_id', 'flights.id as flight_id', 'flights.requested_at_utc_ms as created_at_utc_ms'])
    .where('flights.ended_at_utc_ms', 'is', null)
    .where('flights.state', 'in', RECORDED_STATES)
    .where('cameras.enabled', '=', true)
    .orderBy('cameras.id')
    .execute();
  return rows.map((row) => ({ ...row, agency_id: agencyId }));
}
