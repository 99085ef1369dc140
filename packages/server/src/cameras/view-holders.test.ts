import { virtualClock } from '@outrider/runtime';
import { expect, it } from 'vitest';
import { ViewHolders } from './view-holders.js';

const HOUR_MS = 3_600_000;

it('ends the views of a session when it is over, and those of who steers when the sticks are let go', async () => {
  const clock = virtualClock();
  const steering = new Set(['steering']);
  const ended: string[] = [];
  const holders = new ViewHolders({
    clock,
    steers: (_agency, user) => steering.has(user),
    end: (sessions) => {
      ended.push(...sessions);
      holders.forget(sessions);
    },
  });
  holders.start();
  const at = (hours: number) => clock.utcMs() + hours * HOUR_MS;
  const session = (id: string, hours: number) => ({ id, expiresAtUtcMs: at(hours), user: {} as never });
  holders.add({ agencyId: 'a', id: 'watching', session: session('s1', 1) });
  holders.add({ agencyId: 'a', id: 'steering', session: session('s2', 1) });
  holders.add({ agencyId: 'a', id: 'later', session: session('s3', 2) });
  holders.add({ agencyId: 'a', id: 'key', session: null });
  await clock.advanceAsync(HOUR_MS - 1000);
  expect(ended).toEqual([]);
  await clock.advanceAsync(2000);
  expect(ended).toEqual(['s1']);
  steering.clear();
  await clock.advanceAsync(1000);
  expect(ended).toEqual(['s1', 's2']);
  holders.forget(['s3']);
  await clock.advanceAsync(2 * HOUR_MS);
  expect(ended).toEqual(['s1', 's2']);
  holders.close();
});
