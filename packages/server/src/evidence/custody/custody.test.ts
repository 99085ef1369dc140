import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVIDENCE, REPORT_FILE, canonicalJson, logLeafHash, toHex, verifyRecord } from '@outrider/core/evidence';
import type { LoggedLeaf, RecordFiles } from '@outrider/core/evidence';
import { DAY_MS, keepEverything } from '@outrider/core/retention';
import { nodeDigests } from '@outrider/record/chain';
import { zipFiles } from '@outrider/record/files';
import { createLogger, inProcessBus, virtualClock } from '@outrider/runtime';
import { openStore } from '../../platform/database/index.js';
import type { Store } from '../../platform/database/index.js';
import { startWithAircraft, until } from '../../testing/bound-aircraft.js';
import type { BoundAircraft } from '../../testing/bound-aircraft.js';
import type { Caller } from '../../testing/caller.js';
import { RECORDED_CAMERA, recordCamera } from '../../testing/recorded-camera.js';
import { addAgency } from '../../testing/server.js';
import { KeyVault } from '../keys/vault.js';
import { RetentionJob } from '../retention/job.js';

const BEFORE_NOW = 1;
let world: BoundAircraft;
let caller: Caller;
let recordsDir: string;
/** Landed and sealed, with frames and two segments of video. */
let id: string;

beforeAll(async () => {
  world = await startWithAircraft();
  ({ caller } = world.agency);
  recordsDir = path.join(world.server.data_dir, 'records');
  id = await landed();
}, 180_000);
afterAll(() => world?.close());

const folderOf = (flightId: string): string => path.join(recordsDir, world.agency.id, flightId);

async function landed(): Promise<string> {
  const flight = await world.flight('airborne');
  world.gateway.journals.set(`${flight}/tlog`, randomBytes(5_000));
  await until(async () => (await caller.call('getRecord', { params: { id: flight } })).state === 'open');
  await recordCamera(folderOf(flight), Date.now(), 2);
  world.report(flight, 'landed');
  await until(async () => (await caller.call('getRecord', { params: { id: flight } })).state === 'sealed', 60_000);
  return flight;
}
const sizeIn = (list: { file: string; bytes: number }[], name: string): number =>
  list.find(({ file }) => file === name)!.bytes;
/** The same files with one of them exchanged. */
function withFile(files: RecordFiles, name: string, value: unknown): RecordFiles {
  const bytes = Buffer.from(JSON.stringify(value));
  return {
    list: async () =>
      (await files.list()).map((one) => (one.file === name ? { file: name, bytes: bytes.length } : one)),
    read: (file, offset, count) =>
      file === name ? Readable.from([bytes.subarray(offset, offset + count)]) : files.read(file, offset, count),
  };
}
const custody = () => caller.call('getCustody', { params: { id } });
const kinds = async () => (await custody()).events.map(({ kind }) => kind);

