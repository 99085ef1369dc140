import { destination } from '@outrider/core/geo';
import type { FlightLimits } from '@outrider/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World } from '../test-support/bound.js';
import { AGENCY, AIRCRAFT } from '../test-support/harness.js';
import { HOME_POINT } from '../test-support/peer.js';
import type { Peer } from '../test-support/peer.js';

const OPEN: FlightLimits = {
  min_height_above_takeoff_m: null,
  max_height_above_takeoff_m: null,
  max_speed_mps: null,
  area: null,
};
let world: World;
let peer: Peer;
let flightId: string;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const limit = (limits: FlightLimits | null, flight_id = flightId) =>
  world.gateway.ask('limits', { flight_id, agency_id: AGENCY, aircraft_id: AIRCRAFT, limits });

/** Takes control and holds a stick for half a second. Answers the last sticks that the autopilot got. */
async function steer(is_rpic: boolean, input: { forward?: number; up?: number }) {
  const lease = await world.gateway.control('take', { is_rpic });
  if (!lease.ok) throw new Error(lease.error.message);
  await world.gateway.until('loiter', () => world.gateway.samples.at(-1)!.mode === 'position');
  for (let sequence = 1; sequence <= 25; sequence++) {
    world.gateway.stick(lease.value.epoch, sequence, input);
    await pause(20);
  }
  const last = peer.all('MANUAL_CONTROL').at(-1)!;
  await world.gateway.control('release', { epoch: lease.value.epoch });
  return last;
}

beforeEach(async () => {
  world = await World.start();
  peer = await world.bound();
  flightId = await world.gateway.start();
  await world.gateway.until('in the air', () => world.gateway.flightStates().includes('en_route'), 20_000);
});
afterEach(() => world.end());

describe('limits that the RPIC sets', () => {
  it('bind sticks and orders of everybody else from then on, and not the RPIC', async () => {
    const height = world.gateway.samples.at(-1)!.height_above_takeoff_m!;
    expect(await limit({ ...OPEN, max_height_above_takeoff_m: Math.max(5, height - 5) })).toMatchObject({ ok: true });
    // Neutral thrust of MANUAL_CONTROL is 500.
    expect((await steer(false, { up: 1 })).z).toBe(500);
    expect((await steer(true, { up: 1 })).z).toBeGreaterThan(900);

    const higher = { kind: 'change_height', height_above_takeoff_m: 55 } as const;
    expect(await world.gateway.command(higher)).toMatchObject({
      ok: true,
      value: { state: 'failed', error_code: 'beyond_limits', detail: expect.stringMatching(/higher than the RPIC/) },
    });
    expect(await world.gateway.command(higher, { is_rpic: true })).toMatchObject({
      ok: true,
      value: { error_code: null },
    });
    await limit(null);
    expect((await steer(false, { up: 1 })).z).toBeGreaterThan(900);
  });

  it('keep sticks inside the area, and tell when the aircraft is outside', async () => {
    const area = { center: destination(HOME_POINT, 180, 500), radius_m: 100 };
    await limit({ ...OPEN, area });
    const lease = await world.gateway.control('take', { is_rpic: false });
    expect(lease.ok).toBe(true);
    // It flies north of the area, nose to the north: forward would lead further away.
    await world.gateway.until('alerted', () => world.alertKinds().includes('limits'));
    expect((await steer(false, { forward: 1 })).x).toBe(0);
    expect((await steer(false, { forward: -1 })).x).toBeLessThan(-900);
    expect(await world.gateway.command({ kind: 'return' })).toMatchObject({ ok: true, value: { error_code: null } });
  });

  it('are those of one flight, and outlive a restart', async () => {
    expect(await limit(OPEN, '01990000-0000-7000-8000-0000000000ff')).toMatchObject({
      ok: false,
      error: { code: 'flight_state' },
    });
    await limit({ ...OPEN, max_height_above_takeoff_m: 20 });
    await world.restart();
    await world.gateway.until('heard', () => world.gateway.samples.length > 3);
    const answer = await world.gateway.command({ kind: 'change_height', height_above_takeoff_m: 50 });
    expect(answer).toMatchObject({ ok: true, value: { error_code: 'beyond_limits' } });
  });
});
