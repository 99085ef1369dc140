/** Sessions that hold views: what they watch ends with them. Who steers keeps the picture until the sticks are let go. */
import type { Clock, Timer } from '@outrider/runtime';
import type { Principal } from '../platform/auth/principal.js';

const LOOK_EVERY_MS = 1000;

interface Held {
  agencyId: string;
  userId: string;
  expiresAtUtcMs: number;
}

export interface ViewHoldersOptions {
  clock: Clock;
  /** Whether this user holds control of anything. */
  steers(agencyId: string, userId: string): boolean;
  /** These sessions are over. */
  end(sessionIds: readonly string[]): void;
}

/** By session, for as long as it lasts. */
export class ViewHolders {
  readonly #options: ViewHoldersOptions;
  readonly #held = new Map<string, Held>();
  #timer: Timer | null = null;

  constructor(options: ViewHoldersOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = this.#options.clock.setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  close(): void {
    this.#timer?.cancel();
  }

  /** A session has opened a view. An API key has no end of its own. */
  add({ agencyId, id, session }: Pick<Principal, 'agencyId' | 'id' | 'session'>): void {
    if (session) this.#held.set(session.id, { agencyId, userId: id, expiresAtUtcMs: session.expiresAtUtcMs });
  }

  /** They were ended otherwise. */
  forget(holders: readonly string[]): void {
    for (const holder of holders) this.#held.delete(holder);
  }

  #look(): void {
    const { clock, steers, end } = this.#options;
    const now = clock.utcMs();
    const over = [...this.#held].filter(
      ([, { agencyId, userId, expiresAtUtcMs }]) => expiresAtUtcMs <= now && !steers(agencyId, userId),
    );
    if (over.length > 0) end(over.map(([id]) => id));
  }
}