describe('custody of a record', () => {
  it('knows each viewing once an hour, however often the video is read', async () => {
    const params = { id, camera_id: RECORDED_CAMERA };
    await Promise.all([1, 2, 3].map(() => caller.call('getFlightVideo', { params })));
    const { events } = await custody();
    expect(events).toMatchObject([
      { kind: 'video_viewed', number: 1, by: 'All of First', detail: { camera_id: RECORDED_CAMERA } },
    ]);
  });

  it('knows what was exported', async () => {
    for (const address of [`flights/${id}/record/export`, `flights/${id}/export/tlog`]) {
      const answer = await fetch(`${caller.url}/api/v1/${address}`, { headers: caller.headers });
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    }
    expect(await kinds()).toEqual(['video_viewed', 'record_exported', 'data_exported']);
  });

  it('goes with the package, where what was altered or left out of it is found', async () => {
    const answer = await fetch(`${caller.url}/api/v1/flights/${id}/record/export`, { headers: caller.headers });
    const zip = path.join(world.server.data_dir, 'package.zip');
    await writeFile(zip, Buffer.from(await answer.arrayBuffer()));
    const files = await zipFiles(zip);
    const custodyBytes = await buffer(files.read(EVIDENCE.custody, 0, sizeIn(await files.list(), EVIDENCE.custody)));
    const report = await buffer(files.read(REPORT_FILE, 0, sizeIn(await files.list(), REPORT_FILE)));
    expect(report.toString()).toContain('The whole record was exported.');
    const events = JSON.parse(custodyBytes.toString()) as LoggedLeaf[];
    expect(events.map(({ leaf }) => leaf.kind)).toEqual(await kinds());
    const found = async (changed: LoggedLeaf[]) => {
      const { findings } = await verifyRecord({
        files: withFile(files, EVIDENCE.custody, changed),
        digests: nodeDigests,
        trustedKeys: [],
        checkpoints: [],
      });
      return findings.filter(({ code }) => code.startsWith('custody')).map(({ code, text }) => `${code}: ${text}`);
    };
    expect(await found(events)).toEqual([
      'custody: Custody: 4 events are in the agency’s log in the same words, and none was left out.',
    ]);
    expect(await found(events.toSpliced(0, 1))).toEqual([expect.stringMatching(/^custody_removed: .*event 1\.$/)]);
    expect(await found(events.slice(0, -1))).toEqual([expect.stringMatching(/^custody_removed: .*event 4\.$/)]);
    const forged = structuredClone(events);
    forged[0]!.leaf.body['by'] = 'nobody';
    expect(await found(forged)).toEqual([expect.stringMatching(/^custody_altered: .*video_viewed/)]);
    files.close();
  });

  it('knows case numbers, by which the record is found, the earlier ones too', async () => {
    const params = { id };
    await caller.call('setCaseNumber', { params, body: { case_number: '2026/117-K' } });
    await caller.call('setCaseNumber', { params, body: { case_number: '2026/117-K' } });
    expect(await caller.call('setCaseNumber', { params, body: { case_number: 'RC-88' } })).toMatchObject({
      case_number: 'RC-88',
      state: 'sealed',
    });
    const changes = (await custody()).events.filter(({ kind }) => kind === 'case_changed');
    expect(changes.map(({ detail }) => detail)).toEqual([
      { before: null, after: '2026/117-K' },
      { before: '2026/117-K', after: 'RC-88' },
    ]);
    for (const q of ['rc-88', '117-k']) {
      const { items } = await caller.call('listRecords', { query: { q } });
      expect(items.map(({ flight_id }) => flight_id)).toEqual([id]);
    }
    expect((await caller.call('listRecords', { query: { q: 'rc-89' } })).items).toEqual([]);
  });

  it('is a leaf of the log for each event, numbered without gaps, in the same words', async () => {
    const { events } = await custody();
    expect(events.map(({ number }) => number)).toEqual(events.map((_event, index) => index + 1));
    const { items } = await caller.call('listLogLeaves', { query: {} });
    for (const { log_index, kind, number, text, detail, by, at_utc_ms } of events) {
      const { leaf, leaf_hash } = items.find(({ index }) => index === log_index)!;
      expect(leaf).toMatchObject({ kind, at_utc_ms, body: { flight_id: id, number, text, detail, by } });
      expect(toHex(logLeafHash(leaf, nodeDigests.sha256))).toBe(leaf_hash);
    }
    expect(canonicalJson(events[0]!.detail)).not.toBe('{}');
  });

  it('cannot be changed, not even by the owner of the tables', async () => {
    await expect(world.owner.query("UPDATE custody_events SET by_name = 'nobody'")).rejects.toThrow();
    await expect(world.owner.query('DELETE FROM custody_events')).rejects.toThrow();
    await expect(world.owner.query('TRUNCATE custody_events')).rejects.toThrow();
  });

  it('is nothing that another agency sees', async () => {
    const other = await addAgency(world.server);
    expect((await other.caller.call('listRecords', { query: {} })).items).toEqual([]);
    expect(await other.caller.refusal('getCustody', { params: { id } })).toMatchObject({ code: 'not_found' });
    const { rows } = await world.owner.query('SELECT DISTINCT agency_id FROM custody_events');
    expect(rows.map(({ agency_id }: { agency_id: string }) => agency_id)).toEqual([world.agency.id]);
  });
});

describe('a hold', () => {
  it('with a day that has passed, or lifted twice, is refused', async () => {
    const body = { reason: 'Subpoena', until_utc_ms: BEFORE_NOW };
    expect(await caller.refusal('setHold', { params: { id }, body })).toMatchObject({
      code: 'bad_request',
      field: 'until_utc_ms',
    });
    const hold = await caller.call('setHold', { params: { id }, body: { ...body, until_utc_ms: null } });
    expect(hold).toMatchObject({ active: true, set_by: 'All of First', lifted_at_utc_ms: null });
    const held = await caller.call('listRecords', { query: { hold: 'held' } });
    expect(held.items).toMatchObject([{ flight_id: id, holds: ['Subpoena'] }]);
    expect((await caller.call('listRecords', { query: { hold: 'held', q: 'nothing' } })).items).toEqual([]);
    const lift = { params: { id: hold.id }, body: { reason: 'Case closed' } };
    expect(await caller.call('liftHold', lift)).toMatchObject({ active: false, lift_reason: 'Case closed' });
    expect(await caller.refusal('liftHold', lift)).toMatchObject({ status: 409, code: 'conflict' });
    expect((await caller.call('listRecords', { query: { hold: 'held' } })).items).toEqual([]);
    expect((await kinds()).slice(-2)).toEqual(['hold_set', 'hold_lifted']);
  });
});

