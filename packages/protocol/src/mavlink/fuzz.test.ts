import { describe, expect, it } from 'vitest';
import { definitionGroups } from './definitions/index.js';
import { decodeFrame, FrameScanner } from './index.js';
import { crcByte, crcRange } from './crc.js';

/** OUTRIDER_TEST_FUZZ_FRAMES=10000000 runs the long form. */
const FRAMES = Number(process.env['OUTRIDER_TEST_FUZZ_FRAMES'] ?? 1_000_000);
const SEED = Number(process.env['OUTRIDER_TEST_FUZZ_SEED'] ?? 20260101);
const BATCH = 512;

/** xorshift32: fast, and the same on every machine. */
function randomSource(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const NOISE_BYTES = 1 << 20;
const noise = new Uint8Array(NOISE_BYTES);
const fillNoise = randomSource(SEED);
for (let index = 0; index < NOISE_BYTES; index++) noise[index] = fillNoise();

const definitions = [...definitionGroups().values()].flat();

/** One frame with a random payload; every fourth is damaged afterwards, every eighth is pure noise. */
function writeFrame(bytes: Uint8Array, at: number, random: () => number): number {
  const kind = random() & 7;
  const definition = definitions[random() % definitions.length]!;
  const payload = kind === 1 ? random() % 256 : random() % (definition.fullLength + 1);
  const v1 = definition.id < 256 && (random() & 3) === 0;
  const header = v1 ? 6 : 10;
  const length = header + payload + 2;
  const from = random() % (NOISE_BYTES - length);
  bytes.set(noise.subarray(from, from + length), at);
  if (kind === 0) return length;
  const { id } = definition;
  bytes.set(v1 ? [0xfe, payload, 1, 1, 1, id] : [0xfd, payload, 0, 0, 1, 1, 1, id & 255, id >>> 8, 0], at);
  const crc = crcByte(crcRange(new DataView(bytes.buffer), at + 1, at + header + payload), definition.crcExtra);
  bytes[at + length - 2] = crc;
  bytes[at + length - 1] = crc >>> 8;
  if (kind < 4) bytes[at + (random() % length)] = random();
  return length;
}

describe('random and mutated frames', () => {
  it(`${FRAMES} of them never throw, and every byte is accounted for`, () => {
    const random = randomSource(SEED);
    const buffer = new Uint8Array(BATCH * 300);
    let framed = 0;
    let fed = 0;
    let undecoded = 0;
    const scanner = new FrameScanner((frame) => {
      framed += frame.length;
      if (decodeFrame(frame) === null && frame.known) undecoded++;
    });
    for (let sent = 0; sent < FRAMES; sent += BATCH) {
      let end = 0;
      for (let index = 0; index < BATCH; index++) end += writeFrame(buffer, end, random);
      const cut = random() % end;
      scanner.feed(buffer.subarray(0, cut));
      scanner.feed(buffer.subarray(cut, end));
      fed += end;
    }
    scanner.end();
    const { counters } = scanner;
    expect(undecoded).toBe(0);
    expect(counters.frames).toBeGreaterThan(FRAMES / 4);
    expect(counters.badCrc).toBeGreaterThan(FRAMES / 20);
    expect(framed + counters.skippedBytes).toBeLessThanOrEqual(fed);
    expect(fed - framed - counters.skippedBytes).toBeLessThanOrEqual(counters.incompatible * 280);
  }, 600_000);
});
