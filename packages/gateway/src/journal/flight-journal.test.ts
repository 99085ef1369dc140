import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toSample, unknownVehicle } from '@outrider/core/vehicle';
import { encodeSampleEntry, readSamples } from '@outrider/record/track';
import { createLogger } from '@outrider/runtime';
import type { JournalChunk, TelemetrySample } from '@outrider/schema';
import { JournalStore } from './flight-journal.js';

const FLIGHT = '01990000-0000-7000-8000-0000000000f1';
/** So many that writing them takes longer than asking. */
const MANY = 20_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outrider-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sampleAt = (utc_ms: number): TelemetrySample =>
  toSample(unknownVehicle(), {
    aircraft_id: '01990000-0000-7000-8000-0000000000aa',
    utc_ms,
    now_ms: 0,
    stopped: false,
    manual: false,
    energy: { energy_to_return_percent: null, energy_to_land_percent: null, time_to_return_s: null },
  });
const openStore = (maxBytes = Number.MAX_SAFE_INTEGER): JournalStore =>
  new JournalStore(folder, maxBytes, createLogger({ name: 'test', level: 'silent' }));
const readAll = (store: JournalStore): Promise<JournalChunk> =>
  store.read({ flight_id: FLIGHT, stream: 'samples', offset: 0, max_bytes: 10_000_000 });
const timesIn = ({ data_base64 }: JournalChunk): number[] =>
  readSamples(Buffer.from(data_base64, 'base64')).samples.map(({ utc_ms }) => utc_ms);

/** What a gateway leaves that is killed after one sample, in the middle of the next. */
async function leftByAKill(): Promise<void> {
  const store = openStore();
  (await store.open(FLIGHT))!.sample(sampleAt(1));
  await store.flush();
  appendFileSync(path.join(folder, FLIGHT, 'samples.bin'), encodeSampleEntry(sampleAt(2)).subarray(0, 50));
}

describe('the journal of a flight', () => {
  it('is not told as closed before its last sample can be read', async () => {
    const store = openStore();
    const journal = await store.open(FLIGHT);
    expect(await readAll(store)).toMatchObject({ closed: false, total_bytes: 0 });
    for (let utcMs = 0; utcMs < MANY; utcMs++) journal!.sample(sampleAt(utcMs));
    const closing = store.close(FLIGHT);
    for (let chunk = await readAll(store); ; chunk = await readAll(store)) {
      if (!chunk.closed) continue;
      expect(timesIn(chunk)).toHaveLength(MANY);
      break;
    }
    await closing;
  });

  it('stays open over a restart until its vehicle is heard again, and then goes on', async () => {
    await leftByAKill();
    const store = openStore();
    store.expect([FLIGHT]);
    expect(await readAll(store)).toMatchObject({ closed: false });
    (await store.open(FLIGHT))!.sample(sampleAt(3));
    await store.close(FLIGHT);
    const chunk = await readAll(store);
    expect(chunk.closed).toBe(true);
    expect(timesIn(chunk)).toEqual([1, 3]);
  });

  it('makes room for others once it has ended, and not while its vehicle is waited for', async () => {
    await leftByAKill();
    const store = openStore(0);
    store.expect([FLIGHT]);
    const other = '01990000-0000-7000-8000-0000000000f2';
    await store.open(other);
    await store.close(other);
    expect(timesIn(await readAll(store))).toEqual([1]);
    await store.open(FLIGHT);
    await store.close(FLIGHT);
    expect((await readAll(store)).total_bytes).toBe(0);
  });

  it('is closed and empty when nothing is known of it', async () => {
    expect(await readAll(openStore())).toEqual({ closed: true, total_bytes: 0, data_base64: '' });
  });
});
