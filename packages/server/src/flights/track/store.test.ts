import type pg from 'pg';
import type { TelemetrySample } from '@outrider/schema';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { ownerClient, startTestPostgres } from '../../testing/postgres.js';
import type { TestPostgres } from '../../testing/postgres.js';
import { telemetrySample } from '../../testing/samples.js';
import { mergeSamples, readTrack } from './store.js';

const clock = systemClock();
const agencyId = uuidv7(Date.now());
const aircraftId = uuidv7(Date.now());
let postgres: TestPostgres;
let store: Store;
let owner: pg.Client;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  const logger = createLogger({ name: 'test', level: 'silent' });
  store = await openStore({ login, poolSize: 2, clock, bus: inProcessBus(), logger });
  owner = await ownerClient(login);
  // A flight needs an agency and an aircraft, a track does not.
  await owner.query('SET session_replication_role = replica');
});
afterAll(async () => {
  await owner.end();
  await store.close();
  await postgres.stop();
});

async function newFlight(): Promise<string> {
  const id = uuidv7(Date.now());
  await owner.query(
    `INSERT INTO flights (agency_id, id, number, aircraft_id, purpose, state, waypoints, simulated, requested_at_utc_ms,
      search_text) VALUES ($1, $2, 'F-1', $3, 'replay', 'airborne', '[]', true, 0, '')`,
    [agencyId, id, aircraftId],
  );
  return id;
}

/** 150 s at 2 Hz across four minutes, going north-east; the first ten without a position. */
const all: TelemetrySample[] = Array.from({ length: 300 }, (_, index) => ({
  ...telemetrySample(aircraftId),
  utc_ms: 1_700_000_030_000 + index * 500,
  latitude_deg: index < 10 ? null : 37 + index / 1000,
  longitude_deg: index < 10 ? null : -122 + index / 2000,
}));

const chunksOf = async (flightId: string) =>
  (
    await owner.query(
      `SELECT starts_at_utc_ms, ends_at_utc_ms, samples, area::text, encode(data_deflate, 'hex') AS data FROM track_chunks
        WHERE flight_id = $1 ORDER BY starts_at_utc_ms`,
      [flightId],
    )
  ).rows;

it('is the same whether it comes at once or in pieces that overlap, row by row', async () => {
  const [whole, pieces] = [await newFlight(), await newFlight()];
  await store.inAgency(agencyId, (tx) => mergeSamples(tx, whole, all));
  for (let from = 0; from < all.length; from += 35) {
    const piece = all.slice(Math.max(0, from - 7), from + 35);
    await store.inAgency(agencyId, (tx) => mergeSamples(tx, pieces, piece));
  }
  const rows = await chunksOf(whole);
  expect(rows.map(({ samples }) => samples)).toEqual([20, 120, 120, 40]);
  expect(await chunksOf(pieces)).toEqual(rows);
  const track = await store.inAgency(agencyId, (tx) => readTrack(tx, pieces));
  expect(track.utc_ms).toEqual(all.map(({ utc_ms }) => utc_ms));
  const areas = await owner.query('SELECT area::text FROM flights WHERE id = ANY($1)', [[whole, pieces]]);
  expect(areas.rows).toEqual([0, 1].map(() => ({ area: '(-121.8505,37.299),(-121.995,37.01)' })));
});

it('takes samples that have no position', async () => {
  const flight = await newFlight();
  await store.inAgency(agencyId, (tx) => mergeSamples(tx, flight, all.slice(0, 4)));
  await store.inAgency(agencyId, (tx) => mergeSamples(tx, flight, all.slice(2, 8)));
  expect(await chunksOf(flight)).toMatchObject([{ samples: 8, area: null }]);
});
