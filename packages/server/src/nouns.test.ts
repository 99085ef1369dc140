/** What each noun of the server does beyond storing: one file, since a server and a database take seconds to start. */
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Caller } from './testing/caller.js';
import { ownerClient, startTestPostgres } from './testing/postgres.js';
import type { TestPostgres } from './testing/postgres.js';
import { aircraftInput, siteInput } from './testing/samples.js';
import { addAgency, startTestServer } from './testing/server.js';
import type { TestAgency, TestServer } from './testing/server.js';

const PASSWORD = 'correct horse battery staple';
const MINUTE_MS = 60_000;

let postgres: TestPostgres;
let server: TestServer;
let agency: TestAgency;
let other: TestAgency;
let owner: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login });
  owner = await ownerClient(login);
  agency = await addAgency(server);
  other = await addAgency(server);
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await server?.close();
  await postgres?.stop();
});

let users = 0;
async function addUser(): Promise<{ caller: Caller; id: string; username: string }> {
  const username = `someone.${++users}`;
  const body = { username, display_name: 'Someone', roles: ['rpic' as const], password: PASSWORD };
  const { id } = await agency.caller.call('createUser', { body });
  return { caller: await server.signIn(username, PASSWORD), id, username };
}

describe('a session', () => {
  it('locks after a time without input', async () => {
    const { caller, id } = await addUser();
    await owner.query('UPDATE sessions SET last_used_utc_ms = last_used_utc_ms - $1 WHERE user_id = $2', [
      31 * MINUTE_MS,
      id,
    ]);
    expect((await caller.refusal('session')).code).toBe('session_expired');
  });

  it('locks after the time that the agency set', async () => {
    const { caller, id } = await addUser();
    const policy = await agency.caller.call('getPolicy');
    await agency.caller.call('putPolicy', { body: { ...policy, idle_lock_min: 60 } });
    await owner.query('UPDATE sessions SET last_used_utc_ms = last_used_utc_ms - $1 WHERE user_id = $2', [
      31 * MINUTE_MS,
      id,
    ]);
    expect((await caller.call('session')).user.id).toBe(id);
    await agency.caller.call('putPolicy', { body: policy });
  });

  it('ends at its time however busy it is', async () => {
    const { caller, id } = await addUser();
    await owner.query('UPDATE sessions SET expires_at_utc_ms = $1 WHERE user_id = $2', [Date.now() - 1, id]);
    expect((await caller.refusal('session')).code).toBe('session_expired');
  });

  it('of the others ends when the password is changed', async () => {
    const { caller, username } = await addUser();
    const second = await server.signIn(username, PASSWORD);
    await caller.call('changePassword', { body: { current: PASSWORD, next: 'another phrase to remember' } });
    expect((await second.refusal('session')).code).toBe('session_expired');
    await expect(caller.call('session')).resolves.toBeDefined();
    expect(
      (await caller.refusal('changePassword', { body: { current: PASSWORD, next: 'a third one of length' } })).field,
    ).toBe('current');
  });

  it('is kept as a hash only', async () => {
    const { caller } = await addUser();
    const token = caller.headers['cookie']?.split('=')[1] ?? '';
    const found = await owner.query('SELECT count(*)::int AS count FROM sessions s WHERE s::text LIKE $1', [
      `%${token}%`,
    ]);
    expect(found.rows[0].count).toBe(0);
  });
});

