import { createHash } from 'node:crypto';
import { buildAirspaceIndex } from '@outrider/core/airspace';
import type { AirspaceIndex } from '@outrider/core/airspace';
import type { Bus, BusSubscription } from '@outrider/runtime';
import { loadTerrain, loadVolumes } from '../airspace/store.js';
import { SeenChanges, decodeChangeSet } from '../platform/database/index.js';
import type { ChangeSet } from '../platform/database/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { loadSites } from '../sites/store.js';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** News of a commit is a moment behind the commit; reading everything anew costs more than waiting for it. */
const NEWS_WITHIN_MS = 200;
const LOOK_EVERY_MS = 10;

interface Kept {
  index: AirspaceIndex;
  /** Number of the last change set when it was read. */
  readAt: number;
}

/**
 * The airspace of each agency, indexed once and again after it changed: building it for every decision would cost more than
 * deciding. That it is still right is decided by the numbers of changes, so that a lost message leaves no old airspace behind.
 */
export class AirspaceCache {
  readonly #bus: Bus;
  readonly #kept = new Map<string, Kept>();
  readonly #seen = new Map<string, SeenChanges>();
  #subscription: BusSubscription | null = null;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  start(): void {
    this.#subscription = this.#bus.subscribe('changes.*', (subject, bytes) => {
      const set = decodeChangeSet(bytes);
      this.#seenOf(subject.slice(subject.indexOf('.') + 1)).see(set, touchesAirspace(set));
    });
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** The index as of the last committed change. */
  async of(tx: AgencyTransaction): Promise<AirspaceIndex> {
    const kept = this.#kept.get(tx.agencyId);
    if (kept && (await this.#holds(tx, kept))) return kept.index;
    // The number first: what is read after it is at least as new.
    const readAt = await changeSeq(tx);
    const origin = (await loadSites(tx))[0]?.position ?? null;
    const index = buildAirspaceIndex(await loadVolumes(tx), await loadTerrain(tx), sha256, origin);
    this.#kept.set(tx.agencyId, { index, readAt });
    return index;
  }

  /** The index if one was built already; for what must not wait for the database. */
  atHand(agencyId: string): AirspaceIndex | null {
    return this.#kept.get(agencyId)?.index ?? null;
  }

  async #holds(tx: AgencyTransaction, { readAt }: Kept): Promise<boolean> {
    const now = await changeSeq(tx);
    const seen = this.#seenOf(tx.agencyId);
    for (
      let waitedMs = 0;
      seen.state(readAt, now) === 'unknown' && waitedMs < NEWS_WITHIN_MS;
      waitedMs += LOOK_EVERY_MS
    )
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    return seen.state(readAt, now) === 'holds';
  }

  #seenOf(agencyId: string): SeenChanges {
    const known = this.#seen.get(agencyId) ?? new SeenChanges();
    this.#seen.set(agencyId, known);
    return known;
  }
}

const touchesAirspace = ({ changes }: ChangeSet): boolean =>
  changes === null || changes.some(({ kind }) => kind === 'inputs' || kind === 'site' || kind === 'site_removed');

async function changeSeq({ sql }: AgencyTransaction): Promise<number> {
  const heads = await sql.selectFrom('agency_heads').select('change_seq').executeTakeFirst();
  return heads?.change_seq ?? 0;
}
