import { randomBytes as nodeRandomBytes } from 'node:crypto';

export type RandomBytes = (count: number) => Uint8Array;
export type IdSource = (nowMs: number) => string;

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
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
    const random = randomBytes(9);
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
  return (
    (random[4]! & 1) * 2 ** 40 +
    random[5]! * 2 ** 32 +
    (random[6]! * 2 ** 24 + random[7]! * 2 ** 16 + random[8]! * 2 ** 8)
  );
}

function format(ms: number, counter: number, random: Uint8Array): string {
  const h = (value: number): string => HEX[value & 0xff]!;
  const high = Math.floor(ms / 2 ** 32);
  const low = ms >>> 0;
  const counterHigh = Math.floor(counter / 2 ** 30);
  const counterLow = counter % 2 ** 30;
  return (
    h(high >>> 8) +
    h(high) +
    h(low >>> 24) +
    h(low >>> 16) +
    '-' +
    h(low >>> 8) +
    h(low) +
    '-' +
    h(0x70 | (counterHigh >>> 8)) +
    h(counterHigh) +
    '-' +
    h(0x80 | (counterLow >>> 24)) +
    h(counterLow >>> 16) +
    '-' +
    h(counterLow >>> 8) +
    h(counterLow) +
    h(random[0]!) +
    h(random[1]!) +
    h(random[2]!) +
    h(random[3]!)
  );
}

const processSource = uuidv7Source();

/** A new UUIDv7 from this process's own monotonic source. `nowMs` is UTC milliseconds from the process's clock. */
export function uuidv7(nowMs: number): string {
  return processSource(nowMs);
}
