import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Frame, MessageInput, MessageName } from './index.js';
import { decodeFrame, encode, FrameScanner, FrameSigner, FrameVerifier, SigningClock, TlogReader } from './index.js';

interface FrameVector {
  name: MessageName;
  version: 1 | 2;
  hex: string;
  fields: Record<string, unknown>;
  system_id: number;
  component_id: number;
  sequence: number;
  signed?: { link_id: number; key: string; time_ms: number };
  decode_only?: boolean;
}

interface LogVector {
  file: string;
  verified: number;
  opaque: number;
  bad_crc: number;
  trailing_bytes: number;
  v1: number;
  v2: number;
  duration_s: number;
  ids: Record<string, number>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const load = (name: string): unknown => JSON.parse(readFileSync(`${root}vectors/mavlink/${name}`, 'utf8'));
const { frames } = load('frames.json') as { frames: FrameVector[] };
const { logs } = load('logs.json') as { logs: LogVector[] };
const shared = process.env['OUTRIDER_SHARED_DATA'] ?? `${root}../shared/data`;

function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function scanOne<Result>(bytes: Uint8Array, read: (frame: Frame) => Result): Result {
  const results: Result[] = [];
  new FrameScanner((frame) => results.push(read(frame)), 'datagram').feed(bytes);
  expect(results).toHaveLength(1);
  return results[0]!;
}

describe('frames written by another implementation', () => {
  for (const vector of frames) {
    const title = `${vector.name} v${vector.version}${vector.signed ? ' signed' : ''}`;
    it(`${title} is read`, () => {
      const message = scanOne(Buffer.from(vector.hex, 'hex'), decodeFrame);
      expect(message?.name).toBe(vector.name);
      expect(message?.fields).toMatchObject(vector.fields);
    });

    if (vector.decode_only) continue;
    it(`${title} is written`, () => {
      const { signed } = vector;
      const clock = new SigningClock(() => signed?.time_ms ?? 0);
      const key = Buffer.from(signed?.key ?? '', 'hex');
      const frame = encode(vector.name, vector.fields as unknown as MessageInput<MessageName>, {
        systemId: vector.system_id,
        componentId: vector.component_id,
        sequence: vector.sequence,
        version: vector.version,
        ...(signed && { signing: new FrameSigner(key, signed.link_id, clock, sha256) }),
      });
      expect(Buffer.from(frame).toString('hex')).toBe(vector.hex);
    });
  }

  it('signatures verify, and a changed byte does not', () => {
    for (const vector of frames.filter((one) => one.signed)) {
      const { key, time_ms } = vector.signed!;
      const verifier = new FrameVerifier(Buffer.from(key, 'hex'), new SigningClock(() => time_ms), sha256);
      const bytes = Buffer.from(vector.hex, 'hex');
      expect(scanOne(bytes, (frame) => verifier.verify(frame))).toBe('valid');
      bytes[bytes.length - 7]! ^= 1;
      expect(scanOne(bytes, (frame) => verifier.verify(frame))).toBe('bad-signature');
    }
  });
});

describe('recorded logs', () => {
  for (const log of logs) {
    it(`${log.file}: every record is found`, (context) => {
      const path = `${shared}/mavlink/${log.file}`;
      if (!existsSync(path)) context.skip('shared-data-absent');
      const ids: Record<string, number> = {};
      const times: number[] = [];
      let undecoded = 0;
      const reader = new TlogReader((frame, time_us) => {
        ids[frame.id] = (ids[frame.id] ?? 0) + 1;
        times.push(time_us);
        if (frame.known && decodeFrame(frame) === null) undecoded++;
      });
      const bytes = readFileSync(path);
      for (let at = 0; at < bytes.length; at += 10_007) reader.feed(bytes.subarray(at, at + 10_007));
      reader.end();
      expect(reader.counters).toEqual({
        frames: log.verified + log.opaque,
        badCrc: log.bad_crc,
        skippedBytes: log.trailing_bytes,
        unknown: log.opaque,
        incompatible: 0,
        v1: log.v1,
        v2: log.v2,
        signed: 0,
      });
      expect(ids).toEqual(log.ids);
      expect(undecoded).toBe(0);
      expect((times.at(-1)! - times[0]!) / 1e6).toBeCloseTo(log.duration_s, 5);
    });
  }
});
