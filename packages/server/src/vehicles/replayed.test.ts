/** A log that is played back gets an aircraft of its own; whatever can be commanded waits for an administrator. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../testing/bound-aircraft.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { addAgency, startTestServer } from '../testing/server.js';
import type { TestAgency, TestServer } from '../testing/server.js';

let postgres: TestPostgres;
let server: TestServer;
let gateway: FakeGateway;
let agency: TestAgency;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const link = { kind: 'udp-in', agency: 'first', simulated: true };
  const links = [
    { ...link, id: 'demo' },
    { ...link, id: 'replay' },
  ];
  server = await startTestServer({ login: await postgres.freshDatabase(), settings: { gateway: { links } } });
  gateway = new FakeGateway(server.bus);
  agency = await addAgency(server, 'First');
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await server?.close();
  await postgres?.stop();
});

const aircraft = async () => (await agency.caller.call('listAircraft')).items;

it('is bound once, however often it is heard', async () => {
  const key = 'gateway/replay/7';
  gateway.status('gateway/demo/3');
  for (let times = 0; times < 3; times++) gateway.status(key);
  await until(async () => (await aircraft()).length > 0);
  gateway.status(key);
  await until(async () => {
    const { items } = await agency.caller.call('listVehicles');
    return items.some(({ vehicle_key, aircraft_id }) => vehicle_key === key && aircraft_id !== null);
  });
  expect(await aircraft()).toMatchObject([{ name: 'Recorded log, system 7', vehicle_key: key, site_id: null }]);
});
