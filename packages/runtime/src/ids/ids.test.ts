import { describe, expect, it } from 'vitest';
import { uuidv7, uuidv7Source } from './index.js';

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('uuidv7', () => {
  it('carries the time of RFC 9562 appendix A.6 in its first 48 bits', () => {
    expect(uuidv7Source()(0x017f22e279b0).slice(0, 13)).toBe('017f22e2-79b0');
  });

  it('has version, variant and random bits where the RFC wants them', () => {
    const ones = uuidv7Source((count) => new Uint8Array(count).fill(0xff))(2 ** 48 - 1);
    expect(ones).toBe('ffffffff-ffff-77ff-bfff-ffffffffffff');
    const zeros = uuidv7Source((count) => new Uint8Array(count))(0);
    expect(zeros).toBe('00000000-0000-7000-8000-000000000000');
  });

  it('only grows, within a millisecond and when the clock steps back', () => {
    const source = uuidv7Source();
    const times = [1000, 1000, 1000, 999, 500, 1001, 1001, 3];
    const ids = Array.from({ length: 800 }, (_, index) => source(times[index % times.length]!));
    expect(ids.every((id) => SHAPE.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is repeatable when the random bytes are', () => {
    const make = (): string[] => {
      let seed = 7;
      const source = uuidv7Source((count) =>
        Uint8Array.from({ length: count }, () => (seed = (seed * 31 + 11) & 0xff)),
      );
      return [1, 1, 2].map(source);
    };
    expect(make()).toEqual(make());
  });

  it('differs between processes at the same time', () => {
    expect(uuidv7(Date.now())).not.toBe(uuidv7Source()(Date.now()));
  });
});
