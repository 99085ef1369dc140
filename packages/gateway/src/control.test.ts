import type { ControlLease, GatewayReply } from '@outrider/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World } from '../test-support/bound.js';
import { link } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';
import type { Peer } from '../test-support/peer.js';

const LOITER = 5;
const BRAKE = 17;
const RTL = 6;
let world: World;
let gateway: Harness;

beforeEach(async () => {
  world = await World.start();
  gateway = world.gateway;
});
afterEach(() => world.end());

const epochOf = (answer: GatewayReply<ControlLease>): number => {
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.epoch;
};
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const sticks = (peer: Peer) => peer.all('MANUAL_CONTROL');

/** Moves the sticks at 50 Hz and keeps the lease. */
async function steer(epoch: number, forward: number, forMs: number, from = 0): Promise<number> {
  let sequence = from;
  const end = Date.now() + forMs;
  while (Date.now() < end) {
    gateway.stick(epoch, ++sequence, { forward });
    if (sequence % 25 === 0) await gateway.control('renew', { epoch });
    await pause(20);
  }
  return sequence;
}

describe('a lease that is revoked', () => {
  it('is that of the session that ended, not of another window of the same person', async () => {
    await world.bound({ flying: true });
    const epoch = epochOf(await gateway.control('take', { session_id: 'second' }));
    await gateway.control('revoke', { session_id: 'first' });
    expect(await gateway.control('renew', { session_id: 'second', epoch })).toMatchObject({ ok: true });
    await gateway.control('revoke', { session_id: 'second' });
    const after = await gateway.control('renew', { session_id: 'second', epoch });
    expect(after).toMatchObject({ ok: false, error: { code: 'lease_expired' } });
  });
});

describe('flying by hand', () => {
  it('enters the position-holding mode with neutral sticks, then passes the sticks on at 50 Hz', async () => {
    const peer = await world.bound({ flying: true });
    const epoch = epochOf(await gateway.control('take'));
    await gateway.until('loiter', () => peer.mode === LOITER);
    expect(sticks(peer).every(({ x, y, z, r }) => x === 0 && y === 0 && z === 500 && r === 0)).toBe(true);
    await gateway.until('observed', () => gateway.samples.at(-1)!.mode === 'position');
    const before = sticks(peer).length;
    await steer(epoch, 0.5, 1000);
    const sent = sticks(peer).slice(before);
    expect(sent.length).toBeGreaterThan(30);
    expect(sent.filter(({ x }) => x === 500).length).toBeGreaterThan(25);
    expect(gateway.samples.at(-1)).toMatchObject({ manual: true, mode: 'position' });
  });

  it('sends neutral, not silence, when no input comes for 300 ms', async () => {
    const peer = await world.bound({ flying: true });
    const epoch = epochOf(await gateway.control('take'));
    await gateway.until('loiter', () => gateway.samples.at(-1)!.mode === 'position');
    await steer(epoch, 1, 400);
    await pause(500);
    expect(sticks(peer).at(-1)!.x).toBe(0);
    const before = sticks(peer).length;
    await pause(400);
    expect(sticks(peer).length).toBeGreaterThan(before + 10);
  });

  it('never sends a stick in another mode, under another epoch, or an old one', async () => {
    const peer = await world.bound({ flying: true, drop: (name) => name === 'COMMAND_ACK' });
    const epoch = epochOf(await gateway.control('take'));
    peer.mode = RTL;
    await steer(epoch + 1, 1, 200);
    gateway.stick(epoch, 10, { forward: 1 });
    gateway.stick(epoch, 9, { forward: -1 });
    await pause(100);
    expect(sticks(peer).filter(({ x }) => x < 0)).toEqual([]);
    expect(await gateway.metrics()).toMatch(/outrider_gateway_sticks_total\{taken="no",process="gateway"\} [1-9]/);
  });

  it('ends with an order, also while a stick is still held; only a stick that was let go takes over again', async () => {
    const peer = await world.bound({ flying: true });
    const epoch = epochOf(await gateway.control('take'));
    await gateway.until('loiter', () => gateway.samples.at(-1)!.mode === 'position');
    let sequence = await steer(epoch, 1, 400);
    await gateway.command({ kind: 'return' });
    sequence = await steer(epoch, 1, 600, sequence);
    expect([peer.mode, sticks(peer).at(-1)!.x]).toEqual([RTL, 0]);
    sequence = await steer(epoch, 0, 200, sequence);
    await steer(epoch, 1, 1000, sequence);
    expect(peer.mode).toBe(LOITER);
  });

  it('of a real aircraft needs its live video, or confirmed visual line of sight', async () => {
    await world.end();
    // Whatever the server says: a link that nobody called simulated is real.
    world = await World.start([link({ simulated: false })]);
    gateway = world.gateway;
    await world.bound({ flying: true }, { simulated: true });
    expect(await gateway.control('take')).toMatchObject({
      ok: false,
      error: { code: 'visual_line_of_sight_required' },
    });
    expect(await gateway.control('take', { live_video: false })).toMatchObject({ ok: false });
    const seen = (await gateway.control('take', { live_video: true })) as { ok: true; value: { epoch: number } };
    expect(seen).toMatchObject({ ok: true });
    await gateway.control('release', { epoch: seen.value.epoch });
    expect(await gateway.control('take', { visual_line_of_sight_confirmed: true })).toMatchObject({ ok: true });
  });
});

