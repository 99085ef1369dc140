import { eventsSubject } from '@outrider/schema';
import type { GatewayEvent, SpoolAnswer } from '@outrider/schema';
import type { Bus, BusSubscription, Clock, Logger, Timer } from '@outrider/runtime';
import { isDatabaseAway } from '../platform/http/answer-error.js';
import type { AgencyTransaction, Store } from '../platform/index.js';
import type { Gateways } from '../vehicles/gateways.js';
import { applyEvent } from './apply/index.js';

const MOST_EVENTS = 500;
// A hint comes with every new event; this is for hints that were lost.
const POLL_EVERY_MS = 2_000;
const RETRY_AFTER_MS = 1_000;

export interface SpoolReaderOptions {
  gateway: string;
  store: Store;
  bus: Bus;
  clock: Clock;
  logger: Logger;
  gateways: Gateways;
  /** Whether this gateway may tell something about an agency; what else it tells is passed over. */
  mayTell: (agencyId: string) => boolean;
  isSimulated: (aircraftId: string) => boolean;
  /** Counts what was applied and what could not be. */
  count: (outcome: 'applied' | 'refused', events: number) => void;
}

/**
 * Reads the durable facts of one gateway in order and applies each exactly once: the cursor moves in the transaction that
 * applies. What cannot be applied at all (it names things of another agency) is logged, counted and passed over.
 */
export class SpoolReader {
  readonly #options: SpoolReaderOptions;
  #running: Promise<void> | null = null;
  #again = false;
  #closed = false;
  #hints: BusSubscription | null = null;
  #poll: Timer | null = null;

  constructor(options: SpoolReaderOptions) {
    this.#options = options;
  }

  start(): void {
    const { bus, clock, gateway } = this.#options;
    this.#hints = bus.subscribe(eventsSubject(gateway), () => this.wake());
    this.#poll = clock.setInterval(() => this.wake(), POLL_EVERY_MS);
    this.wake();
  }

  /** Reads until nothing is left; called while reading, it reads once more afterwards. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#again) this.wake();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#hints?.unsubscribe();
    this.#poll?.cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#closed) {
      this.#again = false;
      try {
        await this.#readAll();
      } catch (error) {
        this.#options.logger.warn({ error, gateway: this.#options.gateway }, 'gateway: spool not read, trying again');
        await this.#options.clock.sleep(RETRY_AFTER_MS);
      }
    }
  }

  async #readAll(): Promise<void> {
    const { gateway, gateways } = this.#options;
    let cursor = await this.#cursor();
    for (;;) {
      const answer = await gateways.request<SpoolAnswer>(gateway, 'spool', { after_seq: cursor, max: MOST_EVENTS });
      if (answer.last_seq < cursor) return this.#startOver(cursor, answer.last_seq);
      if (answer.events.length === 0) return;
      await this.#apply(answer.events);
      cursor = answer.events.at(-1)?.seq ?? cursor;
      await gateways.request(gateway, 'spool-ack', { up_to_seq: cursor });
      if (cursor >= answer.last_seq || this.#closed) return;
    }
  }

  async #cursor(): Promise<number> {
    const row = await this.#options.store.outside
      .selectFrom('spool_cursors')
      .select('applied_seq')
      .where('gateway', '=', this.#options.gateway)
      .executeTakeFirst();
    return row?.applied_seq ?? 0;
  }

  /** The gateway's folder was replaced, so its numbers began anew. */
  async #startOver(cursor: number, lastSeq: number): Promise<void> {
    const { logger, gateway, store, clock } = this.#options;
    logger.warn({ gateway, cursor, last_seq: lastSeq }, 'gateway: its spool began anew');
    const values = { applied_seq: 0, updated_at_utc_ms: clock.utcMs() };
    await store.outside.updateTable('spool_cursors').set(values).where('gateway', '=', gateway).execute();
    this.#again = true;
  }

  async #apply(events: readonly GatewayEvent[]): Promise<void> {
    for (const batch of runsOfAgency(events)) {
      const agencyId = batch[0]?.agency_id;
      if (agencyId && !this.#options.mayTell(agencyId)) {
        await this.#passOver(batch, new TypeError('it is about an agency that this gateway does not serve'));
        continue;
      }
      try {
        await this.#applyBatch(batch);
        this.#options.count('applied', batch.length);
      } catch (error) {
        if (isDatabaseAway(error)) throw error;
        for (const event of batch) await this.#applyAlone(event);
      }
    }
  }

  async #applyAlone(event: GatewayEvent): Promise<void> {
    try {
      await this.#applyBatch([event]);
      this.#options.count('applied', 1);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      await this.#passOver([event], error);
    }
  }

  async #passOver(events: readonly GatewayEvent[], error: unknown): Promise<void> {
    const { gateway, logger, count, store } = this.#options;
    const { seq = 0, kind } = events.at(-1) ?? {};
    logger.error({ error, gateway, seq, kind, events: events.length }, 'gateway: an event was passed over');
    count('refused', events.length);
    await this.#moveCursor(store.outside, seq);
  }

  async #applyBatch(batch: readonly GatewayEvent[]): Promise<void> {
    const { store, gateway, isSimulated } = this.#options;
    const agencyId = batch[0]?.agency_id;
    const last = batch.at(-1)?.seq ?? 0;
    if (!agencyId) return this.#moveCursor(store.outside, last);
    await store.inAgency(agencyId, async (transaction) => {
      const applied = await this.#lockCursor(transaction);
      for (const event of batch) {
        if (event.seq > applied) await applyEvent(transaction, event, { gateway, isSimulated });
      }
      await this.#moveCursor(transaction.sql, last);
    });
  }

  /** The row lock keeps a second server from applying the same events at the same time. */
  async #lockCursor({ sql, nowUtcMs }: AgencyTransaction): Promise<number> {
    const { gateway } = this.#options;
    await sql
      .insertInto('spool_cursors')
      .values({ gateway, applied_seq: 0, updated_at_utc_ms: nowUtcMs })
      .onConflict((conflict) => conflict.column('gateway').doNothing())
      .execute();
    const row = await sql
      .selectFrom('spool_cursors')
      .select('applied_seq')
      .where('gateway', '=', gateway)
      .forUpdate()
      .executeTakeFirstOrThrow();
    return row.applied_seq;
  }

  async #moveCursor(sql: Store['outside'], seq: number): Promise<void> {
    const { gateway, clock } = this.#options;
    const values = { applied_seq: seq, updated_at_utc_ms: clock.utcMs() };
    await sql
      .insertInto('spool_cursors')
      .values({ gateway, ...values })
      .onConflict((conflict) =>
        conflict.column('gateway').doUpdateSet(values).where('spool_cursors.applied_seq', '<', seq),
      )
      .execute();
  }
}

/** Neighbours of the same agency together: each run is one transaction. Pure. */
export function runsOfAgency(events: readonly GatewayEvent[]): GatewayEvent[][] {
  const runs: GatewayEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run && run[0]?.agency_id === event.agency_id) run.push(event);
    else runs.push([event]);
  }
  return runs;
}
