import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalChunk, VehicleStatus } from '@outrider/schema';
import { readSamples } from '@outrider/record/track';
import { FrameScanner } from '@outrider/protocol/mavlink';
import { World } from '../test-support/bound.js';
import { AGENCY, AIRCRAFT, planNorth } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';
import { HOME_POINT, Peer } from '../test-support/peer.js';
import type { PeerOptions } from '../test-support/peer.js';

let world: World;
let gateway: Harness;

beforeEach(async () => {
  world = await World.start();
  gateway = world.gateway;
});
afterEach(() => world.end());

const bound = (options: PeerOptions = {}): Promise<Peer> => world.bound(options);
const ended = (): boolean => /landed|failed/.test(gateway.flightStates().at(-1) ?? '');

describe('a requested flight', () => {
  it('goes out, holds, returns by itself, and is on record', async () => {
    const peer = await bound();
    const flight_id = await gateway.start();
    await gateway.until('landed', ended, 30_000);
    expect(gateway.flightStates()).toEqual([
      'preparing',
      'departing',
      'airborne',
      'en_route',
      'on_scene',
      'returning',
      'landing',
      'landed',
    ]);
    const landed = gateway.events.findLast((event) => event.kind === 'flight')!;
    expect(landed).toMatchObject({ flight_id, purpose: 'test' });
    expect(landed.kind === 'flight' && landed.distance_m).toBeGreaterThan(230);
    expect(landed.kind === 'flight' && landed.max_height_above_takeoff_m).toBeCloseTo(30, 0);
    expect(peer.takeOffs).toBe(1);
    expect(peer.parameters).toMatchObject({ RTL_ALT: 4000, FENCE_ALT_MAX: 60 });
    expect(peer.missions.get(1)).toHaveLength(4);
    await expectJournal(flight_id);
  });

  it('is refused with every failsafe that is wrong, before anything is armed', async () => {
    const peer = await bound({ parameters: { FS_GCS_ENABLE: 0, FENCE_ENABLE: 0 } });
    await gateway.start();
    await gateway.until('failed', ended);
    const failed = gateway.events.findLast((event) => event.kind === 'flight');
    expect(failed).toMatchObject({ state: 'failed', error_code: 'failsafe_not_ready' });
    expect(failed?.kind === 'flight' && failed.detail).toMatch(/FS_GCS_ENABLE.*FENCE_ENABLE/);
    expect(peer.all('COMMAND_LONG').filter((command) => command.command === 400)).toEqual([]);
  });

  it('is put right by "set failsafes"', async () => {
    const peer = await bound({ parameters: { FS_GCS_ENABLE: 0, FENCE_TYPE: 7, FS_OPTIONS: 16 } });
    await gateway.command({ kind: 'set_failsafes' });
    await gateway.until('set', () => world.commandStates('set_failsafes').at(-1) === 'done');
    expect(peer.parameters).toMatchObject({ FS_GCS_ENABLE: 1, FENCE_TYPE: 5, FS_OPTIONS: 0 });
  });

  it('takes off once though every acknowledgement of the take-off is lost', async () => {
    const peer = await bound({
      drop: (name, fields) => name === 'COMMAND_ACK' && 'command' in fields && fields.command === 22,
    });
    await gateway.start();
    await gateway.until('en route', () => gateway.flightStates().includes('en_route'), 20_000);
    expect(peer.takeOffs).toBe(1);
    const settled = gateway.events.some(
      (event) =>
        event.kind === 'command' && event.command.action.kind === 'take_off' && /lost/.test(event.command.detail ?? ''),
    );
    expect(settled).toBe(true);
  });

  it('is not flown when the fence comes back different', async () => {
    const peer = await bound();
    const set = peer.missions.set.bind(peer.missions);
    peer.missions.set = (type, items) => {
      const kept = type === 1 ? items.slice(1) : items;
      return set(
        type,
        kept.map((item, seq) => ({ ...item, seq })),
      );
    };
    await gateway.start();
    await gateway.until('failed', ended);
    expect(gateway.events.findLast((event) => event.kind === 'flight')).toMatchObject({
      error_code: 'fence_upload_failed',
    });
    expect(peer.armed).toBe(false);
  });

  it('asked for twice is flown once', async () => {
    const peer = await bound();
    const flight_id = await gateway.start();
    await gateway.start({ flight_id });
    await gateway.until('landed', ended, 30_000);
    await gateway.start({ flight_id });
    expect(peer.takeOffs).toBe(1);
    expect(gateway.flightStates().filter((state) => state === 'preparing')).toHaveLength(1);
  });

  it('cancelled while it leaves the ground comes home and is on the books until it stands', async () => {
    let hidden = false;
    const shows = new Set(['EXTENDED_SYS_STATE', 'GLOBAL_POSITION_INT']);
    const peer = await bound({ drop: (name) => hidden && world.peers[0]!.takeOffs > 0 && shows.has(name) });
    const flight_id = await gateway.start();
    hidden = true;
    await gateway.until('off the ground', () => peer.heightM > 0.2, 20_000);
    const end = { flight_id, agency_id: AGENCY, aircraft_id: AIRCRAFT, outcome: 'cancelled', issued_by: null };
    expect(await gateway.ask('end-flight', end)).toMatchObject({ ok: true });
    await gateway.until('refused', () => world.commandStates('disarm').includes('failed'), 20_000);
    hidden = false;
    await gateway.until('over', ended, 30_000);
    expect(gateway.flightStates().at(-1)).toBe('landed');
    expect(world.commandStates('return')).toContain('done');
    expect(peer.armed).toBe(false);
  });

  it('stays inside its fence: what leads out is refused with the reason, before the aircraft is asked', async () => {
    const peer = await bound();
    await gateway.start();
    await gateway.until('on scene', () => gateway.flightStates().includes('on_scene'), 20_000);
    const away = { latitude_deg: HOME_POINT.latitude_deg - 0.01, longitude_deg: HOME_POINT.longitude_deg };
    await gateway.command({ kind: 'go_to', ...away });
    await gateway.until('refused', () => world.commandStates('go_to').at(-1) === 'failed');
    const refused = gateway.events.findLast((event) => event.kind === 'command');
    expect(refused).toMatchObject({ command: { error_code: 'outside_fence' } });
    expect(peer.all('COMMAND_INT').filter(({ x }) => x === Math.round(away.latitude_deg * 1e7))).toEqual([]);
    expect(gateway.samples.at(-1)!.mode).toBe('mission');
  });

  it('says that nobody saw a landing when the autopilot was started anew in the air', async () => {
    const peer = await bound();
    await gateway.start();
    await gateway.until('on scene', () => gateway.flightStates().includes('on_scene'), 20_000);
    peer.restart();
    await gateway.until('over', ended, 20_000);
    const over = gateway.events.findLast((event) => event.kind === 'flight');
    expect(over?.kind === 'flight' && over.detail).toMatch(/started anew in the air/);
  });

  it('that cannot be written down is not flown', async () => {
    const peer = await bound();
    gateway.gateway.events.record = async () => false;
    await expect(gateway.start()).rejects.toThrow('cannot write');
    expect(gateway.gateway.actorOf(AGENCY, AIRCRAFT)?.flight).toBeNull();
    expect(peer.armed).toBe(false);
  });

  it('comes home when the energy asks for it, though nobody tells it', async () => {
    const peer = await bound();
    await gateway.start({ plan: planNorth({ hold_s: 3600 }) });
    await gateway.until('on scene', () => gateway.flightStates().includes('on_scene'), 20_000);
    peer.battery = 21;
    await gateway.until('landed', ended, 30_000);
    const order = gateway.events.find((event) => event.kind === 'command' && event.command.origin === 'gateway');
    expect(order).toMatchObject({ command: { action: { kind: 'return' } } });
    expect(world.alertKinds()).toContain('battery_return');
  });
});

