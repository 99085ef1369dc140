import { OutriderError } from '@outrider/runtime';
import type { Clock, Logger } from '@outrider/runtime';
import type { Flight } from '@outrider/schema';
import { recordPath } from '@outrider/record/folder';
import { findFlight } from '../flights/store.js';
import type { AgencyTransaction } from '../platform/index.js';
import { Rounds } from '../platform/rounds.js';
import { breakIfDamaged } from './chain/break.js';
import { followEvents } from './chain/follow-events.js';
import type { FollowContext } from './chain/follow-events.js';
import { deliverCheckpoints } from './outside/deliver.js';
import type { DeliveryContext } from './outside/deliver.js';
import { oneAtATime } from './one-at-a-time.js';
import { decideSeal, mayBeOver } from './seal/decide.js';
import { sealFlight } from './seal/seal-flight.js';
import type { SealContext } from './seal/seal-flight.js';
import { videoChains } from './seal/video.js';
import { openRecords, tellWaiting } from './store.js';

const EVERY_MS = 2_000;

export interface EvidenceJobOptions extends FollowContext, SealContext, DeliveryContext {
  clock: Clock;
  logger: Logger;
  recordsDir: string;
  agencies: () => Promise<string[]>;
}

/**
 * Writes the chains of flights behind what the database and the record folders already hold, seals what has ended, and sends
 * checkpoints out. Nothing waits for it: what it could not do now it does in the next round.
 */
export class EvidenceJob {
  readonly #options: EvidenceJobOptions;
  readonly #rounds: Rounds;

  constructor(options: EvidenceJobOptions) {
    this.#options = options;
    this.#rounds = new Rounds(options.clock, EVERY_MS, () => this.runOnce());
  }

  start(): void {
    this.#rounds.start();
  }

  /** One round over all agencies. What fails is logged and keeps no other agency or flight waiting. */
  async runOnce(): Promise<void> {
    const agencies = await this.#try('agencies', {}, this.#options.agencies);
    for (const agency of agencies ?? []) {
      if (this.#rounds.closed) return;
      await this.#try('events', { agency }, () => followEvents(this.#options, agency));
      const open = await this.#try('records', { agency }, () => this.#options.store.inAgency(agency, openRecords));
      for (const flight_id of open ?? []) {
        if (this.#rounds.closed) return;
        await this.#try('a record', { flight_id }, () =>
          oneAtATime(`record ${flight_id}`, () => this.#tend(agency, flight_id)),
        );
      }
      await this.#try('checkpoints', { agency }, () => deliverCheckpoints(this.#options, agency));
    }
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    await this.#options.chains.closeAll();
  }

  async #try<T>(what: string, about: Record<string, string>, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      this.#options.logger.warn({ error, ...about }, `evidence: ${what} could not be dealt with now`);
      return null;
    }
  }

  async #tend(agencyId: string, flightId: string): Promise<void> {
    try {
      await this.#tendChain(agencyId, flightId);
    } catch (error) {
      const { store, logger } = this.#options;
      if (await breakIfDamaged({ store, logger }, agencyId, flightId, error)) return;
      if (error instanceof OutriderError)
        await store.inAgency(agencyId, (tx) => tellWaiting(tx, flightId, `It cannot be sealed now. ${error.message}`));
      throw error;
    }
  }

  async #tendChain(agencyId: string, flightId: string): Promise<void> {
    const { store, chains, clock, recordsDir } = this.#options;
    const nowUtcMs = clock.utcMs();
    const facts = await store.inAgency(agencyId, (tx) => factsOf(tx, flightId));
    if (!facts) return;
    const { flight } = facts;
    const chain = await chains.of(agencyId, flightId, flight.requested_at_utc_ms);
    await chain.coverStreams(nowUtcMs, false);
    const eventsBehind = chain.eventSeq < facts.lastEventSeq;
    const isOver = mayBeOver({ ...facts, nowUtcMs });
    const video = isOver ? await videoChains(recordPath(recordsDir, agencyId, flightId)) : [];
    const openVideo = video.filter(({ closed }) => !closed);
    const decision = decideSeal({ ...facts, eventsBehind, openVideo, nowUtcMs });
    const { wait } = decision;
    if (wait !== null) return store.inAgency(agencyId, (tx) => tellWaiting(tx, flightId, wait));
    await sealFlight(this.#options, agencyId, flight, decision.incomplete_reason, nowUtcMs);
  }
}

async function factsOf(tx: AgencyTransaction, flightId: string) {
  const flight: Flight | null = await findFlight(tx, flightId);
  if (!flight) return null;
  const openJournals = await tx.sql
    .selectFrom('journal_cursors')
    .select(['stream', 'gateway'])
    .where('flight_id', '=', flightId)
    .where('closed', '=', false)
    .execute();
  const last = await tx.sql
    .selectFrom('events')
    .select(['seq', 'at_utc_ms'])
    .where('flight_id', '=', flightId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const lastEventUtcMs = last?.at_utc_ms ?? flight.requested_at_utc_ms;
  return { flight, openJournals, lastEventUtcMs, lastEventSeq: last?.seq ?? 0 };
}
