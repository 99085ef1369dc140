/**
 * Outrider on two machines: the server here, a gateway there, a NATS server between them, each part set up as a person in charge
 * would set it up. The server is killed, the NATS server is killed; the gateway flies on, and nothing is lost or doubled.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unwrap } from '@outrider/client';
import type { Aircraft, Flight, Track } from '@outrider/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NATS_ABSENT, TestNats, freePort, natsAbsent } from '../packages/runtime/src/testing/nats.js';
import { fly, reaches } from './support/mission.js';
import { Person } from './support/person.js';
import { PROXIED_SIM, isOrder, sentFrames } from './support/recorder.js';
import { System } from './support/system.js';
import type { Account } from './support/system.js';
import { until } from './support/until.js';

const OUTRIDER = fileURLToPath(new URL('../packages/cli/bin/outrider.mjs', import.meta.url));
const TAKE_OFF = 22;
const absent = natsAbsent();

const folder = mkdtempSync(join(tmpdir(), 'outrider-machines-'));
const log = join(folder, 'sent.log');
const bundle = join(folder, 'field');
let nats: TestNats;
let server: System;
let administrator: Account | null = null;
let field: System;
let manager: Person;
let dispatcher: Person;
let rpic: Person;
let flight: Flight;

/** "outrider ARGS" as the host's administrator of the server. */
async function outrider(...args: string[]): Promise<string> {
  // Told at the first start and never again.
  administrator ??= server.account('host_administrator');
  const env = { ...process.env, OUTRIDER_CLI_PASSWORD: administrator.password };
  const all = [OUTRIDER, ...args, '--data-dir', server.dataDir, '--user', administrator.username];
  return (await promisify(execFile)(process.execPath, all, { env })).stdout;
}

async function setUp(): Promise<void> {
  const dataDir = join(folder, 'server', 'data');
  const port = await freePort();
  const setting = [OUTRIDER, 'gateway', 'nats', '--data-dir', dataDir, '--port', String(port)];
  await promisify(execFile)(process.execPath, setting);
  nats = await TestNats.start(join(dataDir, 'nats', 'nats-server.conf'), port);
  const bus = { kind: 'nats', url: nats.url, credentials_file: join(dataDir, 'nats', 'server.creds') };
  server = await System.start({ role: 'server', folder: join(folder, 'server'), settings: { bus } });
  await outrider('gateway', 'add', 'field', '--agency', 'demo', '--out', bundle, '--bus-url', nats.url);
  nats.reload();
  field = await startField();
  manager = await Person.signIn(server, 'programme_manager');
  dispatcher = await Person.signIn(server, 'dispatcher');
  rpic = await Person.signIn(server, 'rpic');
  await until('the gateway is heard', async () => (await gateways()).includes('field  heard'), 20_000);
  for (const { aircraft } of manager.state!.fleet) await bind(aircraft);
}

/** On the other machine: the folder that was written for it, with a link on which the simulator flies. */
async function startField(): Promise<System> {
  const bus = { kind: 'nats', url: nats.url, credentials_file: join(bundle, 'gateway.creds') };
  const link = { id: 'demo', kind: 'udp-in', port: 0, agency: 'demo', simulated: true };
  const settings = { bus, gateway: { name: 'field', links: [link] } };
  return System.start({ role: 'gateway', settings, programs: { sim: PROXIED_SIM }, env: { PROXY_LOG: log } });
}

const gateways = (): Promise<string> => outrider('gateway', 'list');

