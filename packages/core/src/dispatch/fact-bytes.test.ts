import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FactBytes } from './fact-bytes.js';
import type { Fact } from './fact-bytes.js';

const fact = fc.oneof<fc.Arbitrary<Fact>[]>(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
const bytesOf = (lists: readonly (readonly Fact[])[]): string => {
  const out = new FactBytes();
  out.list(lists, (list) => out.list(list, (one) => out.add(one)));
  return Buffer.from(out.bytes).toString('hex');
};

describe('facts as bytes', () => {
  it('are the same only for the same facts', () => {
    const lists = fc.array(fc.array(fact, { maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        const same = JSON.stringify(a.map((list) => list.map(key))) === JSON.stringify(b.map((list) => list.map(key)));
        expect(bytesOf(a) === bytesOf(b)).toBe(same);
      }),
    );
  });

  it('tell apart what would read alike as text', () => {
    const alike = [
      [['1', '2']],
      [['12']],
      [['1'], ['2']],
      [[1, 2]],
      [[12]],
      [[null]],
      [['null']],
      [[]],
      [[true]],
      [['true']],
    ];
    expect(new Set(alike.map(bytesOf)).size).toBe(alike.length);
  });

  it('find room for long texts', () => {
    const out = new FactBytes();
    out.add('a'.repeat(100_000), 1);
    expect(out.bytes).toHaveLength(1 + 4 + 200_000 + 9);
  });
});

/** What makes a fact itself: kind and exact value. */
const key = (one: Fact): string => `${typeof one} ${Object.is(one, -0) ? '-0' : String(one)}`;
