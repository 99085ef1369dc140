import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LEASE_TTL_MS,
  admitsStick,
  expire,
  freeLease,
  grantTakeover,
  isHeld,
  release,
  renew,
  requestTakeover,
  revoke,
  take,
} from './lease.js';
import type { Claimant, Lease, LeaseResult } from './lease.js';

const person = (user_id: string, is_rpic = false): Claimant => ({
  user_id,
  user_name: user_id,
  session_id: `${user_id}-window`,
  is_rpic,
});
const [anna, boris, carla] = [person('anna'), person('boris'), person('carla', true)];

function ok(result: LeaseResult): Lease {
  if (!result.ok) throw new Error(result.refusal);
  return result.lease;
}

describe('control lease', () => {
  it('goes to the first of two who want it, and the other is told', () => {
    const first = take(freeLease(1), anna, 0);
    expect(take(first.lease, boris, 1)).toMatchObject({ ok: false, refusal: 'control_held' });
  });

  it('lapses three seconds after the last renewal', () => {
    const lease = ok(renew(ok(take(freeLease(1), anna, 0)), anna, undefined, 1000));
    expect(expire(lease, 3999)).toMatchObject({ event: null });
    expect(expire(lease, 4000)).toMatchObject({ event: 'lapsed', lost_by: anna, lease: { holder: null } });
    expect(renew(lease, anna, lease.epoch, 4000)).toMatchObject({ ok: false, refusal: 'lease_expired' });
  });

  it('is taken back by the RPIC at once, and the sticks of the one before are refused', () => {
    const lease = ok(take(freeLease(1), anna, 0));
    const back = take(lease, carla, 10);
    expect(back).toMatchObject({ ok: true, event: 'taken', lost_by: anna });
    expect(admitsStick(back.lease, lease.epoch, 10)).toBe(false);
    expect(take(back.lease, anna, 20).ok).toBe(false);
  });

  it('passes to the one who asked when the holder grants or releases, not after ten seconds', () => {
    const asked = ok(requestTakeover(ok(take(freeLease(1), anna, 0)), boris, 100));
    expect(requestTakeover(asked, person('dora'), 200).ok).toBe(false);
    expect(ok(grantTakeover(asked, anna, asked.epoch, 300)).holder).toEqual(boris);
    expect(ok(release(asked, anna, undefined, 300)).holder).toEqual(boris);
    const old = ok(renew({ ...asked, expires_at_ms: 20_000 }, anna, undefined, 10_100));
    expect(grantTakeover(old, anna, undefined, 10_101).ok).toBe(false);
  });

  it('belongs to one window, not to all windows of a user', () => {
    const lease = ok(take(freeLease(1), anna, 0));
    expect(take(lease, { ...anna, session_id: 'other' }, 1).ok).toBe(false);
  });

  it('epochs of a new owner are above those of the last', () => {
    let lease = freeLease(4);
    for (let now = 0; now < 50; now++) lease = ok(revoke(ok(take(lease, anna, now)), now));
    expect(freeLease(5).epoch).toBeGreaterThan(lease.epoch);
  });
});

type Step = { verb: 'take' | 'renew' | 'release' | 'request' | 'grant' | 'expire'; who: Claimant; after_ms: number };
const step: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('take', 'renew', 'release', 'request', 'grant', 'expire'),
  who: fc.constantFrom(anna, boris, carla),
  after_ms: fc.nat({ max: 4000 }),
});

function apply(lease: Lease, { verb, who }: Step, now: number): LeaseResult {
  switch (verb) {
    case 'take':
      return take(lease, who, now);
    case 'renew':
      return renew(lease, who, undefined, now);
    case 'release':
      return release(lease, who, undefined, now);
    case 'request':
      return requestTakeover(lease, who, now);
    case 'grant':
      return grantTakeover(lease, who, undefined, now);
    case 'expire':
      return expire(lease, now);
  }
}

describe('control lease, any history', () => {
  it('never loses an active pilot but to the RPIC or by the own act, and every change of hands raises the epoch', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let lease = freeLease(1);
        let now = 0;
        for (const each of steps) {
          now += each.after_ms;
          const before = lease;
          const wasHeld = isHeld(before, now);
          lease = apply(lease, each, now).lease;
          const changedHands = lease.holder?.user_id !== before.holder?.user_id;
          if (changedHands) expect(lease.epoch).toBeGreaterThan(before.epoch);
          else if (wasHeld) expect(lease.epoch).toBe(before.epoch);
          if (wasHeld && changedHands) {
            const own = each.who === before.holder && (each.verb === 'release' || each.verb === 'grant');
            expect(own || each.who.is_rpic).toBe(true);
          }
          expect(lease.expires_at_ms).toBeLessThanOrEqual(now + LEASE_TTL_MS);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("a refused verb changes nobody's control", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), step, (steps, last) => {
        let lease = freeLease(1);
        let now = 0;
        for (const each of steps) lease = apply(lease, each, (now += each.after_ms)).lease;
        const result = apply(lease, last, now + last.after_ms);
        if (!result.ok) expect(result.lease).toMatchObject({ epoch: lease.epoch, holder: lease.holder });
      }),
    );
  });
});
