/** A fleet so large that a decision routes only the best: whoever is really asked for is routed all the same. */
import { uuidv7 } from '@outrider/runtime';
import { destination } from '@outrider/core/geo';
import type { AirPoint, FailsafeReport, Flight, Site, TelemetrySample, VehicleStatus } from '@outrider/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeGateway } from '../testing/fake-gateway.js';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { aircraftInput, telemetrySample } from '../testing/samples.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

const FLEET = 30;
const TARGET = { latitude_deg: 37.5, longitude_deg: -122.2 };
const FAILSAFES = ['lost_link', 'rc_loss', 'battery', 'fence', 'home', 'return_height', 'ground_station_id'] as const;
const SENSORS = ['gyroscope', 'accelerometer', 'compass', 'barometer', 'gnss', 'motors', 'estimator', 'battery'];

let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;
const fleet: { id: string; site: Site }[] = [];
const settle = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  postgres = await startTestPostgres();
  const link = { id: 'demo', kind: 'udp-in', agency: 'first', simulated: true };
  server = await startTestServer({
    login: await postgres.freshDatabase(),
    settings: { gateway: { links: [link] } },
  });
  gateway = new FakeGateway(server.bus);
  agency = await addAgency(server, 'First');
  await makeReady();
  for (let n = 0; n < FLEET; n++) await addAircraft(n);
  await settle(400);
  sayAllIsWell();
  await settle(200);
}, 180_000);
afterAll(async () => {
  gateway?.close();
  await server?.close();
  await postgres?.stop();
});

/** An RPIC who is on duty and current, and calm weather. */
async function makeReady(): Promise<void> {
  const { caller } = agency;
  const { user } = await caller.call('session');
  const papers = { certificate_number: '4412345', certificate_expires_on: '2099-12-31', earlier_flights_90_days: 12 };
  await caller.call('updateCrew', { params: { id: user.id }, body: { ...papers, on_duty: true } });
  const calm = { wind_speed_mps: 2, wind_gust_mps: 3, wind_from_deg: 270, visibility_m: 16_000, ceiling_agl_m: 3000 };
  await caller.call('putWeather', { body: { ...calm, temperature_c: 18, precipitation: 'none' } });
}

/** Each on a site of its own, 100 m farther from the target than the one before. */
async function addAircraft(n: number): Promise<void> {
  const place = destination(TARGET, 200, 400 + n * 100);
  const position: AirPoint = { ...place, altitude_amsl_m: 10 };
  const site = await agency.caller.call('createSite', { body: { name: `Dock ${n}`, position } });
  const body = { ...aircraftInput(`Heron ${n}`), site_id: site.id };
  const { id } = await agency.caller.call('createAircraft', { body });
  const vehicle_key = `gateway/demo/${n + 1}`;
  gateway.status(vehicle_key);
  await settle(20);
  await agency.caller.call('bindVehicle', { body: { vehicle_key, aircraft_id: id } });
  fleet.push({ id, site });
}

function sayAllIsWell(): void {
  const failsafes: FailsafeReport = {
    read_at_utc_ms: Date.now(),
    items: FAILSAFES.map((name) => ({ name, ok: true, detail: `${name} read.`, settable: true })),
    return_height_m: 60,
  };
  const well = {
    agency_id: agency.id,
    health: SENSORS.map((sensor) => ({ sensor, ok: true })),
    failsafes,
    ready_to_arm: true,
    parameters_loaded: true,
    last_heard_utc_ms: Date.now(),
  } as Partial<VehicleStatus>;
  fleet.forEach(({ id }, n) => gateway.status(`gateway/demo/${n + 1}`, { ...well, aircraft_id: id }));
  gateway.telemetry(
    agency.id,
    fleet.map(({ id, site }): TelemetrySample => {
      const fix = { battery_percent: 95, gnss_fix: 3, gnss_satellites: 16, gnss_hdop: 0.8, estimator_ok: true };
      return { ...telemetrySample(id), ...site.position, ...fix };
    }),
  );
}

function request(n: number) {
  const aircraft_id = fleet[n]!.id;
  return { body: { flight_id: uuidv7(Date.now()), aircraft_id, purpose: 'training' as const, target: TARGET } };
}

async function candidateOf(decision_id: string, aircraft_id: string) {
  const { candidates } = await agency.caller.call('getDecision', { params: { id: decision_id } });
  return candidates.find((candidate) => candidate.aircraft_id === aircraft_id);
}

it('routes the last of thirty once it is requested, and again when it is accepted', async () => {
  const last = FLEET - 1;
  const asked = await agency.caller.call('decideForPoint', { body: { purpose: 'training', target: TARGET } });
  const before = asked.candidates.find(({ aircraft_id }) => aircraft_id === fleet[last]!.id);
  expect(before).toMatchObject({ can_go: true, estimated: true, route: null });

  const flight: Flight = await agency.caller.call('requestFlight', request(last));
  const requested = await candidateOf(flight.decision_id!, flight.aircraft_id);
  expect(requested).toMatchObject({ can_go: true, estimated: false });
  expect(requested?.route?.legs.length).toBeGreaterThan(0);

  const accepted = await agency.caller.call('acceptFlight', { params: { id: flight.id }, body: {} });
  expect(accepted.plan).not.toBeNull();
  const { plan, verdict, decision_id, rpic_user_id } = accepted;
  const { events } = await agency.caller.call('getFlightEvents', { params: { id: flight.id } });
  const told = events.find(({ kind }) => kind === 'flight_accepted');
  expect(told?.data).toMatchObject({ plan, verdict, decision_id, rpic_user_id });
  expect(await candidateOf(accepted.decision_id!, flight.aircraft_id)).toMatchObject({ estimated: false });
});

it('takes no purpose by which a flight would pass for another: papers and crew limits hang on it', async () => {
  const { caller } = agency;
  const { body } = request(0);
  const incident = await caller.call('createIncident', {
    body: { type: 'Fire', priority: 1, location: { ...TARGET, uncertainty_m: null, address: null } },
  });
  const refused = (change: object) => caller.refusal('requestFlight', { body: { ...body, ...change } } as never);
  expect(await refused({ purpose: 'replay' })).toMatchObject({ code: 'bad_request', field: 'purpose' });
  expect(await refused({ purpose: 'incident' })).toMatchObject({ code: 'bad_request', field: 'incident_id' });
  const disguised = { purpose: 'training', incident_id: incident.id };
  expect(await refused(disguised)).toMatchObject({ code: 'bad_request', field: 'purpose' });
});

it('refuses one that the straight way flatters: its route is known to be closed before anybody is asked to fly it', async () => {
  const { site } = fleet[FLEET - 2]!;
  const corner = (bearing: number) => {
    const { latitude_deg, longitude_deg } = destination(site.position, bearing, 60);
    return [longitude_deg, latitude_deg];
  };
  const ring = [45, 315, 225, 135, 45].map(corner);
  const feature = {
    type: 'Feature',
    properties: { kind: 'keep_out', name: 'Fireworks' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  const geojson = { type: 'FeatureCollection', features: [feature] };
  await agency.caller.call('importVolumes', { body: { source: 'test', replace: false, geojson } });
  await settle(300);
  const refusal = await agency.caller.refusal('requestFlight', request(FLEET - 2));
  expect(refusal).toMatchObject({ code: 'dispatch_refused' });
  expect(refusal.message).toContain('Fireworks');
});
