/** Two gateways hear one aircraft, over real sockets; whoever does not own it says nothing that commands it. */
import type { Action, ControlLease, GatewayReply } from '@outrider/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AIRCRAFT, bindingOf, link, noOwners, removeFolder, startHarness } from '../test-support/harness.js';
import type { Harness, Owners } from '../test-support/harness.js';
import { Peer } from '../test-support/peer.js';

const TAKE_OFF: Action = { kind: 'take_off', height_above_takeoff_m: 10 };
const HOLD: Action = { kind: 'hold' };
/** Everything that would change what the aircraft does. */
const COMMANDING = new Set([16, 20, 21, 22, 34, 115, 176, 178, 185, 192, 300, 400]);

let owners: Owners;
let north: Harness;
let south: Harness;
let peers: Peer[];

beforeEach(async () => {
  owners = noOwners();
  peers = [];
  north = await startHarness([link()], undefined, { name: 'north', owners });
  south = await startHarness([link()], undefined, { name: 'south', owners });
});
afterEach(async () => {
  for (const peer of peers) peer.close();
  for (const gateway of [north, south]) {
    await gateway.close();
    await removeFolder(gateway.folder);
  }
});

/** One autopilot that this gateway hears, bound to the aircraft. `flying`: in the air already. */
async function heardBy(gateway: Harness, name: string, flying = false): Promise<Peer> {
  const peer = await new Peer({ flying }).udpTo(gateway.ports['gateway.links.main.port']!);
  peers.push(peer);
  await gateway.until('seen', () => gateway.events.some((event) => event.kind === 'vehicle_seen'));
  await gateway.ask('configure', { bindings: [bindingOf(`${name}/main/1`)] });
  await gateway.until('telemetry', () => gateway.samples.some((sample) => sample.gnss_fix === 3));
  return peer;
}

const commandsTo = (peer: Peer): number[] =>
  [...peer.all('COMMAND_LONG'), ...peer.all('COMMAND_INT')]
    .map(({ command }) => command)
    .filter((command) => COMMANDING.has(command));

const refusedAs = (code: string): unknown => ({ ok: false, error: expect.objectContaining({ code }) });
const owner = () => owners.rows.get(AIRCRAFT);

describe('one aircraft, two gateways', () => {
  it('obeys the one that has it; the other is refused, moves nothing, and steers nothing', async () => {
    const [ours, theirs] = [await heardBy(north, 'north'), await heardBy(south, 'south')];
    expect(await north.command(TAKE_OFF)).toMatchObject({ ok: true });
    await north.until('in the air', () => ours.heightM > 5);
    expect(owner()).toMatchObject({ gateway: 'north', in_use: true });
    expect(await south.command(TAKE_OFF)).toEqual(refusedAs('vehicle_owned_elsewhere'));
    expect(await south.control('take')).toEqual(refusedAs('vehicle_owned_elsewhere'));
    await expect(south.start()).rejects.toThrow(/north/);
    expect(await south.command(HOLD)).toEqual(refusedAs('vehicle_owned_elsewhere'));
    expect(commandsTo(theirs)).toEqual([]);
  });

  it('changes over once it is idle, and the first has to ask again', async () => {
    const [ours, theirs] = [await heardBy(north, 'north'), await heardBy(south, 'south')];
    expect(await north.command({ kind: 'read_failsafes' })).toMatchObject({ ok: true });
    const first = owner()!.epoch;
    await north.until('given back', () => owner()!.in_use === false, 20_000);
    expect(await south.command(TAKE_OFF)).toMatchObject({ ok: true });
    await south.until('in the air', () => theirs.heightM > 5);
    expect(owner()).toMatchObject({ gateway: 'south', in_use: true });
    expect(owner()!.epoch).toBeGreaterThan(first);
    expect(await north.command(TAKE_OFF)).toEqual(refusedAs('vehicle_owned_elsewhere'));
    expect(commandsTo(ours)).toEqual([]);
  });

  it('an owner that is told that it was replaced stops, whoever steers there is told, and neither heartbeat nor stick goes out', async () => {
    const peer = await heardBy(north, 'north', true);
    await north.until('in use', () => owner()?.in_use === true);
    const taken = (await north.control('take')) as GatewayReply<ControlLease>;
    expect(taken).toMatchObject({ ok: true });
    await north.until('flown by hand', () => peer.all('MANUAL_CONTROL').length > 0);
    owners.rows.set(AIRCRAFT, { gateway: 'south', epoch: owner()!.epoch + 1, in_use: true });
    await north.until('refused', () => north.gateway.statuses().length > 0);
    let refusal: unknown = null;
    for (let tries = 0; tries < 300 && refusal === null; tries++) {
      const answer = await north.command({ kind: 'change_height', height_above_takeoff_m: 20 });
      if (!answer.ok) refusal = answer.error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(refusal).toMatchObject({ code: 'vehicle_owned_elsewhere' });
    expect(await north.control('state')).toMatchObject({ ok: true, value: { holder_user_id: null } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    peer.received.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(peer.all('HEARTBEAT')).toEqual([]);
    expect(peer.all('MANUAL_CONTROL')).toEqual([]);
    expect(commandsTo(peer)).toEqual([]);
  }, 60_000);
});

describe('without anybody to ask', () => {
  it('the owner flies on, over a restart of its own as well; what begins anew is refused', async () => {
    const peer = await heardBy(north, 'north');
    await north.command(TAKE_OFF);
    await north.until('in the air', () => peer.heightM > 5);
    const { epoch } = owner()!;
    owners.away = true;
    expect(await north.command({ kind: 'change_height', height_above_takeoff_m: 14 })).toMatchObject({ ok: true });
    expect(await north.control('take')).toMatchObject({ ok: true });
    const { folder, ports } = north;
    await north.close();
    north = await startHarness([link({ port: ports['gateway.links.main.port']! })], folder, { name: 'north', owners });
    await north.until('telemetry again', () => north.samples.length > 5, 20_000);
    const steering = (await north.control('take')) as GatewayReply<ControlLease>;
    expect(steering.ok && steering.value.epoch).toBeGreaterThan((epoch + 1) * 2 ** 20 - 1);
    owners.away = false;
    await north.until('known again', () => owner()!.epoch === epoch + 1, 20_000);
    expect(owner()).toEqual({ gateway: 'north', epoch: epoch + 1, in_use: true });
    await heardBy(south, 'south');
    owners.away = true;
    expect(await south.command(TAKE_OFF)).toEqual(refusedAs('gateway_unavailable'));
    // What makes it safe is never refused for want of an answer.
    expect(await south.command(HOLD)).toMatchObject({ ok: true });
  }, 60_000);
});