describe('the lease', () => {
  it('goes to one of two, who can ask for takeover and get it', async () => {
    await world.bound({ flying: true });
    const first = await gateway.control('take');
    const other = { user_id: '01990000-0000-7000-8000-0000000000cc', user_name: 'Second', session_id: 'two' };
    expect(await gateway.control('take', other)).toMatchObject({
      ok: false,
      error: { code: 'control_held', message: 'Somebody else holds control: Pilot.' },
    });
    expect(await gateway.control('request_takeover', other)).toMatchObject({
      ok: true,
      value: { holder_name: 'Pilot', requested_by: { name: 'Second' } },
    });
    const granted = await gateway.control('grant_takeover', { epoch: epochOf(first) });
    expect(granted).toMatchObject({ ok: true, value: { holder_name: 'Second' } });
    expect(epochOf(granted)).toBeGreaterThan(epochOf(first));
  });

  it("that lapses in the air leads to hold, an alert, and after the agency's time to the contingency", async () => {
    const peer = await world.bound({ flying: true });
    await gateway.control('take');
    await gateway.until('loiter', () => gateway.samples.at(-1)!.mode === 'position');
    await gateway.until('held', () => peer.mode === BRAKE, 8000);
    await gateway.until('alerted', () => world.alertKinds().includes('lease_lapsed'));
    const lapsed = Date.now();
    await gateway.until('contingency', () => peer.mode === RTL, 15_000);
    expect(Date.now() - lapsed).toBeGreaterThan(8000);
    const ladder = () => gateway.events.flatMap((event) => (event.kind === 'ladder' ? [event.state] : []));
    await gateway.until('on record', () => ladder().length === 2);
    expect(ladder()).toEqual(['hold_offered', 'contingency']);
  });

  it('that is taken over in time ends the ladder', async () => {
    const peer = await world.bound({ flying: true });
    const lease = await gateway.control('take');
    await gateway.until('loiter', () => gateway.samples.at(-1)!.mode === 'position');
    await gateway.control('release', { epoch: epochOf(lease) });
    await gateway.until('held', () => peer.mode === BRAKE);
    await gateway.control('take');
    await gateway.until('loiter again', () => peer.mode === LOITER);
    await gateway.until('cleared', () =>
      gateway.events.some((event) => event.kind === 'ladder' && event.state === 'none'),
    );
  });

  it('released while a plan is flown lets the plan go on', async () => {
    const peer = await world.bound();
    await gateway.start();
    await gateway.until('en route', () => gateway.flightStates().includes('en_route'), 20_000);
    const camera = await gateway.control('take', { scope: 'camera' });
    await gateway.control('release', { scope: 'camera', epoch: epochOf(camera) });
    await pause(300);
    expect(peer.mode).toBe(3);
  });
});
