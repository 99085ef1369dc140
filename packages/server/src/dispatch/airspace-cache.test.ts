import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import type { Bus } from '@outrider/runtime';
import type { Volume } from '@outrider/schema';
import { hostId, insertAgency } from '../agencies/store.js';
import { saveVolumes } from '../airspace/store.js';
import { openStore } from '../platform/database/index.js';
import type { Store } from '../platform/database/index.js';
import { startTestPostgres } from '../testing/postgres.js';
import type { TestPostgres } from '../testing/postgres.js';
import { AirspaceCache } from './airspace-cache.js';

const volume: Omit<Volume, 'id'> = {
  name: 'Heliport',
  kind: 'keep_out',
  rings: [
    [
      [-122.3, 37.4],
      [-122.2, 37.4],
      [-122.2, 37.45],
      [-122.3, 37.4],
    ],
  ],
  floor_m: null,
  top_m: null,
  datum: 'amsl',
  starts_at_utc_ms: null,
  ends_at_utc_ms: null,
  source: 'test',
  reason: null,
  enabled: true,
};

let postgres: TestPostgres;
let store: Store;
/** What the store publishes reaches the cache over this one, unless the test says otherwise. */
const bus: Bus = inProcessBus();
let deaf = false;
let agencyId: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const losing = {
    ...bus,
    publish: (subject: string, bytes: Uint8Array) => !deaf && bus.publish(subject, bytes),
  } as Bus;
  store = await openStore({
    login: await postgres.freshDatabase(),
    poolSize: 4,
    clock: systemClock(),
    bus: losing,
    logger: createLogger({ name: 'test', level: 'silent' }),
  });
  const agency = await store.inAgency(await hostId(store), (tx) => insertAgency(tx, `Agency ${uuidv7(Date.now())}`));
  agencyId = agency.id;
}, 120_000);
afterAll(async () => {
  await store?.close();
  await postgres?.stop();
});

const add = () => store.inAgency(agencyId, (tx) => saveVolumes(tx, [volume], null));
const count = (cache: AirspaceCache) => store.inAgency(agencyId, async (tx) => (await cache.of(tx)).shapes.length);

function startCache(): AirspaceCache {
  const cache = new AirspaceCache(bus);
  cache.start();
  return cache;
}

describe('the airspace that decisions use', () => {
  it('is built once while nothing of it changes', async () => {
    const cache = startCache();
    const [first, second] = await store.inAgency(agencyId, async (tx) => [await cache.of(tx), await cache.of(tx)]);
    await store.inAgency(agencyId, async (tx) => tx.change({ kind: 'aircraft_removed', value: { id: agencyId } }));
    expect(second).toBe(first);
    expect(await store.inAgency(agencyId, (tx) => cache.of(tx))).toBe(first);
    cache.close();
  });

  it('has a volume that was added, also when the news of it was lost', async () => {
    const cache = startCache();
    const before = await count(cache);
    await add();
    expect(await count(cache)).toBe(before + 1);
    deaf = true;
    await add();
    deaf = false;
    expect(await count(cache)).toBe(before + 2);
    cache.close();
  });

  it('has a volume that was committed while it was being read', async () => {
    const cache = startCache();
    const before = await count(cache);
    await add();
    // The second volume comes after this transaction has read the volumes, and before it keeps what it has made of them.
    await store.inAgency(agencyId, async (tx) => {
      const slow = Object.create(tx) as typeof tx;
      const sql = new Proxy(tx.sql, {
        get: (target, name, receiver) => {
          if (name !== 'selectFrom') return Reflect.get(target, name, receiver) as unknown;
          return (table: string) =>
            table === 'terrain' ? terrainAfterAnother(target) : target.selectFrom(table as never);
        },
      });
      Object.defineProperty(slow, 'sql', { value: sql });
      await cache.of(slow);
    });
    expect(await count(cache)).toBe(before + 2);
    cache.close();
  });
});

/** The query for the terrain, which another import overtakes. */
function terrainAfterAnother(target: { selectFrom: (table: never) => unknown }): unknown {
  const query = target.selectFrom('terrain' as never) as {
    select: (column: string) => { executeTakeFirst(): unknown };
  };
  return {
    select: (column: string) => ({
      executeTakeFirst: async () => {
        await add();
        return query.select(column).executeTakeFirst();
      },
    }),
  };
}
