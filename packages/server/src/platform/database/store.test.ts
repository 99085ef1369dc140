import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import type { Bus, PostgresConnection } from '@outrider/runtime';
import { ownerClient, startTestPostgres } from '../../testing/postgres.js';
import type { TestPostgres } from '../../testing/postgres.js';
import { applicationConfig } from './login.js';
import { hashOf, migrate, missingSteps } from './migrate.js';
import { migrations } from './migrations/index.js';
import { auditHash } from './outbox.js';
import { changesSubject, decodeChangeSet, openStore } from './index.js';
import type { ChangeSet, Store } from './index.js';

const clock = systemClock();
const agencies = [1, 2].map(() => uuidv7(Date.now()));
const [first, second] = agencies as [string, string];
let postgres: TestPostgres;
let login: PostgresConnection;
let store: Store;
let bus: Bus;

beforeAll(async () => {
  postgres = await startTestPostgres();
  login = await postgres.freshDatabase();
  bus = inProcessBus();
  store = await openStore({ login, poolSize: 4, clock, bus, logger: createLogger({ name: 'test', level: 'silent' }) });
  const owner = await ownerClient(login);
  for (const [index, id] of agencies.entries()) {
    await owner.query("INSERT INTO agencies VALUES ($1, $2, $3, 'agency', 0)", [id, `a${index}`, `Agency ${index}`]);
    await owner.query('INSERT INTO agency_heads (agency_id) VALUES ($1)', [id]);
  }
  await owner.end();
});
afterAll(async () => {
  await store.close();
  await postgres.stop();
});

const addSite = (agencyId: string, id: string) =>
  store.inAgency(agencyId, async (transaction) => {
    await transaction.sql
      .insertInto('sites')
      .values({
        agency_id: agencyId,
        id,
        name: 'x',
        latitude_deg: 1,
        longitude_deg: 2,
        altitude_amsl_m: 3,
        address: '',
      })
      .execute();
  });

describe('migrations', () => {
  it('refuse an application role that could pass row security', async () => {
    const owner = await ownerClient(login);
    await owner.query('ALTER ROLE outrider_application BYPASSRLS');
    await expect(migrate(owner, migrations, null, 0)).rejects.toMatchObject({ code: 'database_role_privileged' });
    await owner.query('ALTER ROLE outrider_application NOBYPASSRLS');
    await owner.end();
  });

  it('are done once', async () => {
    const owner = await ownerClient(login);
    expect(await migrate(owner, migrations, null, 0)).toBe(0);
    await owner.end();
  });

  it('notice a changed or unknown step', () => {
    const applied = migrations.map((step) => ({ number: step.number, name: step.name, sha256: hashOf(step) }));
    expect(missingSteps(migrations, applied.slice(0, 1))).toHaveLength(migrations.length - 1);
    expect(() => missingSteps(migrations, [{ ...applied[0]!, sha256: 'other' }])).toThrow(/differs/);
    expect(() => missingSteps(migrations.slice(0, 1), applied)).toThrow(/does not know/);
  });
});

