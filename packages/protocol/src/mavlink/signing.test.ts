import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignatureVerdict } from './index.js';
import { blank, encode, FrameScanner, FrameSigner, FrameVerifier, SigningClock, signingTicks } from './index.js';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const NOW_MS = Date.UTC(2026, 0, 1);
const MINUTE_TICKS = 6_000_000;

function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function signed(now_ms: number, linkId = 1, componentId = 1, key = KEY): Uint8Array {
  const signing = new FrameSigner(key, linkId, new SigningClock(() => now_ms), sha256);
  return encode('HEARTBEAT', blank('HEARTBEAT'), { systemId: 1, componentId, sequence: 0, signing });
}

function judge(verifier: FrameVerifier, bytes: Uint8Array): SignatureVerdict {
  const verdicts: SignatureVerdict[] = [];
  new FrameScanner((frame) => verdicts.push(verifier.verify(frame)), 'datagram').feed(bytes);
  expect(verdicts).toHaveLength(1);
  return verdicts[0]!;
}

describe('signing', () => {
  it('accepts a signed frame once and follows its time', () => {
    const clock = new SigningClock(() => NOW_MS);
    const verifier = new FrameVerifier(KEY, clock, sha256);
    const frame = signed(NOW_MS + 5000);
    expect(judge(verifier, frame)).toBe('valid');
    expect(judge(verifier, frame)).toBe('replayed');
    expect(clock.ticks).toBe(signingTicks(NOW_MS + 5000));
    expect(judge(verifier, signed(NOW_MS + 4999))).toBe('replayed');
    expect(judge(verifier, signed(NOW_MS + 5001))).toBe('valid');
  });

  it('keeps streams of other links and components apart', () => {
    const verifier = new FrameVerifier(KEY, new SigningClock(() => NOW_MS), sha256);
    expect(judge(verifier, signed(NOW_MS, 1, 1))).toBe('valid');
    expect(judge(verifier, signed(NOW_MS, 2, 1))).toBe('valid');
    expect(judge(verifier, signed(NOW_MS, 1, 2))).toBe('valid');
    expect(judge(verifier, signed(NOW_MS, 1, 1))).toBe('replayed');
  });

  it('never advances on a bad signature', () => {
    const clock = new SigningClock(() => NOW_MS);
    const verifier = new FrameVerifier(KEY, clock, sha256);
    expect(judge(verifier, signed(NOW_MS + 60_000, 1, 1, KEY.toReversed()))).toBe('bad-signature');
    expect(clock.ticks).toBe(0);
    expect(judge(verifier, signed(NOW_MS))).toBe('valid');
  });

  it('takes a new stream up to one minute behind, not more', () => {
    const verifier = (): FrameVerifier => new FrameVerifier(KEY, new SigningClock(() => NOW_MS), sha256);
    expect(judge(verifier(), signed(NOW_MS - 60_000))).toBe('valid');
    expect(judge(verifier(), signed(NOW_MS - 60_001))).toBe('too-old');
  });

  it('bounds the number of streams', () => {
    const verifier = new FrameVerifier(KEY, new SigningClock(() => NOW_MS), sha256);
    for (let link = 0; link < 256; link++) expect(judge(verifier, signed(NOW_MS, link))).toBe('valid');
    expect(judge(verifier, signed(NOW_MS, 0, 2))).toBe('too-many-streams');
  });

  it('names an unsigned frame and refuses a key of the wrong size', () => {
    const verifier = new FrameVerifier(KEY, new SigningClock(() => NOW_MS), sha256);
    const frame = encode('HEARTBEAT', blank('HEARTBEAT'), { systemId: 1, componentId: 1, sequence: 0 });
    expect(judge(verifier, frame)).toBe('unsigned');
    expect(() => new FrameVerifier(KEY.slice(1), new SigningClock(() => 0), sha256)).toThrow('32 bytes, not 31');
  });
});

describe('SigningClock', () => {
  it('strictly increases, also while the machine clock stands still or goes back', () => {
    const times = [NOW_MS, NOW_MS, NOW_MS - 1000, NOW_MS + 1];
    const clock = new SigningClock(() => times.shift()!);
    const given = [clock.next(), clock.next(), clock.next(), clock.next()];
    const base = signingTicks(NOW_MS);
    expect(given).toEqual([base, base + 1, base + 2, base + 100]);
  });

  it('starts a minute after what was persisted', () => {
    const clock = new SigningClock(() => 0, 1000);
    expect(clock.next()).toBe(1000 + MINUTE_TICKS + 1);
  });
});
