import type { Clock } from '@outrider/runtime';
import { loadBaseMap } from '../map/store.js';
import type { Store } from '../platform/index.js';
import { shapesOf } from './local-map.js';
import type { MapShape } from './local-map.js';

const FRESH_MS = 5 * 60_000;
/** A county's map takes some ten megabytes; few agencies share at the same time. */
const MOST_AGENCIES = 4;

/** Maps of agencies, read once for many pages. */
export class MapShelf {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #maps = new Map<string, { shapes: Promise<MapShape[]>; readAtMs: number }>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  shapesOf(agencyId: string): Promise<MapShape[]> {
    const now = this.#clock.monotonicMs();
    const kept = this.#maps.get(agencyId);
    if (kept && now - kept.readAtMs < FRESH_MS) return kept.shapes;
    const shapes = this.#read(agencyId);
    this.#maps.delete(agencyId);
    this.#maps.set(agencyId, { shapes, readAtMs: now });
    shapes.catch(() => this.#maps.delete(agencyId));
    const [oldest] = this.#maps.keys();
    if (this.#maps.size > MOST_AGENCIES && oldest !== undefined) this.#maps.delete(oldest);
    return shapes;
  }

  async #read(agencyId: string): Promise<MapShape[]> {
    const geojson = await this.#store.inAgency(agencyId, loadBaseMap);
    return geojson ? shapesOf(geojson) : [];
  }
}
