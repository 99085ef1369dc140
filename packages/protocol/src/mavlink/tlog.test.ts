import { describe, expect, it } from 'vitest';
import { blank, encode, TlogReader, tlogRecord } from './index.js';

const TIME_US = 1_436_056_003_484_186;
const frames = [0, 1, 2].map((sequence) =>
  encode('HEARTBEAT', { ...blank('HEARTBEAT'), type: 2 }, { systemId: 1, componentId: 1, sequence }),
);

function read(bytes: Uint8Array, step = bytes.length): { records: [number, number][]; reader: TlogReader } {
  const records: [number, number][] = [];
  const reader = new TlogReader((frame, time_us) => records.push([frame.sequence, time_us]));
  for (let at = 0; at < bytes.length; at += step) reader.feed(bytes.subarray(at, at + step));
  reader.end();
  return { records, reader };
}

describe('tlog', () => {
  const records = frames.map((frame, index) => tlogRecord(frame, TIME_US + index));
  const expected = frames.map((_, index) => [index, TIME_US + index]);

  it('reads what was written, in pieces of any size', () => {
    const file = Buffer.concat(records);
    for (let step = 1; step <= file.length; step++) expect(read(file, step).records).toEqual(expected);
  });

  it('goes on after garbage and counts it', () => {
    const file = Buffer.concat([Buffer.from('junk'), records[0]!, Buffer.alloc(50, 0xfe), records[1]!, records[2]!]);
    const { records: seen, reader } = read(file);
    expect(seen).toEqual(expected);
    expect(reader.counters.skippedBytes).toBe(54);
  });

  it('counts a cut last record as skipped', () => {
    const file = Buffer.concat(records).subarray(0, -3);
    const { records: seen, reader } = read(file);
    expect(seen).toEqual(expected.slice(0, 2));
    expect(reader.counters.skippedBytes).toBe(records[2]!.length - 3);
  });

  it('reads an empty file', () => {
    expect(read(new Uint8Array(0)).records).toEqual([]);
  });
});
