import { readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, isRunning } from '../supervisor/process-identity.js';
import type { ProcessIdentity } from '../supervisor/process-identity.js';

export interface LivePostmaster {
  identity: ProcessIdentity;
  port: number;
  socketFolder: string;
}

const FAST_SHUTDOWN_MS = 20_000;
const ORPHANS_MS = 10_000;

/**
 * The server that runs on this data folder, if any. The postmaster.pid of a dead one stays: PostgreSQL reads from it whether
 * orphaned children still use the old shared memory. Only when its pid now belongs to another program, at which PostgreSQL
 * would give up, is it removed.
 */
export function findLivePostmaster(folder: string): LivePostmaster | null {
  const path = join(folder, 'postmaster.pid');
  const lines = readLines(path);
  // miscadmin.h: pid, data directory, start time, port, socket directory, listen address, shared memory key, status.
  const identity = identityOf(Number(lines?.[0]));
  if (!lines || !(identity.pid > 0) || !isRunning(identity)) return null;
  if (worksIn(identity.pid, folder)) {
    return { identity, port: Number(lines[3]), socketFolder: lines[4]?.trim() ?? '' };
  }
  rmSync(path, { force: true });
  return null;
}

function readLines(path: string): string[] | null {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch {
    return null;
  }
}

/** Waits until the children of a killed server have noticed and gone: two servers on one folder destroy the data. */
export async function awaitOrphans(folder: string): Promise<void> {
  const deadline = performance.now() + ORPHANS_MS;
  while (processesIn(folder) && performance.now() < deadline) await sleep(20);
}

function processesIn(folder: string): boolean {
  if (process.platform !== 'linux') return false;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), folder));
}

/** Pids are used again, above all in containers: only a process that works in this folder is our server. */
function worksIn(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

/** Fast shutdown; an immediate one (recovered from at the next start) when that takes longer than 20 s. */
export async function stopPostmaster(identity: ProcessIdentity): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ] as const) {
    if (!send(identity, signal)) return;
    if (await hasEnded(identity, waitMs)) return;
  }
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isRunning(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}

async function hasEnded(identity: ProcessIdentity, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  while (isRunning(identity)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
