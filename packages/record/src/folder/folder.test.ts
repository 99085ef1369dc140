import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { appendStream, createRecord, readRecordHeader, readStream, recordPath, streamSize } from './index.js';

const root = await mkdtemp(join(tmpdir(), 'outrider-record-'));
afterAll(() => rm(root, { recursive: true }));
const ids = { flight_id: '01938d2a-0000-7000-8000-000000000001', agency_id: '01938d2a-0000-7000-8000-000000000002' };

test('a chunk that comes twice or overlaps is kept once', async () => {
  const folder = await createRecord(root, { ...ids, created_at_utc_ms: 1 });
  expect(await streamSize(folder, 'tlog')).toBe(0);
  expect(await appendStream(folder, 'tlog', 0, Uint8Array.of(1, 2, 3))).toBe(3);
  expect(await appendStream(folder, 'tlog', 0, Uint8Array.of(1, 2, 3))).toBe(3);
  expect(await appendStream(folder, 'tlog', 2, Uint8Array.of(3, 4, 5))).toBe(5);
  expect([...(await readStream(folder, 'tlog'))]).toEqual([1, 2, 3, 4, 5]);
});

test('a chunk that would leave a gap is refused and changes nothing', async () => {
  const folder = await createRecord(root, { ...ids, created_at_utc_ms: 1 });
  await expect(appendStream(folder, 'samples', 7, Uint8Array.of(1))).rejects.toThrow(/gap/);
  expect(await streamSize(folder, 'samples')).toBe(0);
});

test('the header is written once and a foreign version is refused', async () => {
  const folder = await createRecord(root, { ...ids, created_at_utc_ms: 99 });
  expect((await readRecordHeader(folder)).created_at_utc_ms).toBe(1);
  await writeFile(join(folder, 'record.json'), '{"format_version":1}');
  expect((await readRecordHeader(folder)).format_version).toBe(1);
  await writeFile(join(folder, 'record.json'), '{"format_version":3}');
  await expect(readRecordHeader(folder)).rejects.toThrow(/format 3; this version of Outrider reads formats 1 and 2/);
});

test('no path leaves the root', () => {
  expect(() => recordPath(root, '../etc', ids.flight_id)).toThrow(/not an id/);
});