describe('retention', () => {
  const stores: Store[] = [];
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  /** The job as it runs `days` from now. */
  async function jobIn(days: number): Promise<RetentionJob> {
    const clock = virtualClock(Date.now() + days * DAY_MS);
    const logger = createLogger({ name: 'test', level: 'silent' });
    const bus = inProcessBus({ onHandlerError: (error) => console.error(error) });
    const store = await openStore({ login: world.login, poolSize: 2, clock, bus, logger });
    stores.push(store);
    const vault = new KeyVault(world.server.data_dir, null);
    return new RetentionJob({ store, vault, recordsDir, clock, logger, agencies: async () => [world.agency.id] });
  }
  const policy = { ...keepEverything, test: { video_days: 30, telemetry_days: 60 } };
  const files = async (flightId: string) => (await readdir(folderOf(flightId), { recursive: true })).toSorted();
  const videoOf = async (flightId: string) => (await files(flightId)).filter((file) => file.endsWith('.mp4'));

  it('deletes nothing until a policy was set, and says what one would delete', async () => {
    expect(await caller.call('getRetention')).toMatchObject({ policy: keepEverything, changed_at_utc_ms: null });
    expect(await (await jobIn(10_000)).runOnce()).toBe(0);
    const { items } = await caller.call('previewRetention', { body: policy });
    expect(items).toMatchObject([
      { flight_id: id, kind: 'video', files: 2, case_number: 'RC-88' },
      { flight_id: id, kind: 'telemetry', bytes: expect.any(Number) as number },
    ]);
    expect((await caller.call('listDeletions', { query: {} })).items).toEqual([]);
    const set = await caller.call('putRetention', { body: policy });
    expect(set).toMatchObject({ policy, changed_by: 'All of First' });
    const listed = await caller.call('listDeletions', { query: {} });
    expect(listed.items.map(({ kind }) => kind)).toEqual(['video', 'telemetry']);
    expect((await caller.call('listDeletions', { query: { kind: 'telemetry' } })).items).toHaveLength(1);
    expect((await caller.call('listLogLeaves', { query: {} })).items[0]?.leaf.kind).toBe('retention_changed');
  });

  it('never touches what is held, not sealed, or not due', async () => {
    const flying = await world.flight('airborne');
    world.gateway.journals.set(`${flying}/tlog`, randomBytes(100));
    await recordCamera(folderOf(flying), Date.now(), 1);
    const hold = await caller.call('setHold', {
      params: { id },
      body: { reason: 'Complaint', until_utc_ms: Date.now() + 300 * DAY_MS },
    });
    const before = await files(id);
    expect(await (await jobIn(290)).runOnce()).toBe(0);
    expect(await videoOf(flying)).toHaveLength(1);
    expect((await custody()).record.video).toEqual({ state: 'held', at_utc_ms: null });
    await caller.call('liftHold', { params: { id: hold.id }, body: { reason: 'Settled' } });
    expect(await (await jobIn(29)).runOnce()).toBe(0);
    expect(await files(id)).toEqual(before);
    world.report(flying, 'landed');
  });

  it('deletes what is due, kind by kind; the record is proven with the hole stated', async () => {
    const job = await jobIn(31);
    expect(await job.dryRun(world.agency.id)).toMatchObject([{ flight_id: id, kind: 'video', files: 2 }]);
    expect(await videoOf(id)).toHaveLength(2);
    expect(await job.runOnce()).toBe(1);
    expect(await job.runOnce()).toBe(0);
    expect(await videoOf(id)).toEqual([]);
    expect(await files(id)).toContain('raw.tlog');
    const { record, events } = await custody();
    expect(record).toMatchObject({ video: { state: 'deleted' }, telemetry: { state: 'planned' } });
    expect(events.at(-1)).toMatchObject({
      kind: 'payload_deleted',
      by: null,
      detail: {
        kind: 'video',
        days: 30,
        files: [`video/${RECORDED_CAMERA}/000001.mp4`, `video/${RECORDED_CAMERA}/000002.mp4`],
      },
    });
    expect(await (await jobIn(61)).runOnce()).toBe(1);
    expect(await files(id)).not.toContain('raw.tlog');
    const report = await caller.call('verifyRecord', { params: { id } });
    expect(report.verdict).toBe('proven');
    const holes = report.findings.filter(({ code }) => code === 'payload_deleted').map(({ text }) => text);
    expect(holes).toHaveLength(3);
    expect(holes[0]).toMatch(/deleted by the agency on .*: Retention of (30|60) days\./);
  }, 60_000);
});
