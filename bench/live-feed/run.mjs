import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { progress, quick, round } from '../support/measure.mjs';
import { writeSeed } from './fleet.mjs';

const VEHICLES = 200;
const HZ = 10;
const SESSIONS = 50;
const WARM_S = quick ? 2 : 5;
const MEASURE_S = quick ? 5 : 20;
const TARGET = { cpu_percent: 5, p99_ms: 30 };
/** Linux counts CPU time in hundredths of a second. */
const TICKS_PER_S = 100;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const SERVER = here('../../packages/server/dist/main.js');

/** The real server between a gateway that sends telemetry and consoles that take it, each a process of its own. */
export async function measureLiveFeed() {
  progress('ours: the server, one binary batch a tick');
  const ours = await measure(SERVER, ['--demo'], signIn);
  progress('peer: JSON for each vehicle');
  const peer = await measure(here('peer.mjs'), [], async () => ({
    agency_id: 'peer',
    cookie: '',
    aircraft_ids: madeUpIds(),
  }));
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

async function measure(server, options, prepare) {
  const dataDir = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  const order = join(dataDir, 'order.json');
  if (options.includes('--demo')) writeSeed(dataDir, VEHICLES);
  const serving = serve(server, dataDir, order, options);
  try {
    const { url, processes } = await ready(dataDir, serving);
    const { agency_id, aircraft_ids, cookie } = await prepare(url, processes);
    writeFileSync(`${order}.part`, JSON.stringify({ agency_id, aircraft_ids, hz: HZ }));
    renameSync(`${order}.part`, order);
    return await watch(url, cookie, processes.find(({ name }) => name === 'server').pid);
  } finally {
    await stop(serving);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function serve(server, dataDir, order, options) {
  const programs = JSON.stringify({ gateway: here('gateway.mjs'), server, sim: here('idle.mjs') });
  const args = [here('serve.mjs'), programs, '--data-dir', dataDir, '--port', '0', ...options];
  const env = { ...process.env, BENCH_LIVE_FEED: order, BENCH_VEHICLES: String(VEHICLES), OUTRIDER_LOG_LEVEL: 'warn' };
  return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 2], env });
}

async function ready(dataDir, serving) {
  for (let attempt = 0; attempt < 600 && serving.exitCode === null; attempt++) {
    const status = readStatus(dataDir);
    if (status?.url) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not start');
}

function readStatus(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'run', 'status.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** As somebody of the demo's agency who may see its fleet. */
async function signIn(url, processes) {
  const { accounts } = processes.find(({ name }) => name === 'server').report;
  const { username, password } = accounts.find(({ roles }) => roles.includes('dispatcher'));
  const headers = { 'content-type': 'application/json' };
  const login = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  });
  const cookie = login.headers.getSetCookie()[0].split(';')[0];
  const session = await login.json();
  const { items } = await (await fetch(`${url}/api/v1/aircraft`, { headers: { cookie } })).json();
  const bound = items.filter((aircraft) => aircraft.vehicle_key !== null);
  if (bound.length !== VEHICLES) throw new Error(`${bound.length} of ${VEHICLES} aircraft are bound`);
  return { agency_id: session.agency.id, cookie, aircraft_ids: bound.map((aircraft) => aircraft.id) };
}

const madeUpIds = () =>
  Array.from({ length: VEHICLES }, (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`);

/** CPU time of the server and delays at the consoles, over the same seconds. */
async function watch(url, cookie, pid) {
  const live = `${url.replace('http', 'ws')}/api/v1/live`;
  const clients = fork(here('clients.mjs'), [live, cookie, SESSIONS, WARM_S, MEASURE_S].map(String));
  await message(clients);
  await message(clients);
  const before = cpuTicks(pid);
  const seen = await message(clients);
  return { cpu_percent: round((100 * (cpuTicks(pid) - before)) / TICKS_PER_S / MEASURE_S), ...seen };
}

function message(child) {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the consoles ended with ${code}`)));
  });
}

function cpuTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

async function stop(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