/** The demo's aircraft are bound to a gateway of the server's own; they fly at the other one. */
async function bind({ id, vehicle_key }: Aircraft): Promise<void> {
  if (!vehicle_key) return;
  const key = vehicle_key.replace(/^gateway\//, 'field/');
  await until(
    `${key} is heard`,
    async () => {
      const { items } = await unwrap(manager.api.GET('/api/v1/vehicles'));
      return items.some((status) => status.vehicle_key === key);
    },
    20_000,
  );
  await unwrap(manager.api.POST('/api/v1/vehicles/bind', { body: { aircraft_id: id, vehicle_key: key } }));
}

beforeEach((context) => context.skip(absent, NATS_ABSENT));
beforeAll(async () => {
  if (!absent) await setUp();
}, 240_000);
afterAll(async () => {
  for (const person of [manager, dispatcher, rpic]) person?.close();
  await field?.stop();
  await server?.stop();
  await nats?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('a gateway on another machine', () => {
  it('has a key that only its user can read, and no way into the database', () => {
    expect(statSync(join(bundle, 'gateway.creds')).mode & 0o777).toBe(0o600);
    const resolved = readFileSync(join(field.dataDir, 'run', 'gateway.settings.json'), 'utf8');
    expect(JSON.parse(resolved)).toMatchObject({ instance: { database: null, processes: ['gateway', 'sim'] } });
    expect(existsSync(join(field.dataDir, 'postgres'))).toBe(false);
    expect(server.status!.processes.map(({ name }) => name)).toEqual(['server']);
  });

  it('shows its vehicles, and flies one to an incident', async () => {
    await rpic.until('the fleet is live', (state) => state.fleet.some(({ status }) => status?.link === 'live'), 30_000);
    ({ flight } = await fly(dispatcher, rpic));
    await reaches(rpic, flight, 'en_route', 90_000);
    await rpic.until('telemetry', () => rpic.feed.status === 'playing');
    await until('a sample', () => freshSample(), 10_000);
  }, 180_000);

  it('flies on while the server is dead, and is taken up again', async () => {
    const killedAt = Date.now();
    const gatewayPid = field.process('gateway').pid;
    const pid = server.killHard('server');
    await server.restarted('server', pid, 60_000);
    await rpic.until('the console is back', (state) => rpic.feed.status === 'playing' && state, 60_000);
    await until('fresh telemetry', () => freshSample(), 20_000);
    expect(field.process('gateway').pid).toBe(gatewayPid);
    expect(sentFrames(log, killedAt).filter(isOrder)).toEqual([]);
    const height = { kind: 'change_height', height_above_takeoff_m: 50 } as const;
    const next = await rpic.command(flight.aircraft_id, height);
    expect(await rpic.settled(next.command_id)).toMatchObject({ state: 'done' });
  }, 180_000);

  it('gives control by hand, and takes it back', async () => {
    const lease = await rpic.control('take', flight.aircraft_id);
    expect(lease.holder_user_id).toBe(rpic.session.user.id);
    expect(rpic.stick(lease, { turn: 0.2 })).toBe(true);
    await rpic.control('release', flight.aircraft_id, lease.epoch);
    const hold = await rpic.command(flight.aircraft_id, { kind: 'hold' });
    expect(await rpic.settled(hold.command_id)).toMatchObject({ state: 'done' });
  }, 60_000);

  it('flies on while the NATS server is dead, and nothing is lost or doubled', async () => {
    const [gatewayPid, serverPid] = [field.process('gateway').pid, server.process('server').pid];
    const back = await rpic.command(flight.aircraft_id, { kind: 'return' });
    await rpic.until('it is on its way', (state) =>
      state.commands.some(({ command_id, state: how }) => command_id === back.command_id && how !== 'requested'),
    );
    await nats.stop();
    await expect(rpic.command(flight.aircraft_id, { kind: 'hold' })).rejects.toMatchObject({
      code: 'gateway_unavailable',
    });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await nats.start();
    await until('fresh telemetry', () => freshSample(), 20_000);
    flight = await reaches(rpic, flight, 'landed', 240_000);
    expect([field.process('gateway').pid, server.process('server').pid]).toEqual([gatewayPid, serverPid]);
    const { commands, events } = await unwrap(
      dispatcher.api.GET('/api/v1/flights/{id}/events', { params: { path: { id: flight.id } } }),
    );
    const asked = commands.filter(({ origin }) => origin === 'user');
    expect(asked.map(({ action, state }) => [action.kind, state])).toEqual([
      ['change_height', 'done'],
      ['hold', 'done'],
      ['return', 'done'],
    ]);
    expect(new Set(commands.map(({ command_id }) => command_id)).size).toBe(commands.length);
    expect(new Set(events.map(({ seq }) => seq)).size).toBe(events.length);
    expect(sentFrames(log).filter(({ command }) => command === TAKE_OFF)).toHaveLength(1);
  }, 300_000);

  it('leaves a track without a gap, the time without a NATS server included', async () => {
    const params = { path: { id: flight.id }, query: {} };
    const track = await until(
      'the whole track',
      async () => {
        const read = (await unwrap(dispatcher.api.GET('/api/v1/flights/{id}/track', { params }))) as Track;
        return (read.utc_ms.at(-1) ?? 0) >= flight.landed_at_utc_ms! - 2_000 && read;
      },
      30_000,
    );
    const gaps = track.utc_ms.slice(1).map((at, index) => at - track.utc_ms[index]!);
    expect(Math.max(...gaps)).toBeLessThan(2_000);
  }, 60_000);

  it('is shut out when it is revoked', async () => {
    await outrider('gateway', 'revoke', 'field');
    nats.reload();
    expect(await gateways()).toContain('field  revoked');
    const { items } = (await unwrap(manager.api.GET('/api/v1/vehicles'))) as { items: { gateway: string }[] };
    expect(items.filter(({ gateway }) => gateway === 'field')).toEqual([]);
    await expect(rpic.command(flight.aircraft_id, { kind: 'read_failsafes' })).rejects.toMatchObject({
      code: 'gateway_unavailable',
    });
    await expect(
      outrider('gateway', 'add', 'field', '--agency', 'demo', '--out', join(folder, 'again')),
    ).rejects.toThrow(/conflict/);
  }, 60_000);
});

/** A telemetry sample of the aircraft that came over the feed within a second of waiting. */
function freshSample(): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), 1000);
    const stop = rpic.feed.onTelemetry(({ samples }) => {
      if (samples.some(({ aircraft_id }) => aircraft_id === flight.aircraft_id)) done(true);
    });
    const done = (found: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
  });
}
