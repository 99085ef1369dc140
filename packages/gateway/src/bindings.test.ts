import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VehicleStatus } from '@outrider/schema';
import { World } from '../test-support/bound.js';
import { AIRCRAFT, bindingOf } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';
import { bindingsNow } from './vehicle/bindings-now.js';

const OTHER = '01990000-0000-7000-8000-0000000000ab';
const KEY = 'gateway/main/1';

describe('a vehicle in flight', () => {
  let world: World;
  let gateway: Harness;
  beforeEach(async () => {
    world = await World.start();
    gateway = world.gateway;
  });
  afterEach(() => world.end());

  const boundTo = async (): Promise<string | null | undefined> => {
    const answer = await gateway.ask<VehicleStatus[]>('vehicles', { after_key: null, max: 10 });
    return answer.ok ? answer.value[0]?.aircraft_id : undefined;
  };

  it.each([
    ['unbound', [], null],
    ['bound to another aircraft', [bindingOf(KEY, { aircraft_id: OTHER })], OTHER],
  ])('stays what it is until it has landed when it is %s', async (_what, bindings, afterwards) => {
    await world.bound();
    await gateway.start();
    await gateway.until('en route', () => gateway.flightStates().includes('en_route'), 20_000);
    await gateway.ask('configure', { bindings });
    expect(await boundTo()).toBe(AIRCRAFT);
    await gateway.until('landed', () => gateway.flightStates().at(-1) === 'landed', 30_000);
    const flight = gateway.events.filter((event) => event.kind === 'flight');
    expect(new Set(flight.map((event) => event.aircraft_id))).toEqual(new Set([AIRCRAFT]));
    let now = await boundTo();
    for (let looks = 0; looks < 50 && now !== afterwards; looks++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      now = await boundTo();
    }
    expect(now).toBe(afterwards);
  });
});

describe('the bindings that hold now', () => {
  const own = bindingOf(KEY);

  it('are the wanted ones when nothing flies, and new rules hold at once', () => {
    const rules = bindingOf(KEY, { aircraft_name: 'Renamed' });
    expect(bindingsNow([rules], [own])).toEqual({ bindings: [rules], deferred: false });
    expect(bindingsNow([], [])).toEqual({ bindings: [], deferred: false });
  });

  it('bind no second vehicle to an aircraft in flight', () => {
    const moved = bindingOf('gateway/main/2');
    expect(bindingsNow([moved], [own])).toEqual({ bindings: [own], deferred: true });
  });
});