describe('commands', () => {
  it('run once for each id, and a repeat is answered with the outcome', async () => {
    const peer = await bound();
    const command_id = '01990000-0000-7000-8000-0000000000c1';
    const action = { kind: 'take_off', height_above_takeoff_m: 20 } as const;
    for (let times = 0; times < 5; times++) await gateway.command(action, { command_id });
    await gateway.until('done', () => world.commandStates('take_off').at(-1) === 'done');
    expect(await gateway.command(action, { command_id })).toMatchObject({ ok: true, value: { state: 'done' } });
    expect(peer.takeOffs).toBe(1);
    const other = await gateway.command({ kind: 'land' }, { command_id });
    expect(other).toMatchObject({ ok: false, error: { code: 'command_id_reused' } });
  });

  it('that come too late are refused for good', async () => {
    await bound();
    const late = await gateway.command({ kind: 'arm' }, { issued_at_utc_ms: Date.now() - 5000 });
    expect(late).toMatchObject({ ok: true, value: { state: 'failed', error_code: 'command_expired' } });
  });

  it('for an aircraft of another agency find nothing', async () => {
    await bound();
    const foreign = await gateway.command({ kind: 'arm' }, { agency_id: '01990000-0000-7000-8000-00000000000f' });
    expect(foreign).toMatchObject({ ok: false, error: { code: 'vehicle_not_bound' } });
  });

  it('that are malformed are refused with the field named', async () => {
    await bound();
    const wrong = await gateway.ask('command', { command_id: 'x' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'bad_request' } });
  });

  it('STOP latches: only re-activate moves the aircraft again', async () => {
    const peer = await bound({ flying: true });
    await gateway.command({ kind: 'stop' });
    await gateway.until('braked', () => peer.mode === 17);
    const refused = await gateway.command({ kind: 'return' });
    expect(refused).toMatchObject({ ok: true, value: { state: 'failed', error_code: 'stop_latched' } });
    await gateway.until('shown', () => gateway.samples.at(-1)!.stopped);
    await gateway.command({ kind: 'reactivate' });
    await gateway.command({ kind: 'return' });
    await gateway.until('returning', () => peer.mode === 6);
  });
});

