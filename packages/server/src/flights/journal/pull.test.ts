import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, inProcessBus, systemClock, uuidv7 } from '@outrider/runtime';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { startTestPostgres } from '../../testing/postgres.js';
import type { TestPostgres } from '../../testing/postgres.js';
import { pullStream } from './pull.js';

const CHUNK_BYTES = 100;
const clock = systemClock();
const agency_id = uuidv7(Date.now());
const recordsDir = mkdtempSync(path.join(tmpdir(), 'outrider-records-'));
let postgres: TestPostgres;
let store: Store;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const logger = createLogger({ name: 'test', level: 'silent' });
  store = await openStore({ login: await postgres.freshDatabase(), poolSize: 2, clock, bus: inProcessBus(), logger });
});
afterAll(async () => {
  await store.close();
  await postgres.stop();
  rmSync(recordsDir, { recursive: true, force: true });
});

const cursorOf = (flight_id: string) =>
  ({
    agency_id,
    flight_id,
    gateway: 'g',
    stream: 'tlog',
    read_bytes: 0,
    flight_ended: true,
    created_at_utc_ms: 0,
  }) as const;

describe('a journal that is brought in', () => {
  it('is read to its end in pieces', async () => {
    const all = Buffer.from(Array.from({ length: 350 }, (_, index) => index % 256));
    const flight = uuidv7(Date.now());
    const readJournal = async (_gateway: string, _flight: string, _stream: string, offset: number) => ({
      total_bytes: all.length,
      closed: true,
      data_base64: all.subarray(offset, offset + CHUNK_BYTES).toString('base64'),
    });
    expect(await pullStream({ store, recordsDir, readJournal }, cursorOf(flight))).toBe(true);
    expect(readFileSync(path.join(recordsDir, agency_id, flight, 'raw.tlog'))).toEqual(all);
  });

  it('is asked for again while its flight goes on: a gateway that knows nothing of it yet is about to begin it', async () => {
    const unknown = async () => ({ total_bytes: 0, closed: true, data_base64: '' });
    const cursor = { ...cursorOf(uuidv7(Date.now())), flight_ended: false };
    expect(await pullStream({ store, recordsDir, readJournal: unknown }, cursor)).toBe(false);
    expect(await pullStream({ store, recordsDir, readJournal: unknown }, { ...cursor, flight_ended: true })).toBe(true);
  });

  it('keeps no other waiting though it grows as fast as it is read', async () => {
    let written = 250;
    let asked = 0;
    const readJournal = async (_gateway: string, _flight: string, _stream: string, offset: number) => {
      asked += 1;
      if (asked > 50) throw new Error('it never comes to an end');
      const total_bytes = written;
      const bytes = Math.min(CHUNK_BYTES, total_bytes - offset);
      written += CHUNK_BYTES / 2;
      return { total_bytes, closed: false, data_base64: Buffer.alloc(bytes).toString('base64') };
    };
    expect(await pullStream({ store, recordsDir, readJournal }, cursorOf(uuidv7(Date.now())))).toBe(false);
    expect(asked).toBeLessThan(10);
  });
});
