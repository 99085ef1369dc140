/** What breaks in flight: a repeated command, a killed server, a killed gateway. A recorder in the line sees all that is sent. */
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { unwrap } from '@outrider/client';
import { distance } from '@outrider/core/geo';
import { uuidv7 } from '@outrider/runtime';
import type { Command, Flight, Track } from '@outrider/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterIncident, fly, reaches } from './support/mission.js';
import { Person } from './support/person.js';
import { PROXIED_SIM, isOrder, sentFrames } from './support/recorder.js';
import { Simulation } from './support/simulation.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const SPEED = 2;
/** From the start of the new server's process to the flight in the hands of its crew again. */
const ADOPTED_WITHIN_MS = 5_000;

const folder = mkdtempSync(join(tmpdir(), 'outrider-faults-'));
const log = join(folder, 'sent.log');
let system: System;
let dispatcher: Person;
let rpic: Person;
let simulation: Simulation;
let flight: Flight;
let key: string;

beforeAll(async () => {
  system = await System.start({ speed: SPEED, programs: { sim: PROXIED_SIM }, env: { PROXY_LOG: log } });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
  simulation = await Simulation.of(system);
  ({ flight } = await fly(dispatcher, rpic));
  await reaches(rpic, flight, 'on_scene', 90_000);
  key = rpic.aircraft(flight.aircraft_name).vehicle_key!;
}, 240_000);
afterAll(async () => {
  for (const person of [dispatcher, rpic]) person?.close();
  await simulation?.close();
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('in flight', () => {
  it('a command id that comes again and again runs once', async () => {
    const before = await simulation.truth(key);
    const since = Date.now();
    const id = uuidv7(since);
    const action = { kind: 'change_height', height_above_takeoff_m: 45 } as const;
    const first = await Promise.all(Array.from({ length: 20 }, () => rpic.command(flight.aircraft_id, action, id)));
    expect(new Set(first.map(({ command_id }) => command_id))).toEqual(new Set([id]));
    expect(await rpic.settled(id)).toMatchObject({ state: 'done' });
    const taken = (await simulation.truth(key)).commands_taken;
    expect(taken - before.commands_taken).toBe(1);
    await rpic.command(flight.aircraft_id, { kind: 'change_height', height_above_takeoff_m: 60 });
    await until(
      'the other height is taken',
      async () => (await simulation.truth(key)).commands_taken === taken + 1,
      10_000,
    );
    const body = { command_id: id, action, expires_in_ms: 30_000 };
    const params = { path: { id: flight.aircraft_id } };
    for (let again = 0; again < 5; again++) {
      const answer = await unwrap(rpic.api.POST('/api/v1/aircraft/{id}/commands', { params, body }));
      expect(answer).toMatchObject({ command_id: id, state: 'done' });
    }
    expect((await simulation.truth(key)).commands_taken).toBe(taken + 1);
    const other = { ...body, action: { kind: 'change_height' as const, height_above_takeoff_m: 20 } };
    await expect(
      unwrap(rpic.api.POST('/api/v1/aircraft/{id}/commands', { params, body: other })),
    ).rejects.toMatchObject({
      code: 'command_id_reused',
    });
  });

  it('the server is killed: nothing acknowledged is lost, nothing is sent, the flight is adopted again', async () => {
    const incident = await enterIncident(dispatcher, '12 Alder St');
    const command = await rpic.command(flight.aircraft_id, { kind: 'hold' });
    await rpic.settled(command.command_id);
    const killedAt = Date.now();
    const pid = system.killHard('server');
    const startedAt = await until(
      'the new server process',
      () => {
        const { pid: now } = system.process('server');
        return now !== null && now !== pid && Date.now();
      },
      20_000,
    );
    await system.restarted('server', pid);
    const adopted = await Person.signIn(system, 'rpic', 'after');
    await adopted.until('the flight is there', (state) =>
      state.flights.some(({ id, state: how }) => id === flight.id && how === 'on_scene'),
    );
    await until('fresh telemetry', () => freshSample(adopted), 10_000);
    const adoptedAfterMs = Date.now() - startedAt;
    const truth = await simulation.truth(key);
    expect([truth.failsafe, truth.landed]).toEqual([null, false]);
    expect(sentFrames(log, killedAt).filter(isOrder)).toEqual([]);
    const held = await unwrap(adopted.api.GET('/api/v1/incidents/{id}', { params: { path: { id: incident.id } } }));
    expect(held.number).toBe(incident.number);
    const known = await unwrap(
      adopted.api.GET('/api/v1/commands/{id}', { params: { path: { id: command.command_id } } }),
    );
    expect((known as Command).state).toBe('done');
    adopted.close();
    await rpic.until('the old console is connected again', (state) => rpic.feed.status === 'playing' && state, 40_000);
    const next = await rpic.command(flight.aircraft_id, { kind: 'change_height', height_above_takeoff_m: 50 });
    expect(await rpic.settled(next.command_id)).toMatchObject({ state: 'done' });
    expect(adoptedAfterMs).toBeLessThan(ADOPTED_WITHIN_MS);
  }, 120_000);

  it('the gateway is killed: the autopilot brings the aircraft home; a restarted gateway sends no order', async () => {
    const killedAt = Date.now();
    const downMs = 3_000;
    for (let pid = system.killHard('gateway'); Date.now() - killedAt < downMs;) {
      const now = system.process('gateway').pid;
      if (now !== null && now !== pid) pid = system.killHard('gateway');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await until('the failsafe of the autopilot', async () => (await simulation.truth(key)).failsafe, 10_000);
    flight = await reaches(rpic, flight, 'landed', 120_000);
    const truth = await simulation.truth(key);
    expect([truth.landed, truth.armed, truth.take_offs, truth.landings]).toEqual([true, false, 1, 1]);
    expect(truth.distance_from_start_m).toBeLessThan(5);
    expect(sentFrames(log, killedAt).filter(isOrder)).toEqual([]);
  }, 180_000);

  it('leaves one record of it all', async () => {
    const params = { path: { id: flight.id }, query: {} };
    const track = await until(
      'the whole track',
      async () => {
        const read = (await unwrap(dispatcher.api.GET('/api/v1/flights/{id}/track', { params }))) as Track;
        return (read.utc_ms.at(-1) ?? 0) >= flight.landed_at_utc_ms! - 5_000 && read;
      },
      20_000,
    );
    const last = track.utc_ms.length - 1;
    const end = { latitude_deg: track.latitude_deg[last]!, longitude_deg: track.longitude_deg[last]! };
    expect(distance(end, flight.plan!.home)).toBeLessThan(5);
    const { commands, events } = await unwrap(
      dispatcher.api.GET('/api/v1/flights/{id}/events', { params: { path: { id: flight.id } } }),
    );
    const ids = commands.map(({ command_id }) => command_id);
    expect(new Set(ids).size).toBe(ids.length);
    const seqs = events.map(({ seq }) => seq);
    expect(new Set(seqs).size).toBe(seqs.length);
  });
});

/** A telemetry sample of the aircraft that came over this feed within a second of waiting. */
function freshSample(person: Person): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), 1000);
    const stop = person.feed.onTelemetry(({ samples }) => {
      if (samples.some(({ aircraft_id }) => aircraft_id === flight.aircraft_id)) done(true);
    });
    const done = (found: boolean): void => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
  });
}
