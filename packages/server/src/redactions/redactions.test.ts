import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseVerifierKey, verifyRecord } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';
import { emptyPlan } from '@outrider/core/redaction';
import { nodeDigests } from '@outrider/record/chain';
import { listFiles, zipFiles } from '@outrider/record/files';
import { createRecord, recordPath } from '@outrider/record/folder';
import { redactionFolder, releaseFolder } from '@outrider/record/release';
import { mediaSubject } from '@outrider/schema';
import type { Redaction, RedactionPlan, RedactionRegion } from '@outrider/schema';
import { createLogger } from '@outrider/runtime';
import type { BusSubscription } from '@outrider/runtime';
import { RedactionDesk } from '../../../media/src/redaction/index.js';
import { decodeComplaints, encodeUnits, probe } from '../../../media/test-support/ffmpeg.js';
import { lacking } from '../../../media/test-support/lacking.js';
import { CAMERA, RecordHarness } from '../../../media/test-support/records.js';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { Caller } from '../testing/caller.js';
import { addAgency } from '../testing/server.js';

const absent = lacking('libx264');
const PASSWORD = 'correct horse battery staple';
const START = Date.now() - 60_000;
let world: BoundAircraft;
let editor: Caller;
let reviewer: Caller;
let desk: RedactionDesk;
let media: BusSubscription[];
let flight: string;
let redaction: Redaction;

const region = (over: Partial<RedactionRegion> = {}): RedactionRegion => ({
  id: 'r1',
  kind: 'person',
  label: 'bystander',
  from_ms: 0,
  to_ms: 2000,
  padding: 0.2,
  interpolation: 'linear',
  keyframes: [
    { time_ms: 0, shape: { type: 'box', x: 0.2, y: 0.2, width: 0.2, height: 0.4 }, confidence: null },
    { time_ms: 2000, shape: { type: 'box', x: 0.5, y: 0.2, width: 0.2, height: 0.4 }, confidence: 0.9 },
  ],
  ...over,
});
const plan = (...regions: RedactionRegion[]): RedactionPlan => ({ ...emptyPlan(), regions });

beforeAll(async () => {
  if (absent) return;
  world = await startWithAircraft();
  const logger = createLogger({ name: 'test', level: 'silent' });
  const { data_dir, bus } = world.server;
  const recordsDir = join(data_dir, 'records');
  desk = new RedactionDesk({ dataDir: data_dir, recordsDir, logger });
  const answer = (verb: Parameters<typeof mediaSubject>[0], handle: (body: never) => unknown): BusSubscription =>
    bus.subscribe(mediaSubject(verb), (_subject, bytes, reply) => {
      const body = JSON.parse(Buffer.from(bytes).toString()) as never;
      const told = (value: unknown) => reply?.(Buffer.from(JSON.stringify({ ok: true, value: value ?? {} })));
      void Promise.resolve(handle(body)).then(told);
    });
  media = [
    answer('redact', (body) => desk.ask(body)),
    answer('redact-cancel', (body: { redaction_id: string }) => desk.cancel(body.redaction_id)),
    answer('redact-track', (body) => desk.track(body)),
  ];
  const { agency } = world;
  const user = { username: 'eve.editor', display_name: 'Eve', roles: ['custodian' as const], password: PASSWORD };
  await agency.caller.call('createUser', { body: user });
  editor = await world.server.signIn(user.username, PASSWORD);
  reviewer = agency.caller;
  flight = await world.flight('airborne');
  await createRecord(recordsDir, { agency_id: agency.id, flight_id: flight, created_at_utc_ms: START });
  const harness = new RecordHarness();
  await harness.record(recordPath(recordsDir, agency.id, flight), encodeUnits({ seconds: 4, start_utc_ms: START }));
  await harness.close();
}, 120_000);
afterAll(async () => {
  for (const subscription of media ?? []) subscription.unsubscribe();
  desk?.close();
  await world?.close();
});

