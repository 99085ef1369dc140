/** One of everything in an agency, for tests that must not reach it from another. Only tests import it. */
import type pg from 'pg';
import type { FakeGateway } from './fake-gateway.js';
import { aircraftInput, NO_PROGRESS, cameraInput, siteInput, telemetrySample } from './samples.js';
import type { TestAgency, TestServer } from './server.js';

/** Ids of an agency's things by what they are. */
export type Things = Record<
  | 'users'
  | 'api-keys'
  | 'crew'
  | 'aircraft'
  | 'sites'
  | 'cameras'
  | 'shares'
  | 'messages'
  | 'airspace/volumes'
  | 'incidents'
  | 'decisions'
  | 'flights'
  | 'commands'
  | 'redactions'
  | 'holds'
  | 'records-requests'
  | 'records-request-items'
  | 'alerts',
  string
> & { question: string };

const nothingSoon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const volume = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { kind: 'keep_out', name: 'Heliport' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-122.3, 37.4],
            [-122.2, 37.4],
            [-122.2, 37.45],
            [-122.3, 37.4],
          ],
        ],
      },
    },
  ],
};

/** Makes the things through the API where it can, and a flight with its commands and alerts as a gateway reports them. */
export async function populate(
  { caller, id: agencyId }: TestAgency,
  gateway: FakeGateway,
  vehicleKey: string,
  owner: pg.Client,
): Promise<Things> {
  const site = await caller.call('createSite', { body: siteInput('Dock') });
  const aircraft = await caller.call('createAircraft', {
    body: { ...aircraftInput(`Heron of ${agencyId}`), site_id: site.id },
  });
  await caller.call('importVolumes', { body: { source: 'test', replace: false, geojson: volume } });
  const { items } = await caller.call('listVolumes');
  const location = { latitude_deg: 37.5, longitude_deg: -122.2, uncertainty_m: 10, address: 'Oak Street 1' };
  const incident = await caller.call('createIncident', { body: { type: 'fire', priority: 1, location } });
  const key = await caller.call('createApiKey', { body: { name: 'CAD', permissions: ['incidents:write'] } });
  const decision = await caller.call('decide', { params: { id: incident.id } });
  const user = (await caller.call('session')).user;
  const bound = 'INSERT INTO vehicle_bindings VALUES ($1, $2, $3, $4, NULL, 0)';
  await owner.query(bound, [agencyId, aircraft.id, vehicleKey, gateway.name]);
  // Any change of an aircraft makes the server look at the bindings anew.
  await caller.call('updateAircraft', { params: { id: aircraft.id }, body: { in_dock: false } });
  await nothingSoon(400);
  gateway.status(vehicleKey);
  gateway.telemetry(agencyId, [telemetrySample(aircraft.id)]);
  const camera = await caller.call('createCamera', { body: cameraInput('Dock camera') });
  const reported = await reportFlight(gateway, agencyId, aircraft.id);
  await nothingSoon(800);
  const share = await caller.call('createShare', { body: { camera_id: camera.id, label: 'Engine 7' } });
  const said = { params: { id: reported.flights }, body: { text: 'Behind the shed' } };
  const message = await caller.call('sendFlightMessage', said);
  const held = { params: { id: reported.flights }, body: { reason: 'Subpoena', until_utc_ms: null } };
  const hold = await caller.call('setHold', held);
  return {
    users: user.id,
    holds: hold.id,
    crew: user.id,
    'api-keys': key.key.id,
    aircraft: aircraft.id,
    sites: site.id,
    cameras: camera.id,
    shares: share.link.id,
    messages: message.id,
    'airspace/volumes': items[0]?.id ?? '',
    incidents: incident.id,
    decisions: decision.id,
    redactions: await addRedaction(owner, agencyId, reported.flights, camera.id),
    ...(await addRecordsRequest(caller, reported.flights)),
    ...reported,
  };
}

/** A draft: one that was rendered needs recorded video. */
async function addRedaction(owner: pg.Client, agencyId: string, flightId: string, cameraId: string): Promise<string> {
  const id = newId();
  const columns = 'agency_id, id, flight_id, camera_id, title, from_utc_ms, to_utc_ms, state, plan_version, created_by';
  const insert = `INSERT INTO redactions (${columns}, created_at_utc_ms, changed_at_utc_ms)`;
  await owner.query(`${insert} VALUES ($1, $2, $3, $4, 'Release', 0, 1000, 'draft', 1, 'ann', 0, 0)`, [
    agencyId,
    id,
    flightId,
    cameraId,
  ]);
  return id;
}

async function addRecordsRequest(caller: TestAgency['caller'], flight_id: string) {
  const open = { due_at_utc_ms: null, from_utc_ms: null, to_utc_ms: null };
  const asked = { requester: 'A. Reader', contact: '', subject: 'Everything', received_at_utc_ms: 1, ...open };
  const { id } = await caller.call('createRecordsRequest', { body: asked });
  const item = { params: { id }, body: { flight_id, material: 'record' as const } };
  const { items } = await caller.call('addRecordsRequestItem', item);
  return { 'records-requests': id, 'records-request-items': items[0]!.id };
}

let ids = 0;
const newId = (): string => `0193aaaa-0000-7000-8000-${String(++ids).padStart(12, '0')}`;

async function reportFlight(gateway: FakeGateway, agency_id: string, aircraft_id: string) {
  const [flight_id, command_id, alert_id, question] = [newId(), newId(), newId(), newId()];
  const of = { agency_id, aircraft_id, flight_id };
  gateway.spool({ ...of, kind: 'flight', state: 'airborne', purpose: 'training', ...NO_PROGRESS });
  const alert = {
    id: alert_id,
    aircraft_id,
    flight_id,
    level: 'caution',
    kind: 'gnss',
    text: 'Poor position',
    spoken: null,
  } as const;
  const open = { cleared_at_utc_ms: null, acknowledged_at_utc_ms: null, acknowledged_by: null };
  gateway.spool({ ...of, kind: 'alert', alert: { ...alert, ...open, raised_at_utc_ms: Date.now() } });
  const command = {
    ...of,
    command_id,
    action: { kind: 'hold' },
    state: 'done',
    detail: null,
    error_code: null,
  } as const;
  const times = { requested_at_utc_ms: Date.now(), updated_at_utc_ms: Date.now() };
  gateway.spool({ ...of, kind: 'command', command: { ...command, issued_by: null, origin: 'gateway', ...times } });
  return { flights: flight_id, commands: command_id, alerts: alert_id, question };
}

/** The record of a flight is written by itself, whenever its turn comes. */
const OF_WORK_IN_THE_BACKGROUND: ReadonlySet<string> = new Set(['flight_records', 'evidence_cursors']);

/** Everything that an agency has, as text per table; what merely using a session touches is left out. */
export async function contentOf(owner: pg.Client, agencyId: string): Promise<Record<string, string>> {
  const tables = await owner.query<{ name: string; column: string }>(`
    SELECT c.relname AS name, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'outrider'::regnamespace AND c.relkind = 'r' AND a.attname = 'agency_id' ORDER BY 1`);
  const content: Record<string, string> = {};
  for (const { name } of tables.rows) {
    if (name === 'sessions' || OF_WORK_IN_THE_BACKGROUND.has(name)) continue;
    const rows = await owner.query(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS text FROM ${name} t WHERE agency_id = $1`,
      [agencyId],
    );
    content[name] = rows.rows[0].text as string;
  }
  return content;
}

export type { TestServer };
