import type { Clock, Settings } from '@outrider/runtime';
import type { Store } from '../database/index.js';
import { refuse } from '../refusal.js';

const MINUTE_MS = 60_000;

/**
 * Locks a name for a while after too many failures, whether or not it exists, so that the answer tells nothing. A lock stops new
 * logins only: a pilot who is signed in stays so.
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
  async requireUnlocked(username: string): Promise<void> {
    const failures = await this.#store.outside
      .selectFrom('login_failures')
      .select('at_utc_ms')
      .where('username', '=', username)
      .where('at_utc_ms', '>', this.#windowStart())
      .orderBy('at_utc_ms', 'desc')
      .limit(this.#settings.failed_logins)
      .execute();
    if (failures.length < this.#settings.failed_logins) return;
    const oldest = failures.at(-1)?.at_utc_ms ?? 0;
    const waitMs = oldest + this.#settings.failed_window_min * MINUTE_MS - this.#clock.utcMs();
    const minutes = Math.max(1, Math.ceil(waitMs / MINUTE_MS));
    throw refuse('account_locked', `The account is locked for another ${minutes} min.`, 'username');
  }

  async failed(username: string): Promise<void> {
    await this.#store.outside
      .insertInto('login_failures')
      .values({ username, at_utc_ms: this.#clock.utcMs() })
      .execute();
    await this.#store.outside.deleteFrom('login_failures').where('at_utc_ms', '<', this.#windowStart()).execute();
  }

  async succeeded(username: string): Promise<void> {
    await this.#store.outside.deleteFrom('login_failures').where('username', '=', username).execute();
  }

  #windowStart(): number {
    return this.#clock.utcMs() - this.#settings.failed_window_min * MINUTE_MS;
  }
}
