/** A PostgreSQL of the machine, reached over TCP with a password, as `database.url` names one. Only tests import it. */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

const NOBODY = 65_534;
const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const PASSWORD = 'a password & more';

/** Folder with initdb and postgres of the oldest installed version from 15 on (Debian's place); null when there is none. */
export function installedPostgres(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const [oldest] = versions.filter((version) => version >= 15).toSorted((a, b) => a - b);
  return oldest === undefined ? null : path.join(root, String(oldest), 'bin');
}

/** Starts one; its login owns its database and may create roles, and is no superuser. */
export async function startExternalPostgres(binaries: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'outrider-external-'));
  const secret = path.join(folder, 'secret');
  writeFileSync(secret, PASSWORD);
  if (account.uid) for (const one of [folder, secret]) chownSync(one, NOBODY, NOBODY);
  const data = path.join(folder, 'data');
  const login = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', secret];
  execFileSync(path.join(binaries, 'initdb'), ['-D', data, '-N', ...login], {
    ...account,
    cwd: folder,
    stdio: 'ignore',
  });
  const port = await freePort();
  const options = ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
  const server = spawn(path.join(binaries, 'postgres'), ['-D', data, '-k', folder, '-p', String(port), ...options], {
    ...account,
    cwd: folder,
    stdio: 'ignore',
  });
  const urlOf = (user: string, database: string): string =>
    `postgres://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  await prepare(urlOf('postgres', 'postgres'));
  return {
    url: urlOf('agency_it', 'outrider'),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function prepare(url: string): Promise<void> {
  const client = await connect(url);
  await client.query(`CREATE ROLE agency_it LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
  await client.query('CREATE DATABASE outrider OWNER agency_it');
  await client.end();
}

async function connect(connectionString: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt >= 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