async function expectJournal(flight_id: string): Promise<void> {
  const read = async (stream: 'tlog' | 'samples'): Promise<JournalChunk> => {
    const answer = await gateway.ask<JournalChunk>('journal', { flight_id, stream, offset: 0, max_bytes: 700_000 });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value;
  };
  const [tlog, samples] = await Promise.all([read('tlog'), read('samples')]);
  const { samples: track } = readSamples(Buffer.from(samples.data_base64, 'base64'));
  expect(track.length).toBeGreaterThan(50);
  expect(track.every((sample) => sample.aircraft_id === AIRCRAFT)).toBe(true);
  let frames = 0;
  const scanner = new FrameScanner(() => frames++);
  const bytes = Buffer.from(tlog.data_base64, 'base64');
  scanner.feed(bytes);
  scanner.end();
  // Eight bytes of time stand before each frame; the scanner steps over them.
  expect(frames).toBeGreaterThan(200);
  expect(scanner.counters.skippedBytes).toBe(frames * 8);
}

describe('links', () => {
  it('ask for the attitude of the gimbal, which no autopilot sends unasked', async () => {
    const peer = await bound();
    const asked = (): number[] =>
      peer.all('COMMAND_LONG').flatMap(({ command, param1 }) => (command === 511 ? [param1] : []));
    await gateway.until('asked', () => asked().includes(285));
  });

  it('tell vehicles on one port apart by their system id', async () => {
    await bound({ systemId: 1 });
    world.peers.push(await new Peer({ systemId: 2 }).udpTo(world.port));
    await gateway.until('both', () => gateway.events.filter((event) => event.kind === 'vehicle_seen').length >= 2);
    const answer = await gateway.ask<VehicleStatus[]>('vehicles', { after_key: null, max: 500 });
    expect(answer.ok && answer.value.map((status) => status.vehicle_key)).toEqual(['gateway/main/1', 'gateway/main/2']);
    expect(answer.ok && answer.value[1]!.aircraft_id).toBeNull();
  });
});
