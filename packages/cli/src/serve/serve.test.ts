import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning, readStatusFile } from '@outrider/runtime';
import type { ProcessStatus, SupervisorStatus } from '@outrider/runtime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// Small stand-ins for the gateway, the server and the simulator run under the real supervisor, bus and database.
const runtime = fileURLToPath(new URL('../../../runtime/dist/index.js', import.meta.url));
const serve = fileURLToPath(new URL('../../dist/serve/index.js', import.meta.url));

const HEAD = `import { runProcess } from ${JSON.stringify(runtime)}; import { createServer } from 'node:http'; import { existsSync } from 'node:fs';`;
const GATEWAY = `${HEAD}
await runProcess('gateway', async ({ bus, settings, instance }) => {
  bus.subscribe('gateway.ask', (subject, bytes, reply) => reply(Buffer.from(String(process.pid))));
  const timer = setInterval(() => {}, 1000);
  return {
    close: async () => clearInterval(timer),
    ports: Object.fromEntries(settings.gateway.links.map(({ id, port }) => ['gateway.links.' + id + '.port', port || 40000])),
    report: { database: instance.database, url: settings.database.url },
    onOrphaned: async () => { while (existsSync(instance.data_dir + '/airborne')) await new Promise((r) => setTimeout(r, 20)); },
  };
});`;
const SERVER = `${HEAD}
await runProcess('server', async ({ bus, settings, instance, clock }) => {
  const http = createServer(async (request, response) => {
    const answer = await bus.request('gateway.ask', new Uint8Array(0), 2000).catch((error) => error.code);
    response.end(JSON.stringify({ gateway: String(answer), utc: clock.utcMs(), database: instance.database }));
  });
  await new Promise((resolve, reject) => http.once('error', reject).listen(settings.http.port, settings.http.host, resolve));
  return {
    close: async () => { http.closeAllConnections(); http.close(); },
    ports: { 'http.port': http.address().port },
    report: { accounts: [{ username: 'admin', password: 'secret-1', roles: ['administrator'] }] },
  };
});`;
const SIM = `${HEAD}
await runProcess('sim', async ({ settings }) => {
  const timer = setInterval(() => {}, 1000);
  return { close: async () => clearInterval(timer), report: { link_port: settings.gateway.links[0].port } };
});`;

let folder: string;
let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-'));
  chmodSync(folder, 0o711);
  dataDir = join(folder, 'data');
  children = [];
  for (const [name, program] of Object.entries({ gateway: GATEWAY, server: SERVER, sim: SIM })) {
    writeFileSync(join(folder, `${name}.mjs`), program);
  }
});
afterEach(async () => {
  for (const child of children) await stop(child);
  rmSync(folder, { recursive: true });
});

interface Started {
  child: ChildProcess;
  output(): string;
  status(): SupervisorStatus;
  process(name: string): ProcessStatus;
}

