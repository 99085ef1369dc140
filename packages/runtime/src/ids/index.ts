import { randomBytes as nodeRandomBytes } from 'node:crypto';

export type RandomBytes = (count: number) => Uint8Array;
export type IdSource = (nowMs: number) => string;

const COUNTER_LIMIT = 2 ** 42;

/**
 * Makes UUIDv7 strings (RFC 9562 section 5.7) that only grow inside one process, also when the clock steps back.
 * Layout: 48 bits of UTC milliseconds, then a 42-bit counter (method 1 of section 6.2: seeded at random each
 * millisecond, incremented within it; 12 bits in rand_a, 30 in rand_b), then 32 random bits.
 */
export function uuidv7Source(randomBytes: RandomBytes = nodeRandomBytes): IdSource {
  let lastMs = -1;
  let counter = 0;
  return (nowMs) => {
    const random = randomBytes(10);
    const wantedMs = Math.floor(nowMs);
    if (wantedMs > lastMs) {
      lastMs = wantedMs;
      counter = seedCounter(random);
    } else if (++counter >= COUNTER_LIMIT) {
      lastMs += 1;
      counter = seedCounter(random);
    }
    return format(lastMs, counter, random);
  };
}

// The top bit stays clear, so that a millisecond has room for 2^41 ids at least.
function seedCounter(random: Uint8Array): number {
  const low = Buffer.from(random.buffer, random.byteOffset, random.byteLength).readUIntBE(5, 5);
  return (random[4]! & 1) * 2 ** 40 + low;
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 + Math.floor(counter / 2 ** 30), 6);
  bytes.writeUInt32BE(0x8000_0000 + (counter % 2 ** 30), 8);
  bytes.set(random.subarray(0, 4), 12);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const processSource = uuidv7Source();

/** A new UUIDv7 from this process's own monotonic source. `nowMs` is UTC milliseconds from the process's clock. */
export function uuidv7(nowMs: number): string {
  return processSource(nowMs);
}