describe('users', () => {
  it('keep an administrator', async () => {
    const { items } = await agency.caller.call('listUsers');
    const administrators = items.filter(({ roles }) => roles.includes('agency_administrator'));
    expect(administrators).toHaveLength(2);
    await agency.caller.call('updateUser', { params: { id: administrators[0]!.id }, body: { disabled: true } });
    const last = await agency.caller.refusal('updateUser', {
      params: { id: administrators[1]!.id },
      body: { roles: ['observer'] },
    });
    expect(last).toMatchObject({ status: 409, code: 'last_administrator' });
    await agency.caller.call('updateUser', { params: { id: administrators[0]!.id }, body: { disabled: false } });
  });

  it('who take the role from each other at the same moment leave one', async () => {
    const { caller } = await addAgency(server);
    const administrators = (await caller.call('listUsers')).items.filter(({ roles }) =>
      roles.includes('agency_administrator'),
    );
    expect(administrators).toHaveLength(2);
    const outcomes = await Promise.allSettled(
      administrators.map(({ id }) => caller.call('updateUser', { params: { id }, body: { roles: ['observer'] } })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('of an agency cannot be made administrators of the host', async () => {
    const body = { username: 'climber', display_name: 'C', roles: ['host_administrator' as const], password: PASSWORD };
    expect(await agency.caller.refusal('createUser', { body })).toMatchObject({ code: 'bad_request', field: 'roles' });
  });

  it('have names of their own in the whole deployment, and passwords that are not trivial', async () => {
    const body = { username: 'taken', display_name: 'T', roles: ['observer' as const], password: PASSWORD };
    await agency.caller.call('createUser', { body });
    expect(await other.caller.refusal('createUser', { body })).toMatchObject({ status: 409, field: 'username' });
    const weak = { ...body, username: 'weak', password: 'abcabcabcabcabcabc' };
    expect((await agency.caller.refusal('createUser', { body: weak })).code).toBe('password_too_weak');
  });
});

describe('cutting the motors', () => {
  const may = async (caller: Caller) => (await caller.call('session')).permissions.includes('aircraft:terminate');

  it("is nobody's until the agency gives it to a role, of that agency alone, and can be taken back", async () => {
    const pilot = (await addUser()).caller;
    expect(await may(pilot)).toBe(false);
    const items = [{ role: 'rpic' as const, permission: 'aircraft:terminate' as const }];
    await agency.caller.call('putRoleGrants', { body: { items } });
    expect(await agency.caller.call('listRoleGrants')).toEqual({ items });
    expect(await may(pilot)).toBe(true);
    expect(await other.caller.call('listRoleGrants')).toEqual({ items: [] });
    await agency.caller.call('putRoleGrants', { body: { items: [] } });
    expect(await may(pilot)).toBe(false);
  });

  it('is not given to dispatchers, and nothing else is given this way', async () => {
    const give = (role: string, permission: string) =>
      agency.caller.refusal('putRoleGrants', { body: { items: [{ role, permission }] } } as never);
    expect(await give('dispatcher', 'aircraft:terminate')).toMatchObject({ code: 'bad_request' });
    expect(await give('rpic', 'users:write')).toMatchObject({ code: 'bad_request' });
  });
});

describe('a place of which a feed knows no more than where it is', () => {
  it('is taken; what was left out is not known', async () => {
    const location = { latitude_deg: 37, longitude_deg: -122 };
    const body = { type: 'Fire', priority: 1 as const, location };
    const made = await agency.caller.call('createIncident', { body });
    expect(made.location).toEqual({ ...location, uncertainty_m: null, address: null });
    const elsewhere = { latitude_deg: 37.001, longitude_deg: -122, address: '1 Main St' };
    const moved = await agency.caller.call('updateIncident', {
      params: { id: made.id },
      body: { location: elsewhere },
    });
    expect(moved.location).toEqual({ ...elsewhere, uncertainty_m: null });
  });
});

describe('moments with a fraction of a millisecond', () => {
  it('are refused by name, not by a fault of the database', async () => {
    const body = {
      type: 'Fire',
      priority: 1,
      location: { latitude_deg: 37, longitude_deg: -122, uncertainty_m: null, address: null },
      received_at_utc_ms: 1_764_260_000_000.5,
    };
    const refusal = await agency.caller.refusal('createIncident', { body } as never);
    expect(refusal).toMatchObject({ code: 'bad_request', field: 'received_at_utc_ms' });
    const query = { from_utc_ms: 1.5 };
    for (const route of ['searchFlights', 'responseTimes'] as const) {
      const answer = await agency.caller.refusal(route, { query } as never);
      expect(answer).toMatchObject({ code: 'bad_request', field: 'from_utc_ms' });
    }
  });
});

describe('text that no database keeps as it is', () => {
  it.each(['a\u0000b', 'half \ud800 pair'])('is refused with the field named', async (type) => {
    const refusal = await agency.caller.refusal('createIncident', {
      body: {
        type,
        priority: 2,
        location: { latitude_deg: 37, longitude_deg: -122, uncertainty_m: null, address: null },
      },
    });
    expect(refusal).toMatchObject({ status: 400, code: 'bad_request', field: 'type' });
    const search = await agency.caller.refusal('listAudit', { query: { action: 'a\u0000b' } });
    expect(search).toMatchObject({ status: 400, field: 'action' });
  });
});

describe('an API key', () => {
  it('serves a feed until it is revoked, and nothing that flies', async () => {
    const { key, secret } = await agency.caller.call('createApiKey', {
      body: { name: 'CAD', permissions: ['incidents:write'] },
    });
    const feed = new Caller(server.url, { authorization: `Bearer ${secret}` });
    const location = { latitude_deg: 37, longitude_deg: -122, uncertainty_m: null, address: null };
    const body = { external_id: 'C-1', type: 'fire', priority: 2 as const, location };
    const first = await feed.call('createIncident', { body });
    expect((await feed.call('createIncident', { body })).id).toBe(first.id);
    expect((await feed.refusal('listIncidents')).code).toBe('forbidden');
    await agency.caller.call('deleteApiKey', { params: { id: key.id } });
    expect((await feed.refusal('createIncident', { body })).code).toBe('not_signed_in');
  });

  it('cannot hold a permission to command', async () => {
    const body = { name: 'robot', permissions: ['aircraft:command'] };
    expect(await agency.caller.refusal('createApiKey', { body })).toMatchObject({
      code: 'bad_request',
      field: 'permissions',
    });
  });
});

describe('the audit log', () => {
  it('tells that it was read', async () => {
    await agency.caller.call('listAudit');
    const { items } = await agency.caller.call('listAudit', { query: { action: 'listAudit' } });
    expect(items[0]).toMatchObject({ action: 'listAudit', outcome: 'ok' });
  });

  it('comes in pages', async () => {
    const first = await agency.caller.call('listAudit', { query: { limit: 3 } });
    const second = await agency.caller.call('listAudit', { query: { limit: 3, cursor: first.next_cursor! } });
    expect(second.items[0]!.seq).toBe(first.items[2]!.seq - 1);
    expect((await agency.caller.refusal('listAudit', { query: { cursor: 'x' } })).field).toBe('cursor');
  });

  it('holds no secret', async () => {
    await addUser();
    const all = await owner.query("SELECT string_agg(detail::text, ' ') AS text FROM audit");
    expect(all.rows[0].text).not.toContain(PASSWORD);
  });
});

describe('the host', () => {
  it('sets makers for every agency and sees nothing of them', async () => {
    const host = await server.host();
    const list = {
      enabled: true,
      makers: ['Skydio'],
      in_force_since: '2026-01-01',
      grandfather_cap_days: 365,
      citation: null,
    };
    await host.call('putApprovedMakers', { body: list });
    expect((await agency.caller.call('getApprovedMakers')).host).toEqual(list);
    expect((await agency.caller.call('getApprovedMakers')).agency.enabled).toBe(false);
    expect((await host.call('listUsers')).items.map(({ username }) => username)).toEqual(['admin']);
    expect((await host.refusal('listAircraft')).code).toBe('forbidden');
  });
});

describe('sites and aircraft', () => {
  it('are added, changed, and removed when nothing hangs on them', async () => {
    const site = await agency.caller.call('createSite', { body: siteInput('West') });
    const aircraft = await agency.caller.call('createAircraft', {
      body: { ...aircraftInput('Falcon'), site_id: site.id },
    });
    expect(await agency.caller.refusal('deleteSite', { params: { id: site.id } })).toMatchObject({
      status: 409,
      code: 'conflict',
    });
    expect((await agency.caller.refusal('createAircraft', { body: aircraftInput('Falcon') })).code).toBe('conflict');
    const moved = await agency.caller.call('updateAircraft', {
      params: { id: aircraft.id },
      body: { site_id: null, name: 'Falcon 2' },
    });
    expect(moved).toMatchObject({ site_id: null, name: 'Falcon 2', maker: 'Skydio' });
    await agency.caller.call('deleteSite', { params: { id: site.id } });
    await agency.caller.call('deleteAircraft', { params: { id: aircraft.id } });
    expect((await agency.caller.refusal('getAircraft', { params: { id: aircraft.id } })).code).toBe('not_found');
  });

  it('are grounded and ticked, which readiness tells', async () => {
    const { id } = await agency.caller.call('createAircraft', { body: aircraftInput('Osprey') });
    await agency.caller.call('groundAircraft', { params: { id }, body: { reason: 'cracked arm' } });
    const item = (await agency.caller.call('getReadiness', { params: { id } })).items.find(
      ({ key }) => key === 'grounding',
    );
    expect(item).toMatchObject({ state: 'not_ready', detail: expect.stringContaining('cracked arm') });
    const ticked = await agency.caller.call('tickChecklist', { params: { id }, body: { key: 'preflight_inspection' } });
    expect(ticked.checklist_ticks).toMatchObject([{ key: 'preflight_inspection' }]);
    expect((await agency.caller.refusal('tickChecklist', { params: { id }, body: { key: 'gnss_fix' } })).field).toBe(
      'key',
    );
  });
});

describe('crew', () => {
  it('goes on duty by itself, and gets its papers from a manager', async () => {
    const { caller, id } = await addUser();
    const on = await caller.call('updateCrew', { params: { id }, body: { on_duty: true } });
    expect(on).toMatchObject({ on_duty: true, on_duty_since_utc_ms: expect.any(Number), current: false });
    expect((await caller.refusal('updateCrew', { params: { id }, body: { certificate_number: '1' } })).code).toBe(
      'forbidden',
    );
    const papers = { certificate_number: '4711', certificate_expires_on: '2999-01-01', earlier_flights_90_days: 5 };
    expect(await agency.caller.call('updateCrew', { params: { id }, body: papers })).toMatchObject({
      current: true,
      flights_90_days: 5,
    });
  });
});

describe('airspace, weather and map', () => {
  const square = [
    [
      [-122, 37],
      [-121, 37],
      [-121, 38],
      [-122, 37],
    ],
  ];
  const feature = (kind: string) => ({
    type: 'Feature',
    properties: { kind, name: 'Zone' },
    geometry: { type: 'Polygon', coordinates: square },
  });

  it('imports volumes all or nothing, in place of those of the same source', async () => {
    const importing = (kinds: string[], replace: boolean) => ({
      body: { source: 'faa', replace, geojson: { type: 'FeatureCollection', features: kinds.map(feature) } },
    });
    expect(await agency.caller.call('importVolumes', importing(['keep_out', 'keep_in'], true))).toEqual({
      created: 2,
      removed: 0,
    });
    expect((await agency.caller.refusal('importVolumes', importing(['keep_out', 'moat'], true))).code).toBe(
      'bad_geojson',
    );
    expect(await agency.caller.call('importVolumes', importing(['keep_out'], true))).toEqual({
      created: 1,
      removed: 2,
    });
    const [volume] = (await agency.caller.call('listVolumes')).items;
    expect(
      await agency.caller.call('updateVolume', { params: { id: volume!.id }, body: { enabled: false } }),
    ).toMatchObject({ enabled: false, name: 'Zone' });
    expect((await other.caller.call('listVolumes')).items).toEqual([]);
  });

  it('keeps terrain exactly, and refuses one that does not fit its size', async () => {
    const grid = {
      north_deg: 38,
      west_deg: -122,
      step_latitude_deg: 0.1,
      step_longitude_deg: 0.1,
      rows: 2,
      columns: 2,
      elevation_amsl_m: [1.25, null, 3, 4],
      source: 'test',
    };
    await agency.caller.call('putTerrain', { body: grid });
    expect((await agency.caller.call('getTerrain')).terrain).toEqual(grid);
    expect((await agency.caller.refusal('putTerrain', { body: { ...grid, rows: 3 } })).field).toBe('elevation_amsl_m');
    expect((await other.caller.call('getTerrain')).terrain).toBeNull();
  });

  it('reads METAR and names what it cannot read', async () => {
    const day = String(new Date().getUTCDate()).padStart(2, '0');
    const weather = await agency.caller.call('putWeather', {
      body: { metar: `KSJC ${day}0053Z 31008KT 10SM FEW200 18/09 A3001` },
    });
    expect(weather).toMatchObject({ source: 'metar', station: 'KSJC', temperature_c: 18 });
    expect((await agency.caller.call('getWeather')).weather).toEqual(weather);
    expect(await agency.caller.refusal('putWeather', { body: { metar: 'KSJC nonsense' } })).toMatchObject({
      code: 'bad_metar',
      field: 'metar',
    });
  });

  it('opens the map amid the sites', async () => {
    await agency.caller.call('createSite', { body: siteInput('Center') });
    const geojson = { type: 'FeatureCollection', features: [] };
    await agency.caller.call('putBaseMap', { body: { geojson } });
    expect(await agency.caller.call('getBaseMap')).toMatchObject({
      geojson,
      style_url: null,
      center: [expect.any(Number), expect.any(Number)],
    });
    expect((await agency.caller.refusal('putBaseMap', { body: { geojson: { type: 'Feature' } } })).code).toBe(
      'bad_geojson',
    );
  });
});

describe('addresses', () => {
  const csv = [
    'label,latitude_deg,longitude_deg',
    '"10 Oak Street",37.5,-122.2',
    '30 Oak Street,37.51,-122.2',
    '12 Elm Avenue,37.6,-122.3',
  ].join('\n');

  it('are found by what is typed, between two numbers too, and by place', async () => {
    expect(await agency.caller.call('importAddresses', { body: csv })).toEqual({ count: 3 });
    const find = async (q: string) =>
      (await agency.caller.call('findAddress', { query: { q } })).items.map(({ label }) => label);
    expect((await find('30 oak'))[0]).toBe('30 Oak Street');
    expect((await find('20 oak st'))[0]).toBe('20 Oak Street');
    expect((await find('elm av'))[0]).toBe('12 Elm Avenue');
    expect(await find("'); DROP TABLE addresses; --")).toEqual([]);
    const near = await agency.caller.call('nearestAddress', {
      query: { latitude_deg: 37.5999, longitude_deg: -122.3 },
    });
    expect(near.match).toMatchObject({ label: '12 Elm Avenue', uncertainty_m: 12 });
  });

  it('of another agency are not found', async () => {
    expect((await other.caller.call('findAddress', { query: { q: '30 oak' } })).items).toEqual([]);
    expect(
      (await other.caller.call('nearestAddress', { query: { latitude_deg: 37.5, longitude_deg: -122.2 } })).match,
    ).toBeNull();
  });

  it('in a wrong file are refused by row and column, and the old ones stay', async () => {
    expect(
      await agency.caller.refusal('importAddresses', { body: 'label,latitude_deg,longitude_deg\nx,95,0\n' }),
    ).toMatchObject({ code: 'bad_csv', field: 'row 2, latitude_deg' });
    expect((await agency.caller.refusal('importAddresses', { body: 'label\nx\n' })).message).toContain('latitude_deg');
    expect((await agency.caller.call('findAddress', { query: { q: 'elm' } })).items).toHaveLength(1);
  });
});