const params = () => ({ id: redaction.id });
const now = async (): Promise<Redaction> => (await editor.call('getRedaction', { params: params() })).redaction;
const save = async (wanted: RedactionPlan, by = editor): Promise<Redaction> => {
  const { plan_version: based_on_version } = await now();
  return by.call('saveRedactionPlan', { params: params(), body: { based_on_version, plan: wanted } });
};
async function render(): Promise<Redaction> {
  await editor.call('renderRedaction', { params: params() });
  await until(async () => (await now()).state !== 'rendering', 60_000);
  return now();
}
/** A region as a detector proposes it, over the lower part of the picture. */
const proposed = (id: string, x: number, decision: 'open' | 'accepted' | 'rejected'): RedactionRegion =>
  region({
    id,
    padding: 0,
    keyframes: [{ time_ms: 0, shape: { type: 'box', x, y: 0.7, width: 0.2, height: 0.2 }, confidence: 0.7 }],
    proposal: { detector: 'NanoDet 416, COCO', confidence: 0.7, decision },
  });

/** How much brightness varies in a part of one picture of a file: nothing of what was there is left where it hardly does. */
function spreadOf(
  file: string,
  picture: number,
  part: { x: number; y: number; width: number; height: number },
): number {
  const cut = `crop=iw*${part.width}:ih*${part.height}:iw*${part.x}:ih*${part.y}`;
  const filter = `select=eq(n\\,${picture}),${cut}`;
  const output = ['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const values = [...execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-vf', filter, ...output])];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
