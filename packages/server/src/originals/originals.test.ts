import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseVerifierKey, verifyRecord } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { zipFiles } from '@outrider/record/files';
import { uuidv7 } from '@outrider/runtime';
import type { UploadState } from '@outrider/schema';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { Caller } from '../testing/caller.js';
import { cameraInput } from '../testing/samples.js';
import { addAgency } from '../testing/server.js';

const PIECE = 300_000;
const film = randomBytes(700_000);
let world: BoundAircraft;
let caller: Caller;
let camera_id: string;
let flight: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-originals-'));
  world = await startWithAircraft({ evidence: { original_limit_gib: 0.001 } });
  ({ caller } = world.agency);
  camera_id = (await caller.call('createCamera', { body: cameraInput('Card') })).id;
  flight = await world.flight('airborne');
  await until(async () => (await caller.call('getRecord', { params: { id: flight } })).state === 'open');
}, 120_000);
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Sent {
  upload_id?: string;
  offset?: number;
  bytes?: Uint8Array;
  total_bytes?: number;
  name?: string;
  camera?: string;
  who?: Caller;
}
async function send({ upload_id = uuidv7(Date.now()), offset = 0, bytes = film, ...more }: Sent) {
  const { total_bytes = film.length, name = 'DJI_0001.MP4', camera = camera_id, who = caller } = more;
  const given = { upload_id, camera_id: camera, name, total_bytes: String(total_bytes), offset: String(offset) };
  const url = `${who.url}/api/v1/flights/${flight}/originals?${new URLSearchParams(given)}`;
  const headers = { ...who.headers, 'content-type': 'application/octet-stream' };
  const answer = await fetch(url, { method: 'PUT', headers, body: Buffer.from(bytes) });
  return { status: answer.status, body: (await answer.json()) as UploadState & { error?: { code: string } } };
}
/** The whole film, piece by piece. */
async function bring(name: string): Promise<UploadState> {
  const upload_id = uuidv7(Date.now());
  let state: UploadState = { received_bytes: 0, original: null };
  while (state.received_bytes < film.length) {
    const offset = state.received_bytes;
    state = (await send({ upload_id, offset, name, bytes: film.subarray(offset, offset + PIECE) })).body;
  }
  return state;
}
const record = (): string => path.join(world.server.data_dir, 'records', world.agency.id, flight);
const verdict = async () => caller.call('verifyRecord', { params: { id: flight } });
const list = async () => (await caller.call('listOriginals', { params: { id: flight } })).items;

describe('an original from the aircraft’s own card', () => {
  it('that breaks off adds nothing, and goes on where it was', async () => {
    const upload_id = uuidv7(Date.now());
    const first = await send({ upload_id, bytes: film.subarray(0, PIECE) });
    expect(first.body).toEqual({ received_bytes: PIECE, original: null });
    expect(await list()).toEqual([]);
    // The same piece again, as after an answer that was lost, and one from too far on: neither is taken.
    for (const offset of [0, 600_000])
      expect(
        (await send({ upload_id, offset, bytes: film.subarray(offset, offset + 100_000) })).body.received_bytes,
      ).toBe(PIECE);
    const rest = await send({ upload_id, offset: PIECE, bytes: film.subarray(PIECE) });
    expect(rest.body.original).toMatchObject({ number: 1, name: 'DJI_0001.MP4', bytes: film.length, addendum: null });
    const kept = await readFile(path.join(record(), 'video', camera_id, 'originals/000001.mp4'));
    expect(film.equals(kept)).toBe(true);
    expect(await readdir(path.join(world.server.data_dir, 'uploads', world.agency.id))).toEqual([]);
  });

  it('is refused when it is larger than announced or allowed, without a camera, and from another agency', async () => {
    const more = await send({ total_bytes: 100 });
    expect(more).toMatchObject({ status: 400, body: { error: { code: 'upload_refused' } } });
    const large = await send({ total_bytes: 2_000_000 });
    expect(large).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } });
    const nowhere = await send({ camera: uuidv7(Date.now()) });
    expect(nowhere).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    const other = await addAgency(world.server);
    expect(await send({ who: other.caller })).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    expect(await list()).toHaveLength(1);
  });

  it('that came in time is sealed with the record, and holds the seal up no longer', async () => {
    world.report(flight, 'landed');
    await until(async () => (await caller.call('getRecord', { params: { id: flight } })).state === 'sealed', 60_000);
    const report = await verdict();
    expect(report).toMatchObject({ verdict: 'proven', incomplete_reason: null });
    expect(report.findings.map(({ text }) => text).join('\n')).toContain(
      'Original DJI_0001.MP4 from the aircraft’s card: 1 of 1 parts',
    );
  }, 90_000);

  it('that comes later is an addendum, in the log, in custody and in the export', async () => {
    const { original } = await bring('DJI_0002.MP4');
    expect(original).toMatchObject({ number: 2, addendum: 1, name: 'DJI_0002.MP4' });
    const report = await verdict();
    expect(report.verdict).toBe('proven');
    expect(report.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['addendum_sealed', 'addendum_payloads']),
    );
    const { items } = await caller.call('listLogLeaves');
    expect(items.map(({ leaf }) => leaf.kind)).toEqual(
      expect.arrayContaining(['addendum_sealed', 'original_imported']),
    );
    const zip = path.join(folder, 'record.zip');
    const answer = await fetch(`${caller.url}/api/v1/flights/${flight}/record/export`, { headers: caller.headers });
    await writeFile(zip, Buffer.from(await answer.arrayBuffer()));
    const keys = (await caller.call('listEvidenceKeys')).items.map((key) =>
      parseVerifierKey(key.verifier_key, nodeDigests.sha256)!,
    );
    const files = await zipFiles(zip);
    const outside = await verifyRecord({ files, digests: nodeDigests, trustedKeys: keys, checkpoints: [] });
    files.close();
    expect(outside).toMatchObject({ verdict: 'proven' });
    expect(outside.findings.filter(({ level }) => level === 'unknown')).toEqual([]);
    const page = await fetch(`${caller.url}/api/v1/flights/${flight}/record/report`, { headers: caller.headers });
    expect(await page.text()).toMatch(/DJI_0002\.MP4[\s\S]*addendum 1/);
  }, 60_000);

  it('can be watched by ranges', async () => {
    const url = `${caller.url}/api/v1/flights/${flight}/originals/2/video.mp4`;
    const answer = await fetch(url, { headers: { ...caller.headers, range: 'bytes=100-199' } });
    expect(answer.status).toBe(206);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(film.subarray(100, 200));
    expect(await caller.raw('getOriginal', { params: { id: flight, number: 3 } })).toMatchObject({ status: 404 });
  });

  it('with a flipped bit is found', async () => {
    const file = path.join(record(), 'addenda/000001/video', camera_id, 'originals/000001.mp4');
    await writeFile(file, film.with(5, film[5]! ^ 1));
    const report = await verdict();
    expect(report.verdict).toBe('altered');
    expect(report.findings.find(({ level }) => level === 'altered')?.text).toBe(
      'Addendum 1: original DJI_0002.MP4 from the aircraft’s card was altered.',
    );
  });
});
