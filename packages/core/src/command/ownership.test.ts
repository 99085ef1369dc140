import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimOwnership, releaseOwnership } from './index.js';
import type { Ownership } from './index.js';

const row = (gateway: string, epoch: number, in_use: boolean): Ownership => ({ gateway, epoch, in_use });

it('is given to whoever asks first, and to nobody else while it is in use', () => {
  expect(claimOwnership(null, 'a', null)).toEqual({ kind: 'owned', epoch: 1 });
  expect(claimOwnership(row('a', 1, true), 'b', null)).toEqual({ kind: 'owned_by_other', gateway: 'a' });
  expect(claimOwnership(row('a', 1, true), 'a', 1)).toEqual({ kind: 'owned', epoch: 1 });
});

it('changes over once it was given back, and then the one before has no say', () => {
  const free = releaseOwnership(row('a', 4, true), 'a', 4);
  expect(free).toEqual(row('a', 4, false));
  expect(claimOwnership(free, 'b', null)).toEqual({ kind: 'owned', epoch: 5 });
  expect(claimOwnership(row('b', 5, true), 'a', 4)).toEqual({ kind: 'owned_by_other', gateway: 'b' });
  expect(claimOwnership(row('b', 5, false), 'a', 4)).toEqual({ kind: 'owned_by_other', gateway: 'b' });
  expect(releaseOwnership(row('b', 5, true), 'a', 4)).toEqual(row('b', 5, true));
});

it('of two runs of one gateway the later one has it', () => {
  expect(claimOwnership(row('a', 7, true), 'a', null)).toEqual({ kind: 'owned', epoch: 8 });
  expect(claimOwnership(row('a', 8, true), 'a', 7)).toEqual({ kind: 'owned_by_other', gateway: 'a' });
  expect(releaseOwnership(row('a', 8, true), 'a', 7)).toEqual(row('a', 8, true));
});

it('is kept by an owner that restarted while the store was away, also where the store lost its row', () => {
  expect(claimOwnership(row('a', 7, true), 'a', 8)).toEqual({ kind: 'owned', epoch: 8 });
  expect(claimOwnership(row('a', 7, false), 'a', 7)).toEqual({ kind: 'owned', epoch: 7 });
  expect(claimOwnership(null, 'a', 3)).toEqual({ kind: 'owned', epoch: 3 });
});

type Step = { gateway: 'a' | 'b' | 'c'; what: 'use' | 'keep' | 'release' | 'restart' };
const step: fc.Arbitrary<Step> = fc.record({
  gateway: fc.constantFrom('a', 'b', 'c'),
  what: fc.constantFrom('use', 'keep', 'release', 'restart'),
});

it('is never held by two, whoever asks, keeps, gives back and restarts in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let state: Ownership | null = null;
      let highest = 0;
      const held = new Map<string, number>();
      for (const { gateway, what } of steps) {
        const mine: number | null = held.get(gateway) ?? null;
        if (what === 'restart') {
          // A run that goes on from its file takes an epoch of its own.
          if (mine !== null) held.set(gateway, mine + 1);
        } else if (what === 'release') {
          if (mine !== null) state = releaseOwnership(state, gateway, mine);
          held.delete(gateway);
        } else if (what === 'use' ? mine === null : mine !== null) {
          const claim = claimOwnership(state, gateway, mine);
          if (claim.kind === 'owned') {
            held.set(gateway, claim.epoch);
            state = { gateway, epoch: claim.epoch, in_use: true };
            if (mine === null) expect(claim.epoch).toBeGreaterThan(highest);
            highest = Math.max(highest, claim.epoch);
          } else held.delete(gateway);
        }
        expect(held.size).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 2000 },
  );
});
