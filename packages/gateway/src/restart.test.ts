import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World } from '../test-support/bound.js';

let world: World;

beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.end());

/** Everything that would change what the aircraft does. */
const COMMANDING = new Set([16, 20, 21, 22, 34, 115, 176, 178, 185, 192, 300, 400]);

describe('a gateway that is started again', () => {
  it('keeps the books of an airborne flight and sends nothing that commands', async () => {
    const peer = await world.bound();
    const flight_id = await world.gateway.start();
    await world.gateway.until('en route', () => world.gateway.flightStates().includes('en_route'), 20_000);
    await world.restart();
    const { gateway } = world;
    peer.received.length = 0;
    await gateway.until('known again', () => gateway.samples.length > 5);
    peer.mode = 6;
    await gateway.until('landed', () => gateway.flightStates().at(-1) === 'landed', 20_000);
    const commands = [...peer.all('COMMAND_LONG'), ...peer.all('COMMAND_INT')].map(({ command }) => command);
    expect(commands.filter((command) => COMMANDING.has(command))).toEqual([]);
    for (const name of ['PARAM_SET', 'MISSION_COUNT', 'MISSION_ITEM_INT', 'MANUAL_CONTROL', 'SET_MODE'] as const) {
      expect(peer.all(name)).toEqual([]);
    }
    expect(gateway.events.findLast((event) => event.kind === 'flight')).toMatchObject({ flight_id, state: 'landed' });
  });

  it('knows command ids and flights of the run before, and never runs them again', async () => {
    const peer = await world.bound();
    const command_id = '01990000-0000-7000-8000-0000000000d1';
    const action = { kind: 'take_off', height_above_takeoff_m: 10 } as const;
    await world.gateway.command(action, { command_id, expires_in_ms: 60_000 });
    await world.gateway.until('done', () => world.commandStates('take_off').at(-1) === 'done');
    await world.restart();
    await world.gateway.until('known again', () => world.gateway.samples.length > 5);
    expect(await world.gateway.command(action, { command_id, expires_in_ms: 60_000 })).toMatchObject({
      ok: true,
      value: { state: 'done' },
    });
    expect(peer.takeOffs).toBe(1);
  });

  it('ends a flight that was still being prepared', async () => {
    const peer = await world.bound({ drop: (name) => name === 'MISSION_REQUEST' });
    const flight_id = await world.gateway.start();
    await world.gateway.until('preparing', () => peer.all('MISSION_COUNT').length > 0);
    await world.restart();
    await world.gateway.until('failed', () => world.gateway.flightStates().at(-1) === 'failed');
    await world.gateway.until('known again', () => world.gateway.samples.length > 5);
    await world.gateway.start({ flight_id });
    expect(world.gateway.flightStates().filter((state) => state === 'preparing')).toHaveLength(1);
    expect(peer.armed).toBe(false);
  });
});
