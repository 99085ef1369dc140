/** An aircraft flies with its camera on, at the wall's own time: what it saw is recorded, sealed, exported, and proven by anyone. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unwrap } from '@outrider/client';
import type { Flight, FlightRecordState, VerificationReport } from '@outrider/schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptWhenReady, enterIncident, reaches, requestBest } from './support/mission.js';
import { Person } from './support/person.js';
import { System } from './support/system.js';
import { until } from './support/until.js';

const OUTRIDER = fileURLToPath(new URL('../packages/cli/bin/outrider.mjs', import.meta.url));
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const SECOND_MS = 1000;
/** In the air long enough for several segments of video. */
const WATCHED_MS = 25 * SECOND_MS;

let system: System;
let dispatcher: Person;
let rpic: Person;
let custodian: Person;
let flight: Flight;
let folder: string;
let cameraId: string;

beforeAll(async () => {
  if (!hasFfmpeg) return;
  system = await System.start({ cameras: true });
  dispatcher = await Person.signIn(system, 'dispatcher');
  rpic = await Person.signIn(system, 'rpic');
  custodian = await Person.signIn(system, 'custodian');
  folder = mkdtempSync(join(tmpdir(), 'outrider-see-and-prove-'));
}, 120 * SECOND_MS);
afterAll(async () => {
  for (const person of [dispatcher, rpic, custodian]) person?.close();
  await system?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}, 60 * SECOND_MS);
beforeEach((context) => {
  if (!hasFfmpeg) context.skip('ffmpeg-absent');
});

/** The bytes of an answer that is a file. */
async function download(person: Person, path: string): Promise<Buffer> {
  const response = await fetch(`${system.url}/api/v1${path}`, { headers: { cookie: person.cookie() } });
  const bytes = Buffer.from(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${path}: ${response.status} ${bytes.toString()}`);
  return bytes;
}

/** As somebody elsewhere does it: no server, nothing but the file and the agency's public key. */
async function verify(path: string, key: string): Promise<VerificationReport> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [OUTRIDER, 'verify', path, '--key', key, '--json'], (error, stdout, stderr) => {
      if (stdout) resolve(JSON.parse(stdout) as VerificationReport);
      else reject(new Error(stderr, { cause: error }));
    });
  });
}

describe('a flight with its camera on', () => {
  it('is seen live and recorded while it flies', async () => {
    const incident = await enterIncident(dispatcher);
    flight = await requestBest(dispatcher, incident);
    await acceptWhenReady(rpic, flight);
    await reaches(rpic, flight, 'departing', 60 * SECOND_MS);
    const camera = await rpic.until(
      'a camera of the aircraft',
      (state) => state.cameras.find((each) => each.aircraft_id === flight.aircraft_id && each.lens === 'wide'),
      30 * SECOND_MS,
    );
    cameraId = camera.id;
    await rpic.until(
      'it records',
      (state) =>
        state.camera_statuses.some(
          (status) =>
            status.camera_id === cameraId && status.state === 'live' && status.recording_flight_id === flight.id,
        ),
      30 * SECOND_MS,
    );
    await reaches(rpic, flight, 'en_route', 90 * SECOND_MS);
    await new Promise((resolve) => setTimeout(resolve, WATCHED_MS));
    await rpic.command(flight.aircraft_id, { kind: 'return' });
    await reaches(rpic, flight, 'landed', 180 * SECOND_MS);
  }, 400_000);

  it('is sealed after it has landed, and its video can be cut without changing a picture', async () => {
    const params = { path: { id: flight.id } };
    const record = await until(
      'the record is sealed',
      async () => {
        const state = (await unwrap(custodian.api.GET('/api/v1/flights/{id}/record', { params }))) as FlightRecordState;
        return state.state === 'sealed' && state;
      },
      90 * SECOND_MS,
    );
    expect(record).toMatchObject({ incomplete_reason: null, detail: null });
    const ended = await rpic.flight(flight.id);
    const from = Math.round(ended.took_off_at_utc_ms! + 5000);
    const clip = join(folder, 'clip.mp4');
    const query = `from_utc_ms=${from}&to_utc_ms=${from + 12_000}`;
    writeFileSync(clip, await download(rpic, `/flights/${flight.id}/video/${cameraId}/clip?${query}`));
    // Pictures have the times at which they were taken, which are not even.
    const asTheyCame = ['-fps_mode', 'passthrough', '-enc_time_base', '1:90000', '-f', 'null', '-'];
    const decoded = spawnSync('ffmpeg', ['-v', 'error', '-i', clip, ...asTheyCame], { encoding: 'utf8' });
    expect(decoded.stderr).toBe('');
    const probe = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', clip];
    const seconds = Number(spawnSync('ffprobe', probe, { encoding: 'utf8' }).stdout);
    expect(seconds).toBeGreaterThan(11);
    expect(seconds).toBeLessThan(15);
  }, 120_000);

  it('is proven by anyone who has the export, and every change is found', async () => {
    const zip = join(folder, 'record.zip');
    writeFileSync(zip, await download(custodian, `/flights/${flight.id}/record/export`));
    const key = join(folder, 'agency-keys.json');
    const { items } = JSON.parse((await download(custodian, '/evidence/keys')).toString()) as { items: unknown[] };
    writeFileSync(key, JSON.stringify(items));
    const whole = await verify(zip, key);
    expect(whole).toMatchObject({ verdict: 'proven' });

    const open = join(folder, 'record');
    expect(spawnSync('unzip', ['-q', zip, '-d', open]).status).toBe(0);
    const root = readdirSync(open).includes('manifest.json') ? open : join(open, readdirSync(open)[0]!);
    expect(await verify(root, key)).toMatchObject({ verdict: 'proven' });

    const segment = join(root, 'video', cameraId, '000002.mp4');
    const original = readFileSync(segment);
    const changed = Buffer.from(original);
    changed[changed.length >> 1]! ^= 1;
    writeFileSync(segment, changed);
    const altered = await verify(root, key);
    expect(altered).toMatchObject({ verdict: 'altered' });
    expect(altered.findings.some(({ file, level }) => level === 'altered' && file?.endsWith('000002.mp4'))).toBe(true);

    writeFileSync(segment, original);
    rmSync(join(root, 'video', cameraId, '000001.mp4'));
    const removed = await verify(root, key);
    expect(removed.verdict).not.toBe('proven');
    expect(removed.findings.some(({ file, level }) => level === 'missing' && file?.endsWith('000001.mp4'))).toBe(true);
  }, 120_000);
});
