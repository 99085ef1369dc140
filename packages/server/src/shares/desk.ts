import { sql } from 'kysely';
import type { Clock } from '@outrider/runtime';
import { secretHash } from '../platform/auth/secrets.js';
import type { Store } from '../platform/index.js';
import { refuse } from '../platform/index.js';
import { loadFacts } from './facts.js';
import type { ShareFacts } from './facts.js';
import { OftenLimit } from './often-limit.js';
import { hasEnded } from './rules.js';

/** A page asks each second; what its link is about changes rarely. */
const FRESH_MS = 2_000;
const WRONG_IN_5_MIN = 30;
const MOST_KEPT = 2_000;

interface Kept {
  agencyId: string;
  shareId: string;
  facts: Promise<ShareFacts | null>;
  readAtMs: number;
}

/** Who comes with a token: finds its link and keeps what it is about for a moment. Tokens are known by their hash alone. */
export class ShareDesk {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();
  readonly #wrong = new OftenLimit(WRONG_IN_5_MIN);

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** What the link of a token is about. Throws share_ended, the same for wrong, expired and revoked ones, or rate_limited. */
  async admit(token: string, address: string): Promise<ShareFacts> {
    const hash = secretHash(token);
    const key = Buffer.from(hash).toString('base64');
    const now = this.#clock.monotonicMs();
    if (!this.#kept.has(key)) {
      const wait = this.#wrong.waitS(address, now);
      if (wait > 0) throw refuse('rate_limited', `Too many links that do not hold; wait ${wait} s.`);
    }
    const kept = this.#kept.get(key) ?? (await this.#find(key, hash));
    if (!kept) this.#wrong.add(address, now);
    const facts = kept && (await this.#factsOf(kept));
    if (facts && !hasEnded(facts, this.#clock.utcMs())) return facts;
    this.#kept.delete(key);
    throw refuse('share_ended', 'This link has ended, or is not a link of ours.');
  }

  /** As it is now, for views that are open; null when it has ended. */
  async look(agencyId: string, shareId: string): Promise<ShareFacts | null> {
    const kept = [...this.#kept.values()].find((one) => one.shareId === shareId);
    const facts = await (kept
      ? this.#factsOf(kept)
      : this.#store.inAgency(agencyId, (transaction) => loadFacts(transaction, shareId)));
    return facts && !hasEnded(facts, this.#clock.utcMs()) ? facts : null;
  }

  /** It was changed: the next who asks gets it as it is. */
  forget(shareId: string): void {
    for (const [key, kept] of this.#kept) if (kept.shareId === shareId) this.#kept.delete(key);
  }

  async #find(key: string, hash: Uint8Array): Promise<Kept | null> {
    const found = await sql<{ agency_id: string; id: string }>`SELECT * FROM find_share(${hash})`.execute(
      this.#store.outside,
    );
    const row = found.rows[0];
    if (!row) return null;
    const kept = { agencyId: row.agency_id, shareId: row.id, facts: Promise.resolve(null), readAtMs: -Infinity };
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }

  #factsOf(kept: Kept): Promise<ShareFacts | null> {
    const now = this.#clock.monotonicMs();
    if (now - kept.readAtMs < FRESH_MS) return kept.facts;
    kept.readAtMs = now;
    kept.facts = this.#store.inAgency(kept.agencyId, (transaction) => loadFacts(transaction, kept.shareId));
    // One that failed is asked for again at once.
    kept.facts.catch(() => (kept.readAtMs = -Infinity));
    return kept.facts;
  }
}
