import type { Clock, Logger, Metrics } from '@outrider/runtime';
import type { Store } from '../database/index.js';
import type { NewAuditEntry } from '../database/index.js';
import { isDatabaseAway } from '../http/answer-error.js';

// An hour of busy consoles; what is older than that fits no memory.
const MOST_WAITING = 20_000;
const MOST_AT_ONCE = 200;
const RETRY_AFTER_MS = 1_000;

interface Waiting {
  agencyId: string;
  entry: NewAuditEntry & { at_utc_ms: number };
}

/**
 * Audit of what must not wait for the database: orders over the socket. Entries are written in their order, with the time at
 * which it happened; while the database is away they wait. The gateway has every command on its own fsynced record besides.
 */
export class LateAudit {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #waiting: Waiting[] = [];
  readonly #lost: () => void;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(store: Store, clock: Clock, logger: Logger, metrics: Metrics) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
    const lost = metrics.counter('outrider_audit_lost_total', 'Audit entries that could not be written.');
    this.#lost = () => lost.inc();
  }

  add(agencyId: string, entry: NewAuditEntry): void {
    if (this.#waiting.length >= MOST_WAITING) {
      const oldest = this.#waiting.shift();
      this.#lost();
      this.#logger.error({ entry: oldest?.entry }, 'audit: too many entries wait; the oldest was given up');
    }
    this.#waiting.push({ agencyId, entry: { ...entry, at_utc_ms: this.#clock.utcMs() } });
    this.#running ??= this.#run().finally(() => (this.#running = null));
  }

  /** Writes what waits; what cannot be written now is lost with the process and logged. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    for (const { entry } of this.#waiting)
      this.#logger.error({ entry }, 'audit: an entry was not written before the end');
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      try {
        await this.#write(batch);
        this.#waiting.splice(0, batch.length);
      } catch (error) {
        if (isDatabaseAway(error)) {
          if (this.#closed) return;
          await this.#clock.sleep(RETRY_AFTER_MS);
          continue;
        }
        this.#logger.error({ error, entries: batch.map(({ entry }) => entry) }, 'audit: entries could not be written');
        this.#waiting.splice(0, batch.length);
        this.#lost();
      }
    }
  }

  /** Neighbours of the same agency: one transaction. */
  #nextBatch(): Waiting[] {
    const agencyId = this.#waiting[0]?.agencyId;
    const end = this.#waiting.findIndex((waiting) => waiting.agencyId !== agencyId);
    return this.#waiting.slice(0, Math.min(end < 0 ? this.#waiting.length : end, MOST_AT_ONCE));
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    await this.#store.inAgency(first.agencyId, async (transaction) => {
      for (const { entry } of batch) transaction.audit(entry);
    });
  }
}