async function release(files: RecordFiles, file: string): Promise<Buffer> {
  const { bytes } = (await files.list()).find((one) => one.file === file)!;
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.read(file, 0, bytes)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const signOff = { decision: 'sign_off' as const, note: 'Looked through twice.' };

describe.skipIf(absent !== null)(`a redaction${absent ? ` (${absent})` : ''}`, () => {
  it('begins with an empty plan, on what was recorded', async () => {
    const body = { camera_id: CAMERA, title: 'Case 26-7', from_utc_ms: START + 1000, to_utc_ms: START + 3000 };
    redaction = await editor.call('createRedaction', { params: { id: flight }, body });
    expect(redaction).toMatchObject({ state: 'draft', plan_version: 1, editors: ['Eve'], rendered: null });
    const { items } = await reviewer.call('listRedactions', { params: { id: flight } });
    expect(items.map(({ id }) => id)).toEqual([redaction.id]);
    const late = { ...body, from_utc_ms: START + 90_000, to_utc_ms: START + 91_000 };
    const refusal = await editor.refusal('createRedaction', { params: { id: flight }, body: late });
    expect(refusal).toMatchObject({ code: 'bad_request', field: 'to_utc_ms' });
  });

  it('keeps every plan, refuses bad ones with the field, and does not overwrite a later one', async () => {
    expect(await save(plan(region()))).toMatchObject({ plan_version: 2, state: 'draft' });
    const bad = { based_on_version: 2, plan: plan(region({ from_ms: 1500, to_ms: 1000 })) };
    const refusal = await editor.refusal('saveRedactionPlan', { params: params(), body: bad });
    expect(refusal).toMatchObject({ code: 'bad_request', field: 'plan/regions/0/to_ms' });
    const stale = { based_on_version: 1, plan: plan(region()) };
    const conflict = await editor.refusal('saveRedactionPlan', { params: params(), body: stale });
    expect(conflict).toMatchObject({ code: 'conflict', status: 409 });
  });

  it('a box is followed in the recording', async () => {
    const box = { type: 'box' as const, x: 0.02, y: 0.02, width: 0.3, height: 0.3 };
    const tracked = await editor.call('trackRegion', {
      params: params(),
      body: { from_ms: 200, to_ms: 1200, shape: box },
    });
    expect(tracked.ended_at_ms).toBeLessThanOrEqual(1200);
  }, 60_000);

  it('is rendered, here with everything hidden except the region, and can be looked at by part', async () => {
    await save({ ...plan(region()), mode: 'hide_everything_except' });
    expect(await render()).toMatchObject({ state: 'rendered', rendered: { pictures: 60, width_px: 320 } });
    const url = `${editor.url}/api/v1/redactions/${redaction.id}/video`;
    const whole = await fetch(url, { headers: editor.headers });
    const file = join(world.server.data_dir, 'except.mp4');
    await writeFile(file, Buffer.from(await whole.arrayBuffer()));
    for (const [picture, middle] of [[2, 0.3] as const, [57, 0.6] as const]) {
      expect(spreadOf(file, picture, { x: middle - 0.05, y: 0.3, width: 0.1, height: 0.2 })).toBeGreaterThan(5);
      expect(spreadOf(file, picture, { x: middle - 0.25, y: 0.3, width: 0.1, height: 0.5 })).toBeLessThan(3);
      expect(spreadOf(file, picture, { x: 0.05, y: 0.75, width: 0.9, height: 0.2 })).toBeLessThan(3);
    }
    const part = await fetch(url, { headers: { ...editor.headers, range: 'bytes=0-99' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 100]);
  }, 60_000);

  it('is not signed off by who drew it, nor before its record is sealed', async () => {
    const own = await editor.refusal('reviewRedaction', { params: params(), body: signOff });
    expect(own).toMatchObject({ status: 403, code: 'reviewer_is_editor' });
    const early = await reviewer.refusal('reviewRedaction', { params: params(), body: signOff });
    expect(early).toMatchObject({ code: 'record_not_sealed' });
    const out = await editor.refusal('exportRedaction', { params: params() });
    expect(out).toMatchObject({ code: 'redaction_state' });
  });

  it('rejected, it is drawn again and rendered again', async () => {
    const body = { decision: 'reject' as const, note: 'The mirror shows the face.' };
    expect(await reviewer.call('reviewRedaction', { params: params(), body })).toMatchObject({ state: 'rejected' });
    const drawn = [region(), proposed('p1', 0.7, 'open'), proposed('p2', 0.02, 'open')];
    expect(await save(plan(...drawn))).toMatchObject({ state: 'draft', rendered: null });
    expect(await reviewer.refusal('reviewRedaction', { params: params(), body: signOff })).toMatchObject({
      code: 'redaction_state',
    });
    expect((await render()).state).toBe('rendered');
  }, 60_000);

  it('is not signed off while nobody has decided on what a detector proposed', async () => {
    const refusal = await reviewer.refusal('reviewRedaction', { params: params(), body: signOff });
    expect(refusal).toMatchObject({ status: 409, code: 'proposals_open', message: expect.stringMatching(/^2 of/) });
    await save(plan(region(), proposed('p1', 0.7, 'accepted'), proposed('p2', 0.02, 'rejected')));
    expect((await render()).state).toBe('rendered');
    const early = await reviewer.refusal('reviewRedaction', { params: params(), body: signOff });
    expect(early).toMatchObject({ code: 'record_not_sealed' });
  }, 60_000);

  it('signed off by somebody else, it leaves as a record of its own that names its parent', async () => {
    world.report(flight, 'landed');
    const record = async () => reviewer.call('getRecord', { params: { id: flight } });
    await until(async () => (await record()).state === 'sealed', 60_000);
    const parent = await record();
    const folder = join(world.server.data_dir, 'records', world.agency.id, flight);
    const kept = async () => (await listFiles(folder)).filter((one) => !one.file.startsWith('evidence/'));
    const before = await kept();
    // Two at once: one signs off, the other is refused and leaves the signed release as it is.
    const review = () => reviewer.call('reviewRedaction', { params: params(), body: signOff });
    const attempts = await Promise.allSettled([review(), review()]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const done = await now();
    expect(done).toMatchObject({ state: 'signed_off', review_note: signOff.note });
    const zip = await fetch(`${editor.url}/api/v1/redactions/${redaction.id}/export`, { headers: editor.headers });
    const file = join(world.server.data_dir, 'release.zip');
    await writeFile(file, Buffer.from(await zip.arrayBuffer()));
    const files = await zipFiles(file);
    const trustedKeys = (await reviewer.call('listEvidenceKeys')).items.map(({ verifier_key }) =>
      parseVerifierKey(verifier_key, nodeDigests.sha256)!,
    );
    const report = await verifyRecord({ files, digests: nodeDigests, trustedKeys, checkpoints: [] });
    expect(report).toMatchObject({
      verdict: 'proven',
      key_trusted: true,
      manifest_sha256: done.release_manifest_sha256,
    });
    expect(await release(files, 'plan.json')).not.toContain('bystander');
    expect(report.findings.map(({ text }) => text).join()).toContain(done.rendered!.plan_sha256);
    const texts = report.findings.map(({ text }) => text).join('\n');
    expect(texts).toContain(parent.manifest_sha256);
    expect(texts).toContain('People drew 1 regions; of what a detector proposed they accepted 1 and rejected 1.');
    const video = await release(files, 'redacted.mp4');
    files.close();
    expect(createHash('sha256').update(video).digest('hex')).toBe(done.rendered!.sha256);
    const mp4 = join(world.server.data_dir, 'released.mp4');
    await writeFile(mp4, video);
    expect(decodeComplaints(mp4)).toBe('');
    for (const picture of [0, 30, 59]) {
      expect(spreadOf(mp4, picture, { x: 0.72, y: 0.72, width: 0.16, height: 0.16 })).toBeLessThan(3);
      expect(spreadOf(mp4, picture, { x: 0.04, y: 0.72, width: 0.16, height: 0.16 })).toBeGreaterThan(5);
    }
    expect(JSON.parse(probe(mp4).tags['comment']!)).toMatchObject({ redacted: true, flight_id: flight });
    expect(await kept()).toEqual(before);
    expect((await reviewer.call('verifyRecord', { params: { id: flight } })).verdict).toBe('proven');
  }, 120_000);

  it('does not leave where another one lies in its place', async () => {
    const folder = releaseFolder(redactionFolder(world.server.data_dir, world.agency.id, redaction.id));
    const manifest = join(folder, 'manifest.json');
    const whole = await readFile(manifest);
    await writeFile(manifest, whole.subarray(0, -1));
    const refusal = await editor.refusal('exportRedaction', { params: params() });
    expect(refusal).toMatchObject({ code: 'record_replaced' });
    await writeFile(manifest, whole);
  });

  it('then changes no more, and every step is on record', async () => {
    const body = { based_on_version: (await now()).plan_version, plan: plan(region()) };
    expect(await editor.refusal('saveRedactionPlan', { params: params(), body })).toMatchObject({
      code: 'redaction_state',
    });
    const { items } = await reviewer.call('listAudit', { query: { limit: 100 } });
    const actions = new Set(items.filter(({ object }) => object === redaction.id).map(({ action }) => action));
    for (const action of [
      'createRedaction',
      'saveRedactionPlan',
      'renderRedaction',
      'reviewRedaction',
      'exportRedaction',
    ])
      expect(actions).toContain(action);
    const { events } = await reviewer.call('getFlightEvents', { params: { id: flight } });
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith('redaction_'));
    expect(kinds).toEqual(expect.arrayContaining(['redaction_created', 'redaction_rejected', 'redaction_signed_off']));
  });

  it('is not there for another agency', async () => {
    const other = await addAgency(world.server);
    expect(await other.caller.refusal('getRedaction', { params: params() })).toMatchObject({ code: 'not_found' });
    expect(await other.caller.refusal('getRedactedVideo', { params: params() })).toMatchObject({ code: 'not_found' });
  });
});
