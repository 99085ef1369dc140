import type { Clock, Logger } from '@outrider/runtime';
import { Rounds } from '../../platform/rounds.js';
import type { JournalCursor } from './cursors.js';
import { openCursors } from './cursors.js';
import type { PullContext } from './pull.js';
import { dueIn } from './due.js';
import { pullStream } from './pull.js';

const EVERY_MS = 4000;

export interface JournalJobOptions extends PullContext {
  clock: Clock;
  logger: Logger;
  /** Ids of the agencies of this deployment. */
  agencies: () => Promise<string[]>;
}

/** Brings what the gateways keep of flights into the record folders and tracks, over and over until each is whole. */
export class JournalJob {
  readonly #options: JournalJobOptions;
  readonly #rounds: Rounds;
  #round = 0;

  constructor(options: JournalJobOptions) {
    this.#options = options;
    this.#rounds = new Rounds(options.clock, EVERY_MS, () => this.runOnce());
  }

  start(): void {
    this.#rounds.start();
  }

  /** One round over the open streams that are due. A stream that fails is tried again in the next round and keeps no other from being read. */
  async runOnce(): Promise<void> {
    const { store, logger } = this.#options;
    this.#round += 1;
    try {
      for (const agency of await this.#options.agencies()) {
        const cursors = await store.inAgency(agency, openCursors);
        for (const cursor of dueIn(this.#round, cursors)) await this.#pull(cursor);
      }
    } catch (error) {
      logger.warn({ error }, 'flights: journals could not be read');
    }
  }

  async close(): Promise<void> {
    await this.#rounds.close();
  }

  async #pull(cursor: JournalCursor): Promise<void> {
    if (this.#rounds.closed) return;
    try {
      await pullStream(this.#options, cursor);
    } catch (error) {
      this.#options.logger.warn(
        { error, flight_id: cursor.flight_id, stream: cursor.stream },
        'flights: a journal could not be read',
      );
    }
  }
}
