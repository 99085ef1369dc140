import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import { openStore } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { searchText } from '../platform/search-text.js';
import { ownerClient, startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { searchFlights } from './store.js';
import type { FlightQuery } from './store.js';

// More than the search looks at before it asks an index, so that both of its ways are taken.
const FLIGHTS = 2500;
const agencies = [0, 1].map(() => uuidv7(Date.now())) as [string, string];

interface Row {
  id: string;
  number: string;
  at: number;
  words: string;
  state: string;
  west: number;
  south: number;
}
const rows: Row[] = Array.from({ length: FLIGHTS }, (_, n) => ({
  id: uuidv7(Date.now()),
  number: `F26-${String(n).padStart(6, '0')}`,
  at: 1_000_000 + Math.floor(n / 2) * 1000,
  words: [
    'Heron',
    n % 2 ? 'smoke' : 'noise',
    n % 97 === 0 ? 'derailment' : '',
    n % 401 === 0 ? "D'Angelo (Müller)" : '',
  ].join(' '),
  state: n % 10 === 0 ? 'cancelled' : 'landed',
  west: (n % 50) / 10,
  south: Math.floor(n / 50) / 10,
}));

let postgres: TestPostgres;
let store: Store;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  store = await openStore({
    login,
    poolSize: 2,
    clock: systemClock(),
    bus: inProcessBus(),
    logger: createLogger({ name: 'test', level: 'silent' }),
  });
  const owner = await ownerClient(login);
  for (const [index, agency] of agencies.entries()) {
    const aircraft = uuidv7(Date.now());
    await owner.query("INSERT INTO agencies VALUES ($1, $2, 'x', 'agency', 0)", [agency, `agency-${index}`]);
    await owner.query(
      `INSERT INTO aircraft (agency_id, id, name, maker, model, serial, in_dock, performance, payloads, created_at_utc_ms)
       VALUES ($1, $2, 'Heron 1', 'm', 'm', 's', true, '{}', '[]', 0)`,
      [agency, aircraft],
    );
    // The same flights for both, under ids of their own.
    const given = index === 0 ? rows : rows.map((row) => ({ ...row, id: uuidv7(Date.now()) }));
    await owner.query(
      `INSERT INTO flights (agency_id, id, number, aircraft_id, purpose, state, waypoints, simulated, requested_at_utc_ms, ended_at_utc_ms, area, search_text)
       SELECT $1, id, number, $2, 'patrol', state, '[]', true, at, at, box(point(west, south), point(west + 0.05, south + 0.05)), number || ' ' || words
       FROM jsonb_to_recordset($3) AS r(id uuid, number text, state text, at bigint, west float8, south float8, words text)`,
      [agency, aircraft, JSON.stringify(given)],
    );
  }
  await owner.query('ANALYZE');
  await owner.end();
}, 60_000);
afterAll(async () => {
  await store.close();
  await postgres.stop();
});

const nothing: FlightQuery = {
  text: null,
  area: null,
  from_utc_ms: null,
  to_utc_ms: null,
  state: null,
  purpose: null,
  aircraft_id: null,
  incident_id: null,
  before: null,
  limit: 50,
};
const search = (query: Partial<FlightQuery>): Promise<string[]> =>
  store.inAgency(agencies[0], async (tx) => (await searchFlights(tx, { ...nothing, ...query })).map(({ id }) => id));

/** What must be found, by looking at every row. */
function expected(query: FlightQuery, typed: string | null): string[] {
  const prefixes = (typed ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const hits = rows.filter((row) => {
    const words = `${row.number} ${row.words}`.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const { area, from_utc_ms, to_utc_ms, state } = query;
    return (
      prefixes.every((prefix) => words.some((word) => word.startsWith(prefix))) &&
      (!area ||
        (row.west <= area.east &&
          row.west + 0.05 >= area.west &&
          row.south <= area.north &&
          row.south + 0.05 >= area.south)) &&
      (from_utc_ms === null || row.at >= from_utc_ms) &&
      (to_utc_ms === null || row.at <= to_utc_ms) &&
      (state === null || row.state === state)
    );
  });
  const newest = hits.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return newest.slice(0, query.limit + 1).map(({ id }) => id);
}

describe('search of flights', () => {
  it('finds a flight by its number, whole or begun, and by words with signs in them', async () => {
    expect(await search({ text: searchText('F26-000007') })).toEqual([rows[7]!.id]);
    expect(await search({ text: searchText('f26-00000') })).toHaveLength(10);
    expect(await search({ text: searchText("d'angelo müll") })).toHaveLength(Math.ceil(FLIGHTS / 401));
    expect(await search({ text: searchText('&|!():*') })).toHaveLength(51);
  });

  it('finds nothing of another agency, whatever is asked', async () => {
    const own = new Set(rows.map(({ id }) => id));
    for (const text of [null, 'derailment:*', 'heron:*']) {
      expect((await search({ text, limit: 400 })).filter((id) => !own.has(id))).toEqual([]);
    }
  });

  it('gives what a look at every row gives, for words and areas usual and rare, times, states and pages', async () => {
    const typed = fc.constantFrom(
      null,
      'smoke',
      'noise',
      'derail',
      'smoke derailment',
      'angelo',
      'heron',
      'nothing',
      'F26-0000',
    );
    const area = fc.option(
      fc.tuple(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.constantFrom(0.01, 0.3, 2, 6),
      ),
    );
    const time = fc.option(fc.integer({ min: 1_000_000, max: 1_000_000 + FLIGHTS * 500 }));
    const state = fc.constantFrom(null, 'cancelled' as const);
    await fc.assert(
      fc.asyncProperty(typed, area, time, time, state, async (word, place, from_utc_ms, to_utc_ms, wanted) => {
        const box = place && { west: place[0], south: place[1], east: place[0] + place[2], north: place[1] + place[2] };
        const query: FlightQuery = {
          ...nothing,
          text: searchText(word ?? ''),
          area: box,
          from_utc_ms,
          to_utc_ms,
          state: wanted,
        };
        expect(await search(query)).toEqual(expected(query, word));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('pages through everything once', async () => {
    const seen: string[] = [];
    let before: FlightQuery['before'] = null;
    for (;;) {
      const page: string[] = (await search({ text: 'smoke:*', before, limit: 200 })).slice(0, 200);
      seen.push(...page);
      const last = rows.find(({ id }) => id === page.at(-1));
      if (!last || page.length < 200) break;
      before = { at_utc_ms: last.at, id: last.id };
    }
    expect(seen).toEqual(expected({ ...nothing, limit: FLIGHTS }, 'smoke'));
  });
});