describe('the application role', () => {
  it('owns nothing and cannot step around row security', async () => {
    const owner = await ownerClient(login);
    const roles = await owner.query(
      "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = 'outrider_application'",
    );
    expect(roles.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
    const owned = await owner.query("SELECT relname FROM pg_class WHERE relowner = 'outrider_application'::regrole");
    expect(owned.rows).toEqual([]);
    await owner.end();
  });

  it('finds row security forced on every table that holds an agency', async () => {
    const owner = await ownerClient(login);
    const open = await owner.query(`SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'outrider'::regnamespace AND c.relkind = 'r' AND a.attname = 'agency_id'
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`);
    expect(open.rows).toEqual([]);
    await owner.end();
  });

  it('sees no row outside a transaction of an agency', async () => {
    const pool = new pg.Pool(applicationConfig(login, 1));
    for (const table of ['agencies', 'users', 'sites', 'audit', 'agency_heads']) {
      expect((await pool.query(`SELECT * FROM ${table}`)).rows).toEqual([]);
    }
    await pool.end();
  });

  it('runs only search functions with a pinned path', async () => {
    const owner = await ownerClient(login);
    const loose =
      await owner.query(`SELECT proname FROM pg_proc WHERE pronamespace = 'outrider'::regnamespace AND prosecdef
      AND NOT coalesce(proconfig @> ARRAY['search_path=outrider, pg_temp'], false)`);
    expect(loose.rows).toEqual([]);
    await owner.end();
  });
});

describe('a transaction inside an agency', () => {
  it('neither sees nor changes rows of another', async () => {
    const id = uuidv7(Date.now());
    await addSite(first, id);
    const seen = await store.inAgency(second, async ({ sql }) => {
      const rows = await sql.selectFrom('sites').selectAll().where('id', '=', id).execute();
      const changed = await sql.updateTable('sites').set({ name: 'y' }).where('id', '=', id).executeTakeFirst();
      const deleted = await sql.deleteFrom('sites').where('id', '=', id).executeTakeFirst();
      return [rows.length, Number(changed.numUpdatedRows), Number(deleted.numDeletedRows)];
    });
    expect(seen).toEqual([0, 0, 0]);
  });

  it('cannot write a row for another', async () => {
    const write = store.inAgency(second, ({ sql }) =>
      sql
        .insertInto('sites')
        .values({
          agency_id: first,
          id: uuidv7(0),
          name: 'x',
          latitude_deg: 0,
          longitude_deg: 0,
          altitude_amsl_m: 0,
          address: '',
        })
        .execute(),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('numbers its changes without gap, in the order of commit', async () => {
    const seen: ChangeSet[] = [];
    const subscription = bus.subscribe(changesSubject(first), (_subject, bytes) => seen.push(decodeChangeSet(bytes)));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.inAgency(first, async (transaction) => {
          transaction.change({
            kind: 'site_removed',
            value: { id: `00000000-0000-7000-8000-0000000000${10 + index}` },
          });
          transaction.event({ kind: 'test', text: `event ${index}`, actor: null });
        }),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    subscription.unsubscribe();
    expect(seen.map((set) => set.seq).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    const { value, changeSeq } = await store.snapshot(first, ({ sql }) =>
      sql.selectFrom('events').select('seq').execute(),
    );
    expect(changeSeq).toBe(20);
    expect(value).toHaveLength(20);
  });

  it('publishes nothing when it fails', async () => {
    const seen: string[] = [];
    const subscription = bus.subscribe('changes.>', (subject) => seen.push(subject));
    const failing = store.inAgency(first, async (transaction) => {
      transaction.change({ kind: 'site_removed', value: { id: first } });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 10));
    subscription.unsubscribe();
    expect(seen).toEqual([]);
  });
});

describe('the audit log', () => {
  const entry = { actor: 'ann', actor_id: null, action: 'test', object: null, outcome: 'ok', address: null } as const;

  it('only grows, for the application and for the owner', async () => {
    await store.inAgency(first, async (transaction) => transaction.audit({ ...entry, detail: {} }));
    const asApplication = store.inAgency(first, ({ sql }) => sql.updateTable('audit').set({ actor: 'bob' }).execute());
    await expect(asApplication).rejects.toThrow(/permission denied/);
    const owner = await ownerClient(login);
    await expect(owner.query("UPDATE audit SET actor = 'bob'")).rejects.toThrow(/only grows/);
    await expect(owner.query('DELETE FROM audit')).rejects.toThrow(/only grows/);
    await expect(owner.query('TRUNCATE audit')).rejects.toThrow(/only grows/);
    await owner.end();
  });

  it('is a chain of hashes', async () => {
    await store.inAgency(second, async (transaction) => {
      transaction.audit({ ...entry, detail: { z: 1, a: { c: 1, b: 2 } } });
      transaction.audit({ ...entry, action: 'other', detail: {} });
    });
    const rows = await store.inAgency(second, ({ sql }) =>
      sql.selectFrom('audit').selectAll().orderBy('seq').execute(),
    );
    let previous: Uint8Array = Buffer.alloc(0);
    for (const { hash, agency_id: _agency, ...rest } of rows) {
      previous = auditHash(previous, rest);
      expect(Buffer.from(hash).equals(previous)).toBe(true);
    }
    expect(rows.map((row) => row.seq)).toEqual([1, 2]);
  });
});
