import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecord } from '@outrider/record/folder';
import { decodeComplaints, encodeUnits, probe } from '../../../../media/test-support/ffmpeg.js';
import { lacking } from '../../../../media/test-support/lacking.js';
import { CAMERA, RecordHarness, segmentFiles } from '../../../../media/test-support/records.js';
import { FakeGateway } from '../../testing/fake-gateway.js';
import { populate } from '../../testing/populate.js';
import { ownerClient, startTestPostgres } from '../../testing/postgres.js';
import type { TestPostgres } from '../../testing/postgres.js';
import { addAgency, startTestServer } from '../../testing/server.js';
import type { TestAgency, TestServer } from '../../testing/server.js';

const START = 1_760_000_000_000;
const absent = lacking('libx264');
const data_dir = mkdtempSync(join(tmpdir(), 'outrider-server-'));
let postgres: TestPostgres;
let server: TestServer;
let owner: pg.Client;
let gateway: FakeGateway;
let agency: TestAgency;
let other: TestAgency;
let folder: string;
let id: string;

beforeAll(async () => {
  if (absent) return;
  postgres = await startTestPostgres();
  const login = await postgres.freshDatabase();
  server = await startTestServer({ login, settings: { data_dir } });
  gateway = new FakeGateway(server.bus);
  owner = await ownerClient(login);
  agency = await addAgency(server);
  other = await addAgency(server);
  ({ flights: id } = await populate(agency, gateway, 'gateway/mine/1', owner));
  const ids = { agency_id: agency.id, flight_id: id };
  folder = await createRecord(join(data_dir, 'records'), { ...ids, created_at_utc_ms: START });
  const harness = new RecordHarness();
  await harness.record(folder, encodeUnits({ seconds: 14 }));
  await harness.close();
}, 120_000);
afterAll(async () => {
  gateway?.close();
  await owner?.end();
  await server?.close();
  await postgres?.stop();
  rmSync(data_dir, { recursive: true, force: true });
});

const fetchPart = (caller: TestAgency['caller'], name: string, range?: string): Promise<Response> =>
  fetch(`${server.url}/api/v1/flights/${id}/video/${CAMERA}/segments/${name}`, {
    headers: { ...caller.headers, ...(range ? { range } : {}) },
  });

describe.skipIf(absent !== null)(`recorded video of a flight${absent ? ` (${absent})` : ''}`, () => {
  it('is listed with what it holds', async () => {
    const { items } = await agency.caller.call('listFlightVideo', { params: { id } });
    expect(items).toMatchObject([{ camera_id: CAMERA, camera_name: 'Heron 1', segments: 2, width_px: 320, gaps: [] }]);
    expect(items[0]).toMatchObject({ from_utc_ms: START, to_utc_ms: START + 14_000 });
  });

  it('is fetched in the parts that its index names', async () => {
    const index = await agency.caller.call('getFlightVideo', { params: { id, camera_id: CAMERA } });
    const [segment] = index.segments;
    const file = await readFile((await segmentFiles(folder))[0]!);
    const [start, bytes] = [segment!.offset_bytes[2]!, segment!.fragment_bytes[2]!];
    const part = await fetchPart(agency.caller, segment!.name, `bytes=${start}-${start + bytes - 1}`);
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${start}-${start + bytes - 1}/${file.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(start, start + bytes))).toBe(true);
    const whole = await fetchPart(agency.caller, segment!.name);
    expect(whole.status).toBe(200);
    expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
    const behind = await fetchPart(agency.caller, segment!.name, `bytes=${file.length}-`);
    expect(behind.status).toBe(416);
    expect((await fetchPart(agency.caller, '000099.mp4')).status).toBe(404);
    expect((await fetchPart(agency.caller, '..%2Fchain.jsonl')).status).toBe(400);
  });

  it('is cut into clips that say where they are from, and the audit says that it was', async () => {
    const query = `from_utc_ms=${START + 3500}&to_utc_ms=${START + 5500}`;
    const clip = await fetch(`${server.url}/api/v1/flights/${id}/video/${CAMERA}/clip?${query}`, agency.caller);
    const file = join(data_dir, 'clip.mp4');
    await writeFile(file, Buffer.from(await clip.arrayBuffer()));
    expect(clip.headers.get('content-disposition')).toMatch(/filename="[\w.-]+-Heron_1-2025-10-09T085323Z\.mp4"/);
    expect(decodeComplaints(file)).toBe('');
    expect(probe(file).duration_s).toBeCloseTo(2, 3);
    expect(JSON.parse(probe(file).tags['comment']!)).toMatchObject({ agency_id: agency.id, flight_id: id });
    const { items } = await agency.caller.call('listAudit', { query: { action: 'exportVideoClip' } });
    expect(items.map(({ action }) => action)).toContain('exportVideoClip');
  });

  it('is refused in words where there is none', async () => {
    const params = { id, camera_id: CAMERA };
    const late = { from_utc_ms: START + 60_000, to_utc_ms: START + 70_000 };
    expect(await agency.caller.refusal('exportVideoClip', { params, query: late })).toMatchObject({
      code: 'clip_refused',
    });
    const back = { from_utc_ms: START + 5000, to_utc_ms: START + 4000 };
    expect(await agency.caller.refusal('exportVideoClip', { params, query: back })).toMatchObject({
      code: 'bad_request',
    });
    const none = { id, camera_id: '01938d2a-0000-7000-8000-00000000000d' };
    expect(await agency.caller.refusal('getFlightVideo', { params: none })).toMatchObject({ code: 'not_found' });
  });

  it('is not there for another agency', async () => {
    expect((await fetchPart(other.caller, '000001.mp4')).status).toBe(404);
    expect(await other.caller.refusal('listFlightVideo', { params: { id } })).toMatchObject({ code: 'not_found' });
  });
});
