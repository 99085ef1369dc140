import { uuidv7 } from '../../packages/runtime/dist/index.js';
import { enterIncidents } from '../../packages/server/dist/incidents/enter.js';
import { openDatabase } from '../support/database.mjs';
import { progress, quick, round } from '../support/measure.mjs';
import { insertOneByOne } from './peer.mjs';
import { deliveries, externalId, narrativeOf, newestOf, toInput } from './stream.mjs';

const CALLS = quick ? 50_000 : 1_000_000;
const PEER_CALLS = quick ? 2_000 : 20_000;
/** Agencies that get the same external ids, which must never meet; and feeds of one agency that bring calls at the same time. */
const AGENCIES = 2;
const FEEDS = 2;
const BATCH = 500;
const TARGET = { lost: 0, doubled: 0, outdated: 0 };

/** The calls of two careless feeds to each of two agencies, through the code that the API's import uses, fsynced. */
export async function replayCalls() {
  const { owner, store, cpuSeconds, stop } = await openDatabase();
  try {
    const agencies = await addAgencies(owner, AGENCIES + 1);
    const sent = deliveries(CALLS / AGENCIES, 1);
    const before = cpuSeconds();
    const startMs = performance.now();
    await Promise.all(agencies.slice(1).map((agencyId) => replay(store, agencyId, sent)));
    const calls_per_s = Math.round((CALLS * 1000) / (performance.now() - startMs));
    const cpu_us_per_call = Math.round(((cpuSeconds() - before) * 1e6) / CALLS);
    const faults = await compare(owner, agencies.slice(1), newestOf(sent));
    const peer = await measurePeer(owner, agencies[0], sent.slice(0, PEER_CALLS).map(toInput));
    const met = Object.values(faults).every((count) => count === 0);
    const ratio = round(calls_per_s / peer.calls_per_s);
    return {
      bench: 'incidents',
      calls: CALLS,
      ours: { calls_per_s, cpu_us_per_call, ...faults },
      peer: { ...peer, ratio },
      target: TARGET,
      met,
    };
  } finally {
    await stop();
  }
}

async function addAgencies(owner, count) {
  const ids = Array.from({ length: count }, () => uuidv7(Date.now()));
  for (const id of ids) {
    await owner.query(`INSERT INTO agencies VALUES ($1, $2, 'Agency', 'agency', 0)`, [id, id]);
    await owner.query('INSERT INTO agency_heads (agency_id) VALUES ($1)', [id]);
  }
  return ids;
}

/** Both feeds bring batches at the same time; a call's revisions come over either of them. */
async function replay(store, agencyId, sent) {
  const batches = [];
  for (let start = 0; start < sent.length; start += BATCH) batches.push(sent.slice(start, start + BATCH).map(toInput));
  const total = batches.length;
  const entry = { source: 'api', actor: 'bench' };
  const feed = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      await store.inAgency(agencyId, (tx) => enterIncidents(tx, batch, entry));
      if (batches.length % Math.ceil(total / 10) === 0) progress(`${batches.length} of ${total} batches left`);
    }
  };
  await Promise.all(Array.from({ length: FEEDS }, feed));
}

/** Against what was sent: calls without a row, rows too many, rows that do not say what the newest revision said. */
async function compare(owner, agencies, newest) {
  const faults = { lost: 0, doubled: 0, outdated: 0 };
  for (const agencyId of agencies) {
    const { rows } = await owner.query(
      'SELECT external_id, external_revision, narrative, state FROM incidents WHERE agency_id = $1',
      [agencyId],
    );
    const found = new Map(rows.map((row) => [row.external_id, row]));
    faults.doubled += rows.length - found.size;
    for (const [call, revision] of newest) {
      const row = found.get(externalId(call));
      if (!row) faults.lost += 1;
      else if (row.narrative !== narrativeOf(call, revision) || Number(row.external_revision) !== revision)
        faults.outdated += 1;
    }
    faults.doubled += Math.max(0, found.size - newest.size);
  }
  return faults;
}

async function measurePeer(owner, agencyId, inputs) {
  const ms = await insertOneByOne(owner, agencyId, inputs, uuidv7);
  return { calls_per_s: Math.round((inputs.length * 1000) / ms), calls: inputs.length };
}