async function start(args: string[], env: Record<string, string> = {}): Promise<Started> {
  const programs = Object.fromEntries(['gateway', 'server', 'sim'].map((name) => [name, join(folder, `${name}.mjs`)]));
  const driver = `const { run } = await import(${JSON.stringify(serve)});
    try { process.exitCode = await run(process.argv.slice(1), ${JSON.stringify(programs)}); }
    catch (error) { console.error(error.code, error.message, error.remedy); process.exitCode = 1; }`;
  const command = ['--input-type=module', '-e', driver, '--', '--data-dir', dataDir, '--port', '0', ...args];
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const onData = (data: Buffer): void => {
      output += data.toString();
      if (output.includes('Outrider is ready')) resolve();
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  await ready;
  const status = (): SupervisorStatus => readStatusFile(join(dataDir, 'run', 'status.json'))!;
  return {
    child,
    output: () => output,
    status,
    process: (name) => status().processes.find((entry) => entry.name === name)!,
  };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
}

async function ask(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(url)).json()) as Record<string, unknown>;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('condition not met in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('outrider serve', { timeout: 90_000 }, () => {
  it('starts everything, restarts what is killed on the same ports, and stops in order', async () => {
    const run = await start(['--demo']);
    const url = run.status().url!;
    expect(await ask(url)).toMatchObject({
      gateway: String(run.process('gateway').pid),
      database: { user: 'outrider' },
    });
    expect(run.output()).toContain('secret-1');
    expect(run.process('gateway').report).toEqual({ database: null, url: null });
    expect(run.process('sim').report).toEqual({ link_port: 40_000 });
    for (const name of ['status.json', 'server.settings.json']) {
      expect(statSync(join(dataDir, 'run', name)).mode & 0o077).toBe(0);
    }

    const gatewayPid = run.process('gateway').pid;
    process.kill(run.process('server').pid!, 'SIGKILL');
    await until(() => run.process('server').restarts === 1 && run.process('server').state === 'ready');
    expect(run.status().url).toBe(url);
    expect(await ask(url)).toMatchObject({ gateway: String(gatewayPid) });

    process.kill(gatewayPid!, 'SIGKILL');
    await until(
      async () =>
        run.process('gateway').state === 'ready' && (await ask(url))['gateway'] === String(run.process('gateway').pid),
    );

    const pids = run.status().processes.map(({ pid, started }) => ({ pid: pid!, started }));
    expect(await stop(run.child, 'SIGINT')).toBe(0);
    expect(pids.some(isRunning)).toBe(false);
    expect(run.status().processes.every((status) => status.state === 'stopped')).toBe(true);
    expect(readFileSync(join(dataDir, 'logs', 'server.log'), 'utf8')).toContain('"ready"');
  });

  it('takes over a flying gateway and the database after kill -9 of the supervisor', async () => {
    const first = await start([]);
    writeFileSync(join(dataDir, 'airborne'), '');
    const gateway = first.process('gateway');
    const server = first.process('server');
    await stop(first.child, 'SIGKILL');
    await until(() => !isRunning({ pid: server.pid!, started: server.started }));
    expect(isRunning({ pid: gateway.pid!, started: gateway.started })).toBe(true);

    const second = await start([]);
    expect(second.process('gateway')).toMatchObject({ state: 'adopted', pid: gateway.pid });
    await until(async () => (await ask(second.status().url!))['gateway'] === String(gateway.pid));
    rmSync(join(dataDir, 'airborne'));
    await until(() => second.process('gateway').state === 'ready');
    expect(second.process('gateway').pid).not.toBe(gateway.pid);
    expect(await stop(second.child)).toBe(0);
  });

  it('restarts the database when it is killed', async () => {
    const run = await start([]);
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
    await until(() => existsSync(pidFile) && Number.parseInt(readFileSync(pidFile, 'utf8'), 10) !== pid);
    expect(await stop(run.child)).toBe(0);
    expect(existsSync(pidFile)).toBe(false);
  });

  it('gives every process the same scaled time', async () => {
    const run = await start(['--speed', '10']);
    const { clock, url } = run.status();
    const { utc } = await ask(url!);
    const expected = clock.epoch_utc_ms + (Date.now() - clock.epoch_utc_ms) * 10;
    expect(Math.abs(Number(utc) - expected)).toBeLessThan(2000);
    await stop(run.child);
  });

  it('refuses a data folder in use, a public address in the clear, and a broken program, and leaves nothing running', async () => {
    const run = await start([]);
    await expect(start([])).rejects.toThrow(/folder_in_use The data folder .* is in use by process \d+/);
    await stop(run.child);
    await expect(start([], { OUTRIDER_HTTP_HOST: '0.0.0.0' })).rejects.toThrow(/tls_required/);
    await expect(start(['--prot', '1'])).rejects.toThrow(/unknown_option .*--prot/);
    await expect(start(['--role', 'pilot'])).rejects.toThrow(/unknown_option --role must be/);
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const port = String((taken.address() as AddressInfo).port);
    await expect(start(['--port', port])).rejects.toThrow(
      /process_start_failed The process "server" did not start.*EADDRINUSE/,
    );
    taken.close();
    expect(readStatusFile(join(dataDir, 'run', 'status.json'))!.processes.map((status) => status.state)).toEqual([
      'stopped',
      'stopped',
    ]);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
  });
});
