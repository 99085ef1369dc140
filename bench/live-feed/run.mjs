import { fork } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { progress, quick, round } from '../support/measure.mjs';
import { cpuSeconds, message } from '../support/processes.mjs';
import { enter, liveUrl, startSystem } from '../support/system.mjs';

const VEHICLES = 200;
const HZ = 10;
const SESSIONS = 50;
const WARM_S = quick ? 2 : 5;
const MEASURE_S = quick ? 5 : 20;
const TARGET = { cpu_percent: 5, p99_ms: 30 };

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

/** The real server between a gateway that sends telemetry and consoles that take it, each a process of its own. */
export async function measureLiveFeed() {
  progress('ours: the server, one binary batch a tick');
  const ours = await measure({}, VEHICLES, signedIn);
  progress('peer: JSON for each vehicle');
  const peer = await measure({ server: here('peer.mjs') }, 0, madeUp);
  const met = ours.cpu_percent <= TARGET.cpu_percent && ours.p99_ms <= TARGET.p99_ms && ours.open === SESSIONS;
  const load = { vehicles: VEHICLES, hz: HZ, sessions: SESSIONS };
  return {
    bench: 'live-feed',
    ...load,
    ours,
    peer: { ...peer, ratio: round(peer.cpu_percent / ours.cpu_percent) },
    target: TARGET,
    met,
  };
}

async function measure(programs, aircraft, prepare) {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const order = join(folder, 'order.json');
  const env = { BENCH_LIVE_FEED: order, BENCH_VEHICLES: String(VEHICLES) };
  const fakes = { gateway: here('gateway.mjs'), sim: here('../support/idle.mjs') };
  const system = await startSystem({ programs: { ...fakes, ...programs }, aircraft, env });
  try {
    const { agency_id, aircraft_ids, cookie } = await prepare(system);
    writeFileSync(`${order}.part`, JSON.stringify({ agency_id, aircraft_ids, hz: HZ }));
    renameSync(`${order}.part`, order);
    return await watch(liveUrl(system), cookie, system.processes.server.pid);
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As somebody of the demo's agency who may see its fleet. */
async function signedIn(system) {
  const { agency_id, cookie, aircraft } = await enter(system, 'dispatcher');
  if (aircraft.length !== VEHICLES) throw new Error(`${aircraft.length} of ${VEHICLES} aircraft are bound`);
  return { agency_id, cookie, aircraft_ids: aircraft.map(({ id }) => id) };
}

const madeUp = async () => ({
  agency_id: 'peer',
  cookie: '',
  aircraft_ids: Array.from(
    { length: VEHICLES },
    (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  ),
});

/** CPU time of the server and delays at the consoles, over the same seconds. */
async function watch(url, cookie, pid) {
  const clients = fork(here('clients.mjs'), [url, cookie, SESSIONS, WARM_S, MEASURE_S].map(String));
  await message(clients);
  await message(clients);
  const before = cpuSeconds(pid);
  const seen = await message(clients);
  return { cpu_percent: round((100 * (cpuSeconds(pid) - before)) / MEASURE_S), ...seen };
}
