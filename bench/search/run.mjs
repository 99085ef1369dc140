import { searchFlights } from '../../packages/server/dist/flights/store.js';
import { openDatabase } from '../support/database.mjs';
import { median, progress, quantile, quick, round, seededRandom } from '../support/measure.mjs';
import { agencyId, fill } from './fill.mjs';
import { indexWords, searchUnderRowSecurity } from './peer.mjs';
import { KINDS, makeQuery } from './queries.mjs';

const AGENCIES = 20;
const FLIGHTS_EACH = quick ? 2_500 : 50_000;
const QUERIES_OF_A_KIND = quick ? 60 : 200;
const PEER_QUERIES_OF_A_KIND = quick ? 20 : 40;
const TARGET = { p95_ms: 50 };

/** A page of flights, as the route fetches it: one transaction in one agency, with the search and the rows it found. */
export async function searchFlightsOfManyAgencies() {
  const { owner, store, cpuSeconds, stop } = await openDatabase();
  try {
    await fill(owner, AGENCIES, FLIGHTS_EACH);
    progress('searching');
    await requireSameAnswers(store);
    const ours = await measure(store, cpuSeconds, searchFlights, QUERIES_OF_A_KIND);
    await indexWords(owner);
    const peer = await measure(store, cpuSeconds, searchUnderRowSecurity, PEER_QUERIES_OF_A_KIND);
    const flights = AGENCIES * FLIGHTS_EACH;
    return {
      bench: 'search',
      flights,
      agencies: AGENCIES,
      ours,
      peer,
      target: TARGET,
      met: ours.p95_ms <= TARGET.p95_ms,
    };
  } finally {
    await stop();
  }
}

/** Both must find the same, in the same order; anything else would compare apples with pears. */
async function requireSameAnswers(store) {
  const random = seededRandom(7);
  for (const kind of Object.keys(KINDS)) {
    for (let repeat = 0; repeat < 3; repeat++) {
      const agency = Math.floor(random() * AGENCIES);
      const query = makeQuery(kind, agency, random);
      const [ours, theirs] = await Promise.all(
        [searchFlights, searchUnderRowSecurity].map((search) =>
          store.inAgency(agencyId(agency), (tx) => search(tx, query)),
        ),
      );
      const [a, b] = [ours, theirs].map((rows) => rows.map((row) => row.id).join());
      if (a !== b) throw new Error(`the answers differ for ${kind}: ${ours.length} and ${theirs.length} rows`);
    }
  }
}

/** Times of all kinds, taken in turn, so that a busy moment of the machine hits all alike. */
async function measure(store, cpuSeconds, search, count) {
  const times = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
  const random = seededRandom(1);
  let before = 0;
  for (let round = -5; round < count; round++) {
    if (round === 0) before = cpuSeconds();
    for (const kind of Object.keys(KINDS)) {
      const agency = Math.floor(random() * AGENCIES);
      const query = makeQuery(kind, agency, random);
      const startMs = performance.now();
      await store.inAgency(agencyId(agency), (tx) => search(tx, query));
      if (round >= 0) times[kind].push(performance.now() - startMs);
    }
  }
  const used = cpuSeconds() - before;
  const all = Object.values(times).flat();
  const p95Of = Object.entries(times).map(([kind, values]) => [kind, round(quantile(values, 0.95))]);
  return {
    median_ms: round(median(all)),
    p95_ms: round(quantile(all, 0.95)),
    // Of the server and the database together; says more than the clock on a machine that is busy otherwise.
    mean_cpu_ms: round((1000 * used) / all.length),
    p95_ms_by_kind: Object.fromEntries(p95Of),
  };
}
