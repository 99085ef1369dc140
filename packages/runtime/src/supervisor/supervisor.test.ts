import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logger/index.js';
import { builtModule } from '../testing/built.js';
import { createSupervisor, identityOf, isRunning, lockForThisProcess, restartDelayMs } from './index.js';
import type { ProcessSpec, ProcessStatus, Supervisor } from './index.js';
import { takeAway } from './process-lock.js';

const log = createLogger({ name: 'test', level: 'silent' });
const READY = `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); setInterval(() => {}, 1000);
  process.send({ ready: true, ports: { 'http.port': 7 }, report: {} });`;
const EXIT_WHEN_ORPHANED = `process.on('disconnect', () => process.exit(0));`;

let folder: string;
let supervisors: Supervisor[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  supervisors = [];
});
afterEach(async () => {
  for (const supervisor of supervisors) {
    supervisor.kill();
    await supervisor.stop();
  }
  rmSync(folder, { recursive: true });
});

function specOf(name: string, program: string, more: Partial<ProcessSpec> = {}): ProcessSpec {
  return { name, command: process.execPath, args: ['-e', program], env: () => ({}), ...more };
}

function supervisorWith(options: Partial<Parameters<typeof createSupervisor>[0]> = {}): Supervisor {
  const supervisor = createSupervisor({ log, ...options });
  supervisors.push(supervisor);
  return supervisor;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('condition not met in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('supervisor', () => {
  it('restarts a killed process, leaves its sibling alone and stops in reverse order', async () => {
    const lines: string[] = [];
    const supervisor = supervisorWith({ onLine: (name, line) => lines.push(`${name}: ${line}`) });
    let prepared = 0;
    const first = await supervisor.start(specOf('first', READY, { prepare: () => void prepared++ }));
    const second = await supervisor.start(specOf('second', READY));
    expect(first).toMatchObject({ state: 'ready', restarts: 0, ports: { 'http.port': 7 } });
    process.kill(first.pid!, 'SIGKILL');
    await until(() => supervisor.processes[0]!.restarts === 1 && supervisor.processes[0]!.state === 'ready');
    expect(supervisor.processes[0]!.pid).not.toBe(first.pid);
    expect(supervisor.processes[1]).toEqual(second);
    expect(prepared).toBe(2);
    await supervisor.stop();
    expect(lines).toEqual(['second: bye', 'first: bye']);
    expect(supervisor.processes.map((status) => status.state)).toEqual(['stopped', 'stopped']);
    expect(isRunning({ pid: second.pid!, started: second.started })).toBe(false);
  });

  it('kills and restarts a process that hangs, and leaves alone one that never speaks of itself', async () => {
    const supervisor = supervisorWith();
    const HANGS = `${READY} setInterval(() => process.send({ alive: true }), 20);
      process.on('SIGUSR2', () => { for (;;); });`;
    const hungAfterMs = 3000;
    const hanging = await supervisor.start(specOf('hanging', HANGS, { hungAfterMs }));
    const quiet = await supervisor.start(specOf('quiet', READY, { hungAfterMs }));
    await new Promise((resolve) => setTimeout(resolve, 1.2 * hungAfterMs));
    expect(supervisor.processes.map(({ restarts }) => restarts)).toEqual([0, 0]);
    process.kill(hanging.pid!, 'SIGUSR2');
    await until(() => supervisor.processes[0]!.restarts === 1 && supervisor.processes[0]!.state === 'ready');
    expect(isRunning({ pid: hanging.pid!, started: hanging.started })).toBe(false);
    expect(supervisor.processes[1]).toEqual(quiet);
  });

  it('says why a process did not start', async () => {
    const supervisor = supervisorWith();
    const start = supervisor.start(specOf('broken', `console.error('no such thing'); process.exit(3)`));
    await expect(start).rejects.toMatchObject({
      code: 'process_start_failed',
      message: expect.stringMatching(/"broken".*exit code 3.*no such thing/) as string,
    });
    const silent = supervisor.start(specOf('silent', 'setInterval(() => {}, 1000)', { readyTimeoutMs: 300 }));
    await expect(silent).rejects.toMatchObject({
      message: expect.stringContaining('not ready within 300 ms') as string,
    });
    const missing = supervisor.start({ ...specOf('missing', ''), command: '/no/such/program' });
    await expect(missing).rejects.toMatchObject({ message: expect.stringContaining('ENOENT') as string });
  });

  it('kills what does not stop by itself when told so', async () => {
    const supervisor = supervisorWith();
    const stubborn = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.send({ ready: true });`;
    const { pid, started } = await supervisor.start(specOf('stubborn', stubborn));
    supervisor.kill();
    await until(() => !isRunning({ pid: pid!, started }));
  });

  it('adopts what outlived a killed supervisor, and replaces it when it ends', async () => {
    const flying = join(folder, 'flying');
    writeFileSync(flying, 'airborne');
    const survivor = `${READY} const fs = require('fs');
      process.on('disconnect', () => setInterval(() => fs.existsSync(${JSON.stringify(flying)}) || process.exit(0), 20));`;
    const earlier = await runAndKillSupervisor({ gateway: survivor, server: READY + EXIT_WHEN_ORPHANED });
    const gateway = earlier.find((status) => status.name === 'gateway')!;
    const supervisor = supervisorWith({ earlier });
    const adopted = await supervisor.start(specOf('gateway', READY, { survivesSupervisor: true }));
    expect(adopted).toMatchObject({ state: 'adopted', pid: gateway.pid, ports: { 'http.port': 7 } });
    const server = await supervisor.start(specOf('server', READY));
    expect(server.pid).not.toBe(earlier.find((status) => status.name === 'server')!.pid);
    rmSync(flying);
    await until(() => supervisor.processes[0]!.state === 'ready');
    expect(supervisor.processes[0]!.pid).not.toBe(gateway.pid);
  });

  it('waits longer after each quick end, up to a bound', () => {
    const delays: number[] = [];
    let delay: number | null = null;
    for (let i = 0; i < 10; i++) delays.push((delay = restartDelayMs(delay, 50)));
    expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000]);
    expect(restartDelayMs(10_000, 60_000)).toBe(100);
  });
});

/** Runs a supervisor in a process of its own, kills it with -9 and tells what it had started. */
async function runAndKillSupervisor(programs: Record<string, string>): Promise<ProcessStatus[]> {
  const program = `
    const { createSupervisor } = await import(${JSON.stringify(builtModule('supervisor/index.js'))});
    const { createLogger } = await import(${JSON.stringify(builtModule('logger/index.js'))});
    const supervisor = createSupervisor({ log: createLogger({ name: 's', level: 'silent' }) });
    for (const [name, code] of Object.entries(${JSON.stringify(programs)}))
      await supervisor.start({ name, command: process.execPath, args: ['-e', code], env: () => ({}) });
    process.send(supervisor.processes);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const statuses = await new Promise<ProcessStatus[]>((resolve) => {
    child.once('message', (message) => resolve(message as ProcessStatus[]));
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  return statuses;
}

describe('process identity and lock', () => {
  it('tells a process from a later one with the same pid', () => {
    const own = identityOf(process.pid);
    expect(isRunning(own)).toBe(true);
    expect(isRunning({ pid: own.pid, started: 'another time' })).toBe(false);
    expect(isRunning({ pid: 2 ** 22 + 1, started: null })).toBe(false);
  });

  it('holds, releases, and outlives no process', () => {
    const path = join(folder, 'lock');
    const release = lockForThisProcess(path, 'The folder x');
    // Whoever looked a moment ago saw a dead one's lock, and removes what is there now.
    expect(() => takeAway(path, 'The folder x')).toThrow(/in use by process/);
    expect(() => lockForThisProcess(path, 'The folder x')).toThrow(/The folder x is in use by process \d+/);
    release();
    for (const dead of [JSON.stringify({ pid: process.pid, started: 'before the reboot' }), 'half a fi']) {
      writeFileSync(path, dead);
      lockForThisProcess(path, 'The folder x')();
    }
    expect(() => readFileSync(path)).toThrow('ENOENT');
  });
});
