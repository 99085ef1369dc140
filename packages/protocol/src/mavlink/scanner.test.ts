import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crcByte, crcRange } from './crc.js';
import type { Frame, ScanCounters, ScanMode } from './index.js';
import { blank, encode, FrameScanner } from './index.js';

const SENDER = { systemId: 3, componentId: 1, sequence: 9 };
const heartbeat = encode('HEARTBEAT', { ...blank('HEARTBEAT'), type: 2 }, SENDER);
const heartbeatV1 = encode('HEARTBEAT', { ...blank('HEARTBEAT'), type: 2 }, { ...SENDER, version: 1 });
const command = encode('COMMAND_LONG', { ...blank('COMMAND_LONG'), target_system: 22, target_component: 1 }, SENDER);
const unknown = Uint8Array.of(0xfd, 3, 0, 0, 1, 9, 1, 0x10, 0xee, 0x02, 1, 2, 3, 0xaa, 0xbb);
const cleanGarbage = Uint8Array.from('Init ArduCopter V4.7', (character) => character.charCodeAt(0));

interface Seen {
  id: number;
  known: boolean;
  raw: string;
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function scan(chunks: readonly Uint8Array[], mode: ScanMode = 'stream', end = true): [Seen[], ScanCounters] {
  const seen: Seen[] = [];
  const note = (frame: Frame): void => {
    seen.push({ id: frame.id, known: frame.known, raw: Buffer.from(frame.raw).toString('hex') });
  };
  const scanner = new FrameScanner(note, mode);
  for (const chunk of chunks) scanner.feed(chunk);
  if (end) scanner.end();
  return [seen, scanner.counters];
}

const part = fc.oneof(
  fc.constantFrom(heartbeat, heartbeatV1, command, unknown, cleanGarbage, heartbeat.subarray(0, 11)),
  fc.uint8Array({ maxLength: 40 }),
  fc.array(fc.constantFrom(0xfd, 0xfe, 0, 1), { maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)),
);

describe('FrameScanner', () => {
  it('finds the frames of both versions and their headers', () => {
    const [seen, counters] = scan([join(heartbeat, heartbeatV1, command)]);
    expect(seen.map((frame) => frame.id)).toEqual([0, 0, 76]);
    expect(counters).toMatchObject({ frames: 3, v1: 1, v2: 2, skippedBytes: 0, badCrc: 0, unknown: 0, signed: 0 });
  });

  it('gives the same frames and counts wherever a stream is cut', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (parts, cuts) => {
        const stream = join(...parts);
        const at = [0, ...cuts.map((cut) => cut % (stream.length + 1)).toSorted((a, b) => a - b), stream.length];
        const chunks = at.slice(1).map((end, index) => stream.slice(at[index], end));
        expect(scan(chunks)).toEqual(scan([stream]));
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same frames byte by byte', () => {
    const stream = join(cleanGarbage, heartbeat, unknown, command, heartbeat.subarray(0, 10), heartbeatV1, heartbeat);
    const bytes = [...stream].map((byte) => Uint8Array.of(byte));
    expect(scan(bytes)).toEqual(scan([stream]));
    expect(scan(bytes)[0].map((frame) => frame.id)).toEqual([0, 192016, 76, 0, 0]);
  });

  it('accounts for every byte: those of accepted or incompatible frames, and skipped ones', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const stream = join(...parts);
        const [seen, counters] = scan([stream]);
        const inFrames = seen.reduce((sum, frame) => sum + frame.raw.length / 2, 0);
        if (counters.incompatible === 0) expect(inFrames + counters.skippedBytes).toBe(stream.length);
        expect(counters.v1 + counters.v2).toBe(counters.frames);
        expect(seen).toHaveLength(counters.frames);
      }),
    );
  });

  it('resynchronises after a damaged frame', () => {
    const damaged = heartbeat.slice();
    damaged[12]! ^= 0x10;
    const [seen, counters] = scan([join(damaged, command)]);
    expect(seen.map((frame) => frame.id)).toEqual([76]);
    expect(counters).toMatchObject({ badCrc: 1, skippedBytes: damaged.length });
  });

  it('passes an unknown id on as it is, where a frame ended and the next begins', () => {
    const [seen, counters] = scan([join(heartbeat, unknown, heartbeat)]);
    expect(seen[1]).toEqual({ id: 192016, known: false, raw: Buffer.from(unknown).toString('hex') });
    expect(counters).toMatchObject({ frames: 3, unknown: 1, skippedBytes: 0 });
  });

  it('does not let garbage that looks like an unknown frame swallow a real one', () => {
    const bait = Uint8Array.of(0xfd, 60, 0, 0, 1, 9, 1, 0x10, 0xee, 0x02);
    const [seen, counters] = scan([join(heartbeat, bait, heartbeat, command, heartbeat, cleanGarbage)]);
    expect(seen.map((frame) => frame.id)).toEqual([0, 0, 76, 0]);
    expect(counters.unknown).toBe(0);
  });

  it('holds an unknown frame back until the next byte or the end shows that it is one', () => {
    expect(scan([join(heartbeat, unknown)], 'stream', false)[0]).toHaveLength(1);
    expect(scan([join(heartbeat, unknown), Uint8Array.of(0xfd)], 'stream', false)[0]).toHaveLength(2);
    expect(scan([join(heartbeat, unknown)])[0]).toHaveLength(2);
  });

  it('drops a frame with an incompat flag that it does not know', () => {
    const foreign = heartbeat.slice();
    foreign[2] = 0x04;
    const end = foreign.length - 2;
    const crc = crcByte(crcRange(new DataView(foreign.buffer), 1, end), 50);
    foreign[end] = crc;
    foreign[end + 1] = crc >>> 8;
    const [seen, counters] = scan([join(foreign, command)]);
    expect(seen.map((frame) => frame.id)).toEqual([76]);
    expect(counters).toMatchObject({ incompatible: 1, badCrc: 0, skippedBytes: 0 });
  });

  it('takes each datagram for itself', () => {
    const [seen, counters] = scan([heartbeat.subarray(0, 10), heartbeat.subarray(10), unknown, command], 'datagram');
    expect(seen.map((frame) => frame.id)).toEqual([192016, 76]);
    expect(counters.skippedBytes).toBe(heartbeat.length);
  });

  it('hands over the bytes without copying them', () => {
    const stream = join(heartbeat, command);
    new FrameScanner((frame) => {
      expect(frame.bytes).toBe(stream);
      expect(frame.raw.buffer).toBe(stream.buffer);
    }).feed(stream);
    expect.assertions(4);
  });

  it('tells whom a message is for, and 0 where the target was truncated or there is none', () => {
    const targets: number[][] = [];
    const broadcast = encode('MISSION_REQUEST_LIST', { target_system: 5, target_component: 0 }, SENDER);
    const scanner = new FrameScanner((frame) => targets.push([frame.targetSystem, frame.targetComponent]), 'datagram');
    scanner.feed(join(command, broadcast, heartbeat, unknown));
    expect(targets).toEqual([
      [22, 1],
      [5, 0],
      [0, 0],
      [0, 0],
    ]);
  });
});
