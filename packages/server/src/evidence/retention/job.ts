import type { Clock, Logger } from '@outrider/runtime';
import type { PlannedDeletion } from '@outrider/schema';
import type { Store } from '../../platform/index.js';
import { Rounds } from '../../platform/rounds.js';
import { deleteDue } from './delete.js';
import type { DeletionContext } from './delete.js';
import { counted, planDeletions } from './plan.js';
import { loadRetention } from './policy.js';

const EVERY_MS = 3_600_000;
/** Of each purpose and kind in one round; the rest waits for the next one. */
const MOST_AT_ONCE = 100;

export interface RetentionJobOptions extends DeletionContext {
  clock: Clock;
  logger: Logger;
  store: Store;
  agencies: () => Promise<string[]>;
}

/** Deletes what the agencies' policies say, once an hour. What cannot be deleted now is due again in the next round. */
export class RetentionJob {
  readonly #options: RetentionJobOptions;
  readonly #rounds: Rounds;

  constructor(options: RetentionJobOptions) {
    this.#options = options;
    this.#rounds = new Rounds(options.clock, EVERY_MS, () => this.runOnce());
  }

  start(): void {
    this.#rounds.start();
  }

  /** One round over all agencies; returns how many records lost something. What fails is logged and keeps no other one waiting. */
  async runOnce(): Promise<number> {
    const { logger, agencies } = this.#options;
    let records = 0;
    try {
      for (const agency of await agencies()) records += await this.#ofAgency(agency);
    } catch (error) {
      logger.warn({ error }, 'retention: agencies could not be dealt with now');
    }
    return records;
  }

  /** What the next round would delete of an agency; nothing is deleted. */
  async dryRun(agencyId: string): Promise<PlannedDeletion[]> {
    return counted(this.#options.recordsDir, agencyId, await this.#due(agencyId));
  }

  async close(): Promise<void> {
    await this.#rounds.close();
  }

  #due(agencyId: string) {
    return this.#options.store.inAgency(agencyId, async (tx) =>
      planDeletions(tx, { rules: await loadRetention(tx), until_utc_ms: tx.nowUtcMs, limit: MOST_AT_ONCE }),
    );
  }

  async #ofAgency(agencyId: string): Promise<number> {
    const { logger } = this.#options;
    let records = 0;
    try {
      for (const due of await this.#due(agencyId)) {
        if (this.#rounds.closed) break;
        const { flight_id, kind } = due;
        const deleted = await this.#try(agencyId, due);
        if (!deleted || deleted.files === 0) continue;
        records += 1;
        logger.info({ agency: agencyId, flight_id, kind, ...deleted }, 'retention: deleted');
      }
    } catch (error) {
      logger.warn({ error, agency: agencyId }, 'retention: an agency could not be dealt with now');
    }
    return records;
  }

  async #try(agencyId: string, due: Parameters<typeof deleteDue>[2]) {
    const { store, logger } = this.#options;
    try {
      return await store.inAgency(agencyId, (tx) => deleteDue(tx, this.#options, due));
    } catch (error) {
      logger.warn(
        { error, flight_id: due.flight_id, kind: due.kind },
        'retention: a record could not be dealt with now',
      );
      return null;
    }
  }
}
