import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParameterList, VehicleStatus } from '@outrider/schema';
import { AGENCY, AIRCRAFT, bindingOf, link, removeFolder, startHarness } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';
import { Peer } from '../test-support/peer.js';
import { ConfigureParts } from './configure-parts.js';

const idOf = (index: number): string => AIRCRAFT.slice(0, -4) + String(index).padStart(4, '0');

describe('a configuration in parts', () => {
  const bindings = [1, 2, 3].map((index) => [bindingOf(`gateway/main/${index}`, { aircraft_id: idOf(index) })]);
  const part = (index: number, revision = 1) => ({
    bindings: bindings[index]!,
    part: { revision, index, count: bindings.length },
  });

  it('is applied as a whole, whatever comes twice or between', () => {
    const parts = new ConfigureParts();
    expect(parts.take(part(0))).toBeNull();
    expect(parts.take(part(0))).toBeNull();
    expect(parts.take(part(0, 2))).toBeNull();
    expect(parts.take(part(1))).toBeNull();
    expect(parts.take(part(2))).toEqual(bindings.flat());
    expect(parts.take({ bindings: bindings[0]! })).toEqual(bindings[0]);
  });

  it('that was left unfinished does not stay for ever', () => {
    const parts = new ConfigureParts();
    for (let revision = 1; revision <= 9; revision++) parts.take(part(0, revision));
    for (const index of [1, 2]) expect(parts.take(part(index, 1))).toBeNull();
  });
});

describe('the gateway over the bus', () => {
  let gateway: Harness;
  let peers: Peer[];
  beforeEach(async () => {
    gateway = await startHarness([link()]);
    peers = [];
  });
  afterEach(async () => {
    for (const peer of peers) peer.close();
    await gateway.close();
    await removeFolder(gateway.folder);
  });

  async function hear(count: number): Promise<void> {
    const port = gateway.ports['gateway.links.main.port']!;
    for (let systemId = 1; systemId <= count; systemId++) peers.push(await new Peer({ systemId }).udpTo(port));
    let seen = 0;
    await gateway.until('all heard', () => {
      void gateway.ask<VehicleStatus[]>('vehicles', { after_key: null, max: 500 }).then((answer) => {
        seen = answer.ok ? answer.value.length : 0;
      });
      return seen === count;
    });
  }

  const bound = async (): Promise<string[]> => {
    const answer = await gateway.ask<VehicleStatus[]>('vehicles', { after_key: null, max: 500 });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value.filter((status) => status.aircraft_id !== null).map((status) => status.vehicle_key);
  };

  it('keeps every binding of a configuration that came in several parts', async () => {
    await hear(3);
    const keys = [1, 2, 3].map((index) => `gateway/main/${index}`);
    for (const [index, key] of keys.entries()) {
      await gateway.ask('configure', {
        bindings: [bindingOf(key, { aircraft_id: idOf(index) })],
        part: { revision: 5, index, count: keys.length },
      });
    }
    expect(await bound()).toEqual(keys);
  });

  it('tells its vehicles in pages, in the order of their keys', async () => {
    await hear(3);
    const page = async (after_key: string | null, max: number): Promise<string[]> => {
      const answer = await gateway.ask<VehicleStatus[]>('vehicles', { after_key, max });
      return answer.ok ? answer.value.map((status) => status.vehicle_key) : [answer.error.code];
    };
    expect(await page(null, 2)).toEqual(['gateway/main/1', 'gateway/main/2']);
    expect(await page('gateway/main/2', 2)).toEqual(['gateway/main/3']);
    expect(await page('gateway/main/3', 2)).toEqual([]);
    expect(await page(null, 0)).toEqual(['bad_request']);
  });

  it('refuses to send what fits no message, and lives on', async () => {
    await hear(1);
    await gateway.ask('configure', { bindings: [bindingOf('gateway/main/1')] });
    const parameters = Array.from({ length: 40_000 }, (_, index) => ({ name: `PARAMETER_${index}`, value: index }));
    const { adapter } = gateway.gateway.actorOf(AGENCY, AIRCRAFT)!.context;
    adapter.listParameters = async () => ({ parameters, complete: true });
    const asked = { agency_id: AGENCY, aircraft_id: AIRCRAFT, verb: 'list' };
    const answer = await gateway.ask<ParameterList>('parameters', asked);
    expect(answer).toMatchObject({ ok: false, error: { code: 'too_large' } });
    expect(await bound()).toEqual(['gateway/main/1']);
  });
});
