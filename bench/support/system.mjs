// The whole of Outrider as "outrider serve" starts it, in a folder and on ports of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signIn, unwrap } from '../../packages/client/dist/index.js';
import { pause } from './processes.mjs';
import { writeTown } from './town.mjs';

const SERVE = fileURLToPath(new URL('serve.mjs', import.meta.url));
const READY_WITHIN_S = 60;

/**
 * Starts it and waits until it serves: { url, processes, stop }.
 * @param {{ programs?: Record<string, string>, aircraft?: number, env?: Record<string, string> }} options programs: others for
 * some processes; aircraft: a demo agency with so many of them, none by default
 */
export async function startSystem({ programs = {}, aircraft = 0, env = {} }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'outrider-bench-'));
  if (aircraft > 0) writeTown(dataDir, aircraft);
  const args = [SERVE, JSON.stringify(programs), '--data-dir', dataDir, '--port', '0'];
  const child = spawn(process.execPath, aircraft > 0 ? [...args, '--demo'] : args, {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, OUTRIDER_LOG_LEVEL: 'warn', OUTRIDER_SIMULATION_CAMERAS: 'false', ...env },
  });
  const stop = async () => {
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { url, processes } = await ready(dataDir, child);
    return { url, processes: Object.fromEntries(processes.map((each) => [each.name, each])), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ready(dataDir, child) {
  for (let attempt = 0; attempt < READY_WITHIN_S * 10 && child.exitCode === null; attempt++) {
    const status = readStatus(dataDir);
    if (status?.url) return status;
    await pause(0.1);
  }
  throw new Error('the system did not start');
}

function readStatus(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'run', 'status.json'), 'utf8'));
  } catch {
    return null;
  }
}

async function end(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Signs in as somebody of the demo's agency who holds a role: { cookie, agency_id, aircraft }, of aircraft the bound ones. */
export async function enter({ url, processes }, role) {
  const { username, password } = processes.server.report.accounts.find(({ roles }) => roles.includes(role));
  const { api, cookies, session } = await signIn(url, username, password);
  const { items } = await unwrap(api.GET('/api/v1/aircraft'));
  const aircraft = items.filter((each) => each.vehicle_key !== null);
  return { cookie: cookies.header(), agency_id: session.agency.id, aircraft };
}

export const liveUrl = ({ url }) => `${url.replace('http', 'ws')}/api/v1/live`;
