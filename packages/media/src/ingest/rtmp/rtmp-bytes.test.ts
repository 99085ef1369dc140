import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmf, writeAmf } from './amf0.js';
import type { AmfValue } from './amf0.js';
import { ChunkReader } from './chunk-reader.js';
import type { RtmpMessage } from './chunk-reader.js';
import { readVideoTag, splitNals } from './video-tag.js';

describe('AMF0', () => {
  it('gives back what was written', () => {
    const { value } = fc.letrec<{ value: AmfValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.double({ noNaN: true }),
        fc.boolean(),
        fc.string({ unit: 'grapheme' }),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(readAmf(writeAmf(values))).toEqual(values);
      }),
    );
  });

  it('that is cut off, endless or nested without end is refused', () => {
    expect(() => readAmf(Uint8Array.of(2, 0, 9, 65))).toThrow(/cut off/);
    expect(() => readAmf(Uint8Array.of(10, 255, 255, 255, 255))).toThrow(/too long/);
    const nested = Array.from({ length: 50 }, () => [3, 0, 1, 97]).flat();
    expect(() => readAmf(Uint8Array.from(nested))).toThrow(/too deep/);
  });
});

/** A message in chunks, as a sender writes it. */
function chunks(id: number, timestamp: number, payload: Buffer, size: number): Buffer {
  const extended = timestamp >= 0xffffff;
  const head = Buffer.alloc(12 + (extended ? 4 : 0));
  head[0] = id;
  head.writeUIntBE(extended ? 0xffffff : timestamp, 1, 3);
  head.writeUIntBE(payload.length, 4, 3);
  head[7] = 9;
  head.writeUInt32LE(1, 8);
  if (extended) head.writeUInt32BE(timestamp, 12);
  const parts = [head, payload.subarray(0, size)];
  for (let at = size; at < payload.length; at += size) {
    parts.push(Buffer.from([0xc0 | id]));
    if (extended) parts.push(head.subarray(12));
    parts.push(payload.subarray(at, at + size));
  }
  return Buffer.concat(parts);
}

describe('RTMP chunks', () => {
  it('become messages however the bytes are cut', () => {
    const message = fc.record({
      id: fc.integer({ min: 2, max: 9 }),
      timestamp: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0xfffff0, max: 0xffffffff })),
      payload: fc.uint8Array({ minLength: 1, maxLength: 700 }),
    });
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 300 }), (messages, cut) => {
        const got: RtmpMessage[] = [];
        const reader = new ChunkReader((each) => got.push(each));
        const sent = messages.map(({ id, timestamp, payload }) => chunks(id, timestamp, Buffer.from(payload), 128));
        const bytes = Buffer.concat(sent);
        for (let at = 0; at < bytes.length; at += cut) reader.push(bytes.subarray(at, at + cut));
        expect(got.map(({ timestamp_ms, payload }) => [timestamp_ms, Buffer.from(payload)])).toEqual(
          messages.map(({ timestamp, payload }) => [timestamp, Buffer.from(payload)]),
        );
      }),
    );
  });

  it('are short, and few at a time, until a key was shown', () => {
    const picture = chunks(4, 0, Buffer.alloc(200_000), 128);
    expect(() => new ChunkReader(() => {}).push(picture)).toThrow(/200000 bytes/);
    const strangers = new ChunkReader(() => {});
    const begun = (id: number): Buffer => chunks(id, 0, Buffer.alloc(60_000), 128).subarray(0, 12 + 128 + 380 * 129);
    strangers.push(begun(4));
    expect(() => strangers.push(begun(5))).toThrow(/not whole/);
    const got: number[] = [];
    const known = new ChunkReader(({ payload }) => got.push(payload.length));
    known.admit();
    for (let at = 0; at < picture.length; at += 1000) known.push(picture.subarray(at, at + 1000));
    expect(got).toEqual([200_000]);
  });

  it('of chance are refused or wait for more, and keep no more than a message', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 30 }), (pieces) => {
        const reader = new ChunkReader(() => {});
        try {
          for (const piece of pieces) reader.push(Buffer.from(piece));
        } catch (error) {
          expect((error as Error).message).toMatch(/message|chunk/);
        }
      }),
    );
  });
});

describe('video messages', () => {
  it('of enhanced RTMP carry H.265', () => {
    const sets = [Uint8Array.of(0x40, 1, 2), Uint8Array.of(0x42, 1, 3), Uint8Array.of(0x44, 1, 4)];
    const arrays = sets.flatMap((nal) => [nal[0]! >> 1, 0, 1, 0, nal.length, ...nal]);
    const record = [1, ...Array.from({ length: 20 }, () => 0), 3, sets.length, ...arrays];
    const name = [...Buffer.from('hvc1')];
    expect(readVideoTag(Uint8Array.from([0x90, ...name, ...record]))).toEqual({
      kind: 'config',
      codec: 'h265',
      parameter_sets: sets,
      length_bytes: 4,
    });
    const picture = readVideoTag(Uint8Array.from([0x91, ...name, 0xff, 0xff, 0xfe, 0, 0, 0, 1, 38]));
    expect(picture).toMatchObject({ kind: 'picture', codec: 'h265', shift_ms: -2 });
    expect(readVideoTag(Uint8Array.from([0x91, ...Buffer.from('av01'), 0, 0]))).toEqual({
      kind: 'unknown',
      name: 'av01',
    });
  });

  it('of chance are refused or mean something, and never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 4 }), (bytes, length) => {
        const { nals } = splitNals(bytes, length);
        expect(nals.reduce((sum, nal) => sum + nal.length, 0)).toBeLessThanOrEqual(bytes.length);
        try {
          expect(readVideoTag(bytes)).toHaveProperty('kind');
        } catch (error) {
          expect((error as Error).message).toMatch(/cut off/);
        }
      }),
    );
  });
});
