import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installedPostgres, startExternalPostgres } from '../../testing/external-postgres.js';
import { addAgency, startTestServer } from '../../testing/server.js';
import type { TestServer } from '../../testing/server.js';
import { siteInput } from '../../testing/samples.js';
import { applicationConfig } from './login.js';

const binaries = installedPostgres();

describe('an external PostgreSQL', () => {
  let postgres: { url: string; stop(): Promise<void> } | undefined;
  let server: TestServer | undefined;

  beforeEach((context) => context.skip(binaries === null, 'postgresql-absent'));
  beforeAll(async () => {
    if (binaries === null) return;
    postgres = await startExternalPostgres(binaries);
    server = await startTestServer({ login: { connectionString: postgres.url } });
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await postgres?.stop();
  });

  it('serves a login that owns its database and may create roles, and is no superuser', async () => {
    const { caller } = await addAgency(server!);
    await caller.call('createSite', { body: siteInput('North') });
    expect((await caller.call('listSites')).items).toHaveLength(1);
    expect((await caller.call('listAudit')).items.length).toBeGreaterThan(0);
  });

  it('is used by a role with a password of its own, to which no agency is open', async () => {
    const pool = new pg.Pool(applicationConfig({ connectionString: postgres!.url }, 1));
    const who = await pool.query('SELECT current_user AS name, (SELECT count(*)::int FROM sites) AS sites');
    expect(who.rows[0]).toEqual({ name: 'outrider_application', sites: 0 });
    await pool.end();
    const url = new URL(postgres!.url);
    url.username = 'outrider_application';
    const guess = new pg.Client({ connectionString: url.toString() });
    await expect(guess.connect()).rejects.toThrow(/password authentication failed/);
  });

  it('searches through functions whose owner is held by row security too', async () => {
    const { caller } = await addAgency(server!);
    await caller.call('importAddresses', { body: 'label,latitude_deg,longitude_deg\n10 Oak Street,37,-122\n' });
    expect((await caller.call('findAddress', { query: { q: 'oak' } })).items).toHaveLength(1);
    const { caller: other } = await addAgency(server!);
    expect((await other.call('findAddress', { query: { q: 'oak' } })).items).toEqual([]);
  });
});
