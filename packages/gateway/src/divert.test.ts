/** Another plan in flight, against an autopilot: what is sent in which order, and where the aircraft is left when it goes wrong. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FlightPlan, GatewayReply, HeldAt } from '@outrider/schema';
import { destination } from '@outrider/core/geo';
import { World } from '../test-support/bound.js';
import { AGENCY, AIRCRAFT, planNorth } from '../test-support/harness.js';
import { HOME_POINT } from '../test-support/peer.js';
import type { Peer, PeerOptions } from '../test-support/peer.js';

let world: World;
let flight_id: string;

beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.end());

const AUTO = 3;
const RTL = 6;
const BRAKE = 17;

function planTo(north_m: number, from: HeldAt | null = null): FlightPlan {
  const at = (place: { latitude_deg: number; longitude_deg: number }) => ({
    ...planNorth().legs[0]!,
    to: { ...place, altitude_amsl_m: HOME_POINT.altitude_amsl_m + 30 },
  });
  const start = from?.position ? [at(from.position)] : [];
  const return_line = { ...planNorth().return_line, return_height_m: from ? 45 : 40 };
  return planNorth({ hold_s: 300, return_line, legs: [...start, at(destination(HOME_POINT, 0, north_m))] });
}

/** On its way to a place 3 km away. */
async function underWay(options: PeerOptions = {}): Promise<Peer> {
  const peer = await world.bound(options);
  flight_id = await world.gateway.start({ plan: planTo(3000) });
  await world.gateway.until('en route', () => world.gateway.flightStates().includes('en_route'), 20_000);
  return peer;
}

const ask = (step: 'hold' | 'fly' | 'resume', plan: FlightPlan | null = null): Promise<GatewayReply<HeldAt>> =>
  world.gateway.ask('divert', { step, flight_id, agency_id: AGENCY, aircraft_id: AIRCRAFT, plan });

/** Refused until the flight's own start of its plan is seen to be done. */
async function held(): Promise<HeldAt> {
  let answer = await ask('hold');
  for (let tries = 0; !answer.ok && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask('hold');
  }
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

/** From here on the autopilot keeps lists of this kind without their first item. */
function garble(peer: Peer, kind: number): void {
  const set = peer.missions.set.bind(peer.missions);
  peer.missions.set = (type, items) => {
    const kept = type === kind ? items.slice(1) : items;
    return set(
      type,
      kept.map((item, seq) => ({ ...item, seq })),
    );
  };
}

it('holds, brings the fence and then the plan, and flies it from its first item', async () => {
  const peer = await underWay();
  const at = await held();
  expect(peer.mode).toBe(BRAKE);
  peer.received.length = 0;
  expect(await ask('fly', planTo(100, at))).toMatchObject({ ok: true });
  expect(peer.mode).toBe(AUTO);
  expect(peer.all('MISSION_COUNT').map(({ mission_type }) => mission_type)).toEqual([1, 0]);
  expect(peer.all('COMMAND_LONG').some(({ command, param1 }) => command === 224 && param1 === 1)).toBe(true);
  expect(peer.parameters).toMatchObject({ RTL_ALT: 4500 });
  await world.gateway.until('there', () => Math.abs(peer.north - 100) < 2, 20_000);
  await world.gateway.until('on scene', () => world.gateway.flightStates().at(-1) === 'on_scene');
  expect(peer.takeOffs).toBe(1);
});

it('goes on with the plan before when the fence is not taken', async () => {
  const peer = await underWay();
  const at = await held();
  garble(peer, 1);
  const answer = await ask('fly', planTo(100, at));
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('keeps the plan') } });
  expect(peer.mode).toBe(AUTO);
  expect(peer.missions.get(0)!.at(-1)!.x).toBe(Math.round(destination(HOME_POINT, 0, 3000).latitude_deg * 1e7));
}, 40_000);

it('holds when the plan is not taken, and starts no plan, not even after the gateway was started again', async () => {
  const peer = await underWay();
  const at = await held();
  garble(peer, 0);
  const answer = await ask('fly', planTo(100, at));
  expect(answer).toMatchObject({ ok: false, error: { message: expect.stringContaining('It holds') } });
  const start = async () => {
    await world.gateway.command({ kind: 'start_plan' });
    await world.gateway.until('refused', () => world.commandStates('start_plan').at(-1) === 'failed');
  };
  await start();
  expect(peer.mode).toBe(BRAKE);
  await world.restart();
  await world.gateway.until('known again', () => world.gateway.samples.length > 5);
  await start();
  expect(peer.mode).toBe(BRAKE);
}, 90_000);

it('starts nothing when STOP is pressed during the upload', async () => {
  let armed = false;
  let stopping: Promise<unknown> | null = null;
  const peer = await underWay({
    drop: (name, fields) => {
      if (armed && name === 'MISSION_ACK' && 'mission_type' in fields && fields.mission_type === 1)
        stopping ??= world.gateway.command({ kind: 'stop' });
      return false;
    },
  });
  const at = await held();
  armed = true;
  const before = peer.missions.get(0);
  expect(await ask('fly', planTo(100, at))).toMatchObject({ ok: false });
  await stopping;
  await world.gateway.until('braked', () => peer.mode === BRAKE);
  expect(peer.missions.get(0)).toBe(before);
});

it('leaves the aircraft to the watch over its battery', async () => {
  const peer = await underWay();
  const at = await held();
  peer.battery = 19;
  await world.gateway.until('it returns', () => peer.mode === RTL);
  expect(await ask('fly', planTo(100, at))).toMatchObject({ ok: false, error: { code: 'flight_state' } });
  expect(peer.mode).toBe(RTL);
});
