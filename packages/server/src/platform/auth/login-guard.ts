import type { Clock, Settings } from '@outrider/runtime';
import type { Store } from '../database/index.js';
import { refuse } from '../refusal.js';

const MINUTE_MS = 60_000;
/** Failures from everywhere that lock a name for every address, as a multiple of those that lock it for one. */
const EVERYWHERE = 10;

/**
 * Locks a name for an address after too many failures from there, and for all after ten times as many, so that one stranger who
 * guesses does not keep the pilot out whose name it is. Names that do not exist are locked alike, so that the answer tells
 * nothing. A lock stops new logins only: who is signed in stays so.
 */
export class LoginGuard {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #settings: Settings['auth'];

  constructor(store: Store, clock: Clock, settings: Settings['auth']) {
    this.#store = store;
    this.#clock = clock;
    this.#settings = settings;
  }

  /** Throws account_locked. */
  async requireUnlocked(username: string, address: string): Promise<void> {
    const most = this.#settings.failed_logins;
    const failures = await this.#store.outside
      .selectFrom('login_failures')
      .select(['at_utc_ms', 'address'])
      .where('username', '=', username)
      .where('at_utc_ms', '>', this.#windowStart())
      .orderBy('at_utc_ms', 'desc')
      .limit(most * EVERYWHERE)
      .execute();
    // The lock ends when the oldest of the failures that make it up leaves the window.
    const deciding =
      failures.filter((failure) => failure.address === address)[most - 1] ?? failures[most * EVERYWHERE - 1];
    if (!deciding) return;
    const waitMs = deciding.at_utc_ms + this.#settings.failed_window_min * MINUTE_MS - this.#clock.utcMs();
    const minutes = Math.max(1, Math.ceil(waitMs / MINUTE_MS));
    throw refuse('account_locked', `The account is locked for another ${minutes} min.`, 'username');
  }

  async failed(username: string, address: string): Promise<void> {
    await this.#store.outside
      .insertInto('login_failures')
      .values({ username, address, at_utc_ms: this.#clock.utcMs() })
      .execute();
    await this.#store.outside.deleteFrom('login_failures').where('at_utc_ms', '<', this.#windowStart()).execute();
  }

  /** Forgets what failed from this address; guesses from elsewhere still count. */
  async succeeded(username: string, address: string): Promise<void> {
    await this.#store.outside
      .deleteFrom('login_failures')
      .where('username', '=', username)
      .where('address', '=', address)
      .execute();
  }

  #windowStart(): number {
    return this.#clock.utcMs() - this.#settings.failed_window_min * MINUTE_MS;
  }
}
