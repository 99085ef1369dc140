import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Transaction } from 'kysely';
import pg from 'pg';
import { uuidv7 } from '@outrider/runtime';
import type { Bus, Clock, DatabaseLogin, Logger } from '@outrider/runtime';
import { changesSubject, encodeChangeSet } from './changes.js';
import type { Change } from './changes.js';
import { applicationConfig, applicationPassword, ownerConfig } from './login.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { flushOutbox } from './outbox.js';
import type { Database } from './tables/index.js';
import { emptyOutbox } from './transaction.js';
import type { AgencyTransaction } from './transaction.js';

export interface StoreOptions {
  login: DatabaseLogin;
  poolSize: number;
  clock: Clock;
  bus: Bus;
  logger: Logger;
}

interface Published {
  agencyId: string;
  seq: number;
  changes: Change[];
}

/** The one way to the database: every transaction is inside one agency. Opened by `openStore`, closed by `close`. */
export class Store {
  readonly #pool: pg.Pool;
  readonly #kysely: Kysely<Database>;
  readonly #clock: Clock;
  readonly #bus: Bus;

  constructor(options: StoreOptions) {
    this.#pool = new pg.Pool(applicationConfig(options.login, options.poolSize));
    // Without a listener a broken idle connection would end the process; the pool replaces it by itself.
    this.#pool.on('error', (error) => options.logger.warn({ error }, 'database: an idle connection broke'));
    this.#kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool: this.#pool }) });
    this.#clock = options.clock;
    this.#bus = options.bus;
  }

  /** Reads and writes rows of one agency. Rolls back when `work` throws. */
  async inAgency<T>(agencyId: string, work: (transaction: AgencyTransaction) => Promise<T>): Promise<T> {
    const published: Published[] = [];
    const result = await this.#kysely
      .transaction()
      .execute((transaction) => this.#run(transaction, agencyId, work, published));
    for (const { agencyId: agency, seq, changes } of published) {
      this.#bus.publish(changesSubject(agency), encodeChangeSet({ seq, changes }));
    }
    return result;
  }

  /** Reads rows of one agency as they were at one moment, with the number of the last change set they contain. */
  async snapshot<T>(
    agencyId: string,
    read: (transaction: AgencyTransaction) => Promise<T>,
  ): Promise<{ value: T; changeSeq: number }> {
    return this.#kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (transaction) => {
        const run = async (agency: AgencyTransaction): Promise<{ value: T; changeSeq: number }> => {
          const heads = await agency.sql.selectFrom('agency_heads').select('change_seq').executeTakeFirst();
          return { value: await read(agency), changeSeq: heads?.change_seq ?? 0 };
        };
        return this.#run(transaction, agencyId, run, []);
      });
  }

  /** Queries outside any agency: row security hides every agency's rows, only owner-defined functions answer. */
  get outside(): Kysely<Database> {
    return this.#kysely;
  }

  async close(): Promise<void> {
    await this.#kysely.destroy();
  }

  async #run<T>(
    transaction: Transaction<Database>,
    agencyId: string,
    work: (transaction: AgencyTransaction) => Promise<T>,
    published: Published[],
  ): Promise<T> {
    await enter(transaction, agencyId);
    const nowUtcMs = this.#clock.utcMs();
    const outbox = emptyOutbox();
    const result = await work({
      agencyId,
      nowUtcMs,
      sql: transaction,
      newId: () => uuidv7(nowUtcMs),
      event: (event) => outbox.events.push(event),
      audit: (entry) => outbox.audit.push(entry),
      change: (change) => outbox.changes.push(change),
      within: async (other, inner) => {
        const value = await this.#run(transaction, other, inner, published);
        await enter(transaction, agencyId);
        return value;
      },
    });
    const seq = await flushOutbox(transaction, agencyId, outbox, nowUtcMs);
    if (seq !== null) published.push({ agencyId, seq, changes: outbox.changes });
    return result;
  }
}

async function enter(transaction: Transaction<Database>, agencyId: string): Promise<void> {
  await sql`SELECT set_config('outrider.agency_id', ${agencyId}, true)`.execute(transaction);
}

/** Migrates as the owner, then serves as the application role. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const owner = new pg.Client(ownerConfig(options.login));
  await owner.connect();
  try {
    const steps = await migrate(owner, migrations, applicationPassword(options.login), options.clock.utcMs());
    if (steps > 0) options.logger.info({ steps }, 'database: schema brought up to date');
    await ensureHost(owner, options.clock.utcMs());
  } finally {
    await owner.end();
  }
  return new Store(options);
}

/** The host's own row, made once. Only the owner can: the application adds agencies from inside the host. */
async function ensureHost(owner: pg.Client, nowUtcMs: number): Promise<void> {
  const id = uuidv7(nowUtcMs);
  const host = await owner.query(
    "INSERT INTO agencies VALUES ($1, 'host', 'Host', 'host', $2) ON CONFLICT DO NOTHING RETURNING id",
    [id, nowUtcMs],
  );
  if (host.rowCount) await owner.query('INSERT INTO agency_heads (agency_id) VALUES ($1)', [id]);
}
