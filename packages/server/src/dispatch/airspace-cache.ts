import { createHash } from 'node:crypto';
import { buildAirspaceIndex } from '@outrider/core/airspace';
import type { AirspaceIndex } from '@outrider/core/airspace';
import type { Bus, BusSubscription } from '@outrider/runtime';
import { loadTerrain, loadVolumes } from '../airspace/store.js';
import { decodeChangeSet } from '../platform/database/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { loadSites } from '../sites/store.js';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The airspace of each agency, indexed once and again after it changed: building it for every decision would cost more than deciding. */
export class AirspaceCache {
  readonly #bus: Bus;
  readonly #indexes = new Map<string, AirspaceIndex>();
  #subscription: BusSubscription | null = null;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  start(): void {
    this.#subscription = this.#bus.subscribe('changes.*', (subject, bytes) => {
      const agencyId = subject.slice(subject.indexOf('.') + 1);
      const { changes } = decodeChangeSet(bytes);
      const touched =
        changes === null || changes.some(({ kind }) => kind === 'inputs' || kind === 'site' || kind === 'site_removed');
      if (touched) this.#indexes.delete(agencyId);
    });
  }

  close(): void {
    this.#subscription?.unsubscribe();
  }

  /** The index as of the last committed change. */
  async of(tx: AgencyTransaction): Promise<AirspaceIndex> {
    const known = this.#indexes.get(tx.agencyId);
    if (known) return known;
    const origin = (await loadSites(tx))[0]?.position ?? null;
    const index = buildAirspaceIndex(await loadVolumes(tx), await loadTerrain(tx), sha256, origin);
    this.#indexes.set(tx.agencyId, index);
    return index;
  }

  /** The index if one was built already; for what must not wait for the database. */
  atHand(agencyId: string): AirspaceIndex | null {
    return this.#indexes.get(agencyId) ?? null;
  }
}
