/** A whole server for tests: real database, real sockets, a bus in this process. Only tests import it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLogger, createMetrics, inProcessBus, systemClock } from '@outrider/runtime';
import { parseSettings } from '@outrider/runtime/settings';
import type { Bus, DatabaseLogin, RunningProcess } from '@outrider/runtime';
import type { Role } from '@outrider/schema';
import { startServer } from '../server.js';
import type { Account } from '../platform/auth/first-start.js';
import { Caller } from './caller.js';

export interface TestServer {
  url: string;
  bus: Bus;
  data_dir: string;
  administrator: Account;
  /** Signs in with the form's own request. */
  signIn(username: string, password: string): Promise<Caller>;
  host(): Promise<Caller>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  login: DatabaseLogin;
  demoSeedFile?: string | null;
  settings?: Record<string, unknown>;
}

export async function startTestServer({
  login,
  settings = {},
  demoSeedFile = null,
}: TestServerOptions): Promise<TestServer> {
  const data_dir = (settings['data_dir'] as string | undefined) ?? mkdtempSync(path.join(tmpdir(), 'outrider-server-'));
  const bus = inProcessBus({ onHandlerError: (error) => console.error(error) });
  const running: RunningProcess = await startServer({
    name: 'server',
    settings: parseSettings({ data_dir, http: { port: 0 }, ...settings }, 'the test'),
    instance: {
      run_id: 'test',
      data_dir,
      run_dir: data_dir,
      process: 'server',
      log_file: path.join(data_dir, 'server.log'),
      bus: { kind: 'local', socket_path: '' },
      processes: ['gateway', 'server'],
      database: login,
      clock: { speed: 1, epoch_utc_ms: 0 },
      demo_seed_file: demoSeedFile,
      ports: {},
    },
    clock: systemClock(),
    logger: createLogger({ name: 'server', level: 'silent' }),
    metrics: createMetrics('server', { processMetrics: false }),
    bus,
  });
  const url = `http://127.0.0.1:${running.ports?.['http.port']}`;
  const accounts = (running.report?.['accounts'] ?? []) as Account[];
  const administrator = accounts[0]!;
  const signIn = (username: string, password: string): Promise<Caller> => Caller.signIn(url, username, password);
  return {
    url,
    bus,
    data_dir,
    administrator,
    signIn,
    host: () => signIn(administrator.username, administrator.password),
    async close() {
      await running.close();
      await bus.close();
      rmSync(data_dir, { recursive: true, force: true });
    },
  };
}

export interface TestAgency {
  id: string;
  /** Holds every role that an agency's user can have, terminate left out. */
  caller: Caller;
  password: string;
}

const EVERY_ROLE: Role[] = [
  'agency_administrator',
  'programme_manager',
  'dispatcher',
  'rpic',
  'tele_operator',
  'observer',
  'custodian',
];

let agencies = 0;

/** A new agency with one user who may do everything in it. */
export async function addAgency(server: TestServer, name = `Agency ${++agencies}`): Promise<TestAgency> {
  const host = await server.host();
  const slug = name.toLowerCase().replaceAll(' ', '.');
  const password = 'correct horse battery staple';
  const administrator = { username: `${slug}.admin`, display_name: `Administrator of ${name}`, password };
  const agency = await host.call('createAgency', { body: { name, administrator } });
  const admin = await server.signIn(administrator.username, password);
  const user = { username: `${slug}.all`, display_name: `All of ${name}`, roles: EVERY_ROLE, password };
  await admin.call('createUser', { body: user });
  return { id: agency.id, caller: await server.signIn(user.username, password), password };
}
