/** An incident in, an aircraft out, home again, on record: the whole of Outrider at ten times its speed. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { Replay, unwrap } from '@outrider/client';
import { distance } from '@outrider/core/geo';
import type { DispatchDecision, Flight, Incident, Reason, Track } from '@outrider/schema';
import { TlogReader } from '@outrider/protocol/mavlink';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accept, acceptWhenReady, decide, enterIncident, reaches, requestBest } from './support/mission.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const OUTRIDER = fileURLToPath(new URL('../packages/cli/bin/outrider.mjs', import.meta.url));
const run = promisify(execFile);

let system: System;
let dispatcher: Person;
let rpic: Person;
let incident: Incident;
let flight: Flight;
let track: Track;

beforeAll(async () => {
  system = await System.start({ speed: 10 });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
}, 120_000);
afterAll(async () => {
  dispatcher?.close();
  rpic?.close();
  await system?.stop();
}, 60_000);

const isAgainst = ({ effect }: Reason) => effect === 'against';
/** Who is refused, and for what. */
const refusals = ({ candidates }: DispatchDecision) =>
  candidates
    .map(({ aircraft_id, reasons }) => [aircraft_id, ...reasons.filter(isAgainst).map(({ code }) => code)].join(' '))
    .toSorted();

describe('first flight', () => {
  it('says which aircraft should go, and why the others should not', async () => {
    incident = await enterIncident(dispatcher);
    await rpic.until('the RPIC sees the incident', (state) => state.incidents.some(({ id }) => id === incident.id));
    const decision = await until(
      'a decision with an aircraft that can go',
      async () => {
        const made = await decide(dispatcher, incident);
        return made.candidates.some((candidate) => candidate.can_go) && made;
      },
      30_000,
    );
    expect(decision.candidates).toHaveLength(dispatcher.state!.fleet.length);
    for (const candidate of decision.candidates) {
      const against = candidate.reasons.filter(isAgainst);
      expect([candidate.aircraft_name, candidate.can_go]).toEqual([candidate.aircraft_name, against.length === 0]);
      if (candidate.can_go && !candidate.estimated) {
        expect(candidate.route!.legs.length).toBeGreaterThan(0);
        expect(candidate.energy!.after_landing_percent).toBeGreaterThan(0);
      }
    }
    // Right after the start an aircraft may become ready, or its link look stale, between two decisions.
    const [first, second] = await until(
      'two decisions from the same facts',
      async () => {
        const pair = [await decide(dispatcher, incident), await decide(dispatcher, incident)] as const;
        return isDeepStrictEqual(refusals(pair[0]), refusals(pair[1])) && pair;
      },
      30_000,
    );
    const ranks = ({ candidates }: DispatchDecision) => candidates.map(({ aircraft_id, rank }) => rank && aircraft_id);
    expect(ranks(second)).toEqual(ranks(first));
  });

  it('is requested by the dispatcher, accepted by the RPIC, and by nobody else', async () => {
    flight = await requestBest(dispatcher, incident);
    expect(flight.state).toBe('requested');
    await rpic.until('the RPIC sees the request', (state) => state.flights.some(({ id }) => id === flight.id));
    await expect(accept(dispatcher, flight)).rejects.toMatchObject({ code: 'forbidden', status: 403 });
    flight = await acceptWhenReady(rpic, flight);
    expect(flight.rpic_user_id).toBe(rpic.session.user.id);
  });

  it('flies to the incident, is called home and lands where it started', async () => {
    const onScene = await reaches(rpic, flight, 'on_scene', 90_000);
    const there = await lastSample(flight.aircraft_id);
    expect(distance(there, incident.location)).toBeLessThan(60);
    expect(onScene.on_scene_at_utc_ms! - onScene.took_off_at_utc_ms!).toBeGreaterThan(5_000);
    const command = await rpic.command(flight.aircraft_id, { kind: 'return' });
    await rpic.until('the return is carried out', (state) =>
      state.commands.some(({ command_id, state: how }) => command_id === command.command_id && how === 'done'),
    );
    flight = await reaches(rpic, flight, 'landed', 120_000);
    expect(flight.landed_at_utc_ms! - flight.took_off_at_utc_ms!).toBeGreaterThan(20_000);
    expect(flight.max_height_above_takeoff_m).toBeGreaterThan(20);
    const { home } = flight.plan!;
    expect(distance(await lastSample(flight.aircraft_id), home)).toBeLessThan(5);
  }, 240_000);

  it('is on record without a gap, from the ground to the ground', async () => {
    track = await until(
      'the whole track',
      async () => {
        const read = await readTrack();
        return (read.utc_ms.at(-1) ?? 0) >= flight.landed_at_utc_ms! - 5_000 && read;
      },
      20_000,
    );
    const gaps = track.utc_ms.slice(1).map((at, index) => at - track.utc_ms[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    // At ten times the speed a machine that stands still for 0.4 s leaves out four: a piece of the record that is lost is longer.
    expect(Math.max(...gaps)).toBeLessThan(4_000);
    const heights = track.height_above_takeoff_m.filter((height) => height !== null);
    expect(Math.max(...heights)).toBeCloseTo(flight.max_height_above_takeoff_m!, -1);
    expect(Math.abs(heights[0]!)).toBeLessThan(3);
    expect(Math.abs(heights.at(-1)!)).toBeLessThan(3);
  });

  it('tells its story in order', async () => {
    const { events, commands } = await unwrap(
      dispatcher.api.GET('/api/v1/flights/{id}/events', { params: { path: { id: flight.id } } }),
    );
    const times = events.map((event) => event.seq);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(
      commands.filter(({ state }) => state !== 'done').map(({ action, state, detail }) => [action.kind, state, detail]),
    ).toEqual([]);
    expect(commands.map(({ action }) => action.kind)).toContain('return');
  });

  it('can be replayed', () => {
    const replay = new Replay(flight, track);
    replay.seek((flight.on_scene_at_utc_ms! + flight.took_off_at_utc_ms!) / 2);
    expect(replay.sample!.height_above_takeoff_m).toBeGreaterThan(15);
    replay.seek(replay.endUtcMs);
    expect(replay.sample!.height_above_takeoff_m).toBeLessThan(3);
    replay.close();
  });

  it('is found by number, words, time and area', async () => {
    const find = async (query: object): Promise<string[]> => {
      const { items } = await unwrap(dispatcher.api.GET('/api/v1/flights', { params: { query } }));
      return items.map(({ id }) => id);
    };
    const { latitude_deg, longitude_deg } = incident.location;
    const around = {
      west: longitude_deg - 0.001,
      east: longitude_deg + 0.001,
      south: latitude_deg - 0.001,
      north: latitude_deg + 0.001,
    };
    const elsewhere = { ...around, west: longitude_deg + 1, east: longitude_deg + 1.1 };
    for (const query of [
      { q: flight.number },
      { q: incident.number },
      { q: flight.aircraft_name },
      { from_utc_ms: flight.requested_at_utc_ms },
      around,
      { ...around, q: flight.aircraft_name },
    ]) {
      expect([query, await find(query)]).toEqual([query, [flight.id]]);
    }
    for (const query of [{ q: 'nothing' }, { to_utc_ms: flight.requested_at_utc_ms - 1 }, elsewhere]) {
      expect([query, await find(query)]).toEqual([query, []]);
    }
  });

  it('counts in the report of response times', async () => {
    const report = await unwrap(dispatcher.api.GET('/api/v1/reports/response-times', { params: { query: {} } }));
    expect(report.flights).toBe(1);
    expect(report.by_aircraft.map(({ aircraft_id }) => aircraft_id)).toEqual([flight.aircraft_id]);
    for (const row of report.rows) expect([row.measure, row.count, row.median_s! >= 0]).toEqual([row.measure, 1, true]);
  });

  it('leaves as tlog, GeoJSON, KML, GPX and CSV', async () => {
    const frames = { good: 0, heartbeats: 0 };
    const reader = new TlogReader((frame) => {
      frames.good += 1;
      if (frame.id === 0) frames.heartbeats += 1;
    });
    reader.feed(await exported('tlog'));
    reader.end();
    expect(reader.counters.skippedBytes).toBe(0);
    expect(frames.good).toBeGreaterThan(500);
    expect(frames.heartbeats).toBeGreaterThan(20);
    const geojson = JSON.parse((await exported('geojson')).toString()) as {
      features: { geometry: { coordinates: number[][] } }[];
    };
    expect(geojson.features[0]!.geometry.coordinates.length).toBeGreaterThan(50);
    // The last seconds on the ground may come to the record only now.
    const csv = await until(
      'as many rows as points',
      async () => {
        const rows = (await exported('csv')).toString().trimEnd().split('\r\n');
        const points = (await readTrack()).utc_ms.length;
        return rows.length === points + 1 && rows;
      },
      20_000,
    );
    expect(csv.length).toBeGreaterThan(track.utc_ms.length);
    for (const format of ['kml', 'gpx'] as const) {
      const text = (await exported(format)).toString();
      expect(text).toContain(flight.number);
      expect(text.match(/<(when|trkpt)/g)!.length).toBeGreaterThan(50);
    }
  });

  it('survives backup and restore, with an audit log whose chain holds', async () => {
    const backup = join(system.folder, 'backup');
    await outrider('backup', backup, '--data-dir', system.dataDir);
    const restored = join(system.folder, 'restored');
    const { stdout } = await outrider('restore', backup, '--data-dir', restored);
    expect(stdout).toMatch(/restored and found equal/);
    const audit = await outrider('audit', '--data-dir', restored, '--json');
    const { ok, agencies } = JSON.parse(audit.stdout) as { ok: boolean; agencies: { entries: number }[] };
    expect([ok, agencies.length]).toEqual([true, 2]);
    expect(Math.max(...agencies.map(({ entries }) => entries))).toBeGreaterThan(5);
    const record = join('records', rpic.session.agency!.id, flight.id, 'raw.tlog');
    expect(readFileSync(join(restored, record))).toEqual(readFileSync(join(system.dataDir, record)));
  }, 120_000);
});

async function lastSample(aircraftId: string): Promise<{ latitude_deg: number; longitude_deg: number }> {
  return new Promise((resolve) => {
    const stop = rpic.feed.onTelemetry(({ samples }) => {
      const sample = samples.find((one) => one.aircraft_id === aircraftId);
      if (!sample || sample.latitude_deg === null || sample.longitude_deg === null) return;
      stop();
      resolve({ latitude_deg: sample.latitude_deg, longitude_deg: sample.longitude_deg });
    });
  });
}

function readTrack(): Promise<Track> {
  const params = { path: { id: flight.id }, query: {} };
  return unwrap(dispatcher.api.GET('/api/v1/flights/{id}/track', { params })) as Promise<Track>;
}

/** Through the command line, as somebody without a browser gets it. */
async function exported(format: string): Promise<Buffer> {
  const file = join(system.folder, `${flight.number}.${format}`);
  const { username, password } = system.account('rpic');
  const args = ['export', flight.number, '--format', format, '--out', file, '--url', system.url, '--user', username];
  await run(process.execPath, [OUTRIDER, ...args], { env: { ...process.env, OUTRIDER_CLI_PASSWORD: password } });
  return readFileSync(file);
}

const outrider = (...args: string[]) => run(process.execPath, [OUTRIDER, ...args]);
