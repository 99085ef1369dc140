import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import type { IncidentInput } from '@outrider/schema';
import { openStore } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { ownerClient, startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { enterIncidents } from './enter.js';
import { openIncidents, searchIncidents } from './store.js';

let postgres: TestPostgres;
let store: Store;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  store = await openStore({
    login,
    poolSize: 8,
    clock: systemClock(),
    bus: inProcessBus(),
    logger: createLogger({ name: 'test', level: 'silent' }),
  });
  const owner = await ownerClient(login);
  for (const id of agencies) {
    await owner.query("INSERT INTO agencies VALUES ($1, $2, 'x', 'agency', 0)", [id, id]);
    await owner.query('INSERT INTO agency_heads (agency_id) VALUES ($1)', [id]);
  }
  await owner.end();
});
afterAll(async () => {
  await store.close();
  await postgres.stop();
});

const agencies = [0, 1, 2].map(() => uuidv7(Date.now())) as [string, string, string];
const call = (external_id: string | undefined, over: Partial<IncidentInput> = {}): IncidentInput => ({
  ...(external_id === undefined ? {} : { external_id }),
  type: 'Alarm',
  priority: 2,
  location: { latitude_deg: 37, longitude_deg: -122, uncertainty_m: null, address: '90 Mill Ln' },
  ...over,
});
const enter = (agency: string, inputs: IncidentInput[]) =>
  store.inAgency(agency, (tx) => enterIncidents(tx, inputs, { source: 'api', actor: null }));
const all = (agency: string) => store.inAgency(agency, (tx) => openIncidents(tx));

test('two feeds that bring the same new calls at once make each once, numbered without a gap', async () => {
  const calls = Array.from({ length: 40 }, (_, i) => call(`C${i}`));
  const results = await Promise.all(
    [...Array(8)].map((_, i) => enter(agencies[0], i % 2 ? calls : calls.toReversed())),
  );
  expect(results.map((result) => result.created).toSorted((a, b) => b - a)).toEqual([40, 0, 0, 0, 0, 0, 0, 0]);
  const incidents = await all(agencies[0]);
  expect(incidents).toHaveLength(40);
  const numbers = incidents.map((incident) => Number(incident.number.split('-')[1])).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
});

test('repeats and stale updates inside one batch and over batches are counted and change nothing', async () => {
  const report = await enter(agencies[1], [
    call('X', { external_revision: 1 }),
    call('X', { external_revision: 3, priority: 1 }),
    call('X', { external_revision: 2, priority: 5 }),
    call('X', { external_revision: 3, priority: 4 }),
    call(undefined),
    call(undefined),
  ]);
  expect([report.created, report.updated, report.unchanged]).toEqual([3, 1, 2]);
  expect(await enter(agencies[1], [call('X', { external_revision: 2 })])).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 1,
  });
  expect((await all(agencies[1])).find((incident) => incident.external_id === 'X')).toMatchObject({
    priority: 1,
    external_revision: 3,
  });
});

test('another agency may hold the same external id and sees nothing of ours; text search stays inside', async () => {
  await enter(agencies[2], [call('X', { narrative: 'unmistakable' })]);
  expect(await all(agencies[2])).toHaveLength(1);
  const query = { text: 'unmistakable', state: null, before: null, limit: 10 };
  expect(await store.inAgency(agencies[2], (tx) => searchIncidents(tx, query))).toHaveLength(1);
  expect(await store.inAgency(agencies[1], (tx) => searchIncidents(tx, query))).toHaveLength(0);
});
