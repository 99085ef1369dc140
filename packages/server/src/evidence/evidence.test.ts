import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fromBase64,
  fromHex,
  holdsInclusion,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signersOf,
  verifyConsistency,
  verifyRecord,
} from '@outrider/core/evidence';
import type { NoteKey } from '@outrider/core/evidence';
import { uuidv7 } from '@outrider/runtime';
import { nodeDigests } from '@outrider/record/chain';
import { zipFiles } from '@outrider/record/files';
import { REPORT_POLICY } from '@outrider/record/report';
import { encodeSampleEntry } from '@outrider/record/track';
import { startWithAircraft, until } from '../testing/bound-aircraft.js';
import type { BoundAircraft } from '../testing/bound-aircraft.js';
import type { Caller } from '../testing/caller.js';
import { telemetrySample } from '../testing/samples.js';

let world: BoundAircraft;
let caller: Caller;
let folder: string;
const tlog = randomBytes(1_300_000);
const posted: string[] = [];
let refusals = 1;
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    response.statusCode = refusals-- > 0 ? 503 : 204;
    if (response.statusCode === 204) posted.push(Buffer.concat(chunks).toString());
    response.end();
  });
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-evidence-'));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const checkpoint_folder = path.join(folder, 'checkpoints');
  world = await startWithAircraft({ evidence: { checkpoint_folder, plain_http_hosts: ['127.0.0.1'] } });
  ({ caller } = world.agency);
}, 120_000);
afterAll(async () => {
  await world?.close();
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

async function sealed(id: string) {
  await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'sealed', 60_000);
  return caller.call('getRecord', { params: { id } });
}
/** A flight with frames, samples, a command and an alert, until its record is sealed. */
async function fly(end: 'landed' | 'lost'): Promise<string> {
  const id = await world.flight('airborne');
  world.gateway.journals.set(`${id}/tlog`, tlog);
  const sample = telemetrySample(world.aircraft_id);
  world.gateway.journals.set(`${id}/samples`, Buffer.from(encodeSampleEntry({ ...sample, utc_ms: Date.now() })));
  const of = { agency_id: world.agency.id, aircraft_id: world.aircraft_id, flight_id: id };
  const times = { requested_at_utc_ms: Date.now(), updated_at_utc_ms: Date.now() };
  const command = { ...of, command_id: uuidv7(Date.now()), action: { kind: 'hold' } as const, issued_by: null };
  for (const state of ['sent', 'done'] as const) {
    const result = { state, detail: null, error_code: null, origin: 'user' as const, ...times };
    world.gateway.spool({ ...of, kind: 'command', command: { ...command, ...result } });
  }
  world.report(id, end);
  await sealed(id);
  return id;
}
async function keysOf(): Promise<NoteKey[]> {
  const { items } = await caller.call('listEvidenceKeys');
  return items.map(({ verifier_key }) => parseVerifierKey(verifier_key, nodeDigests.sha256)!);
}
async function exported(id: string): Promise<string> {
  const answer = await fetch(`${caller.url}/api/v1/flights/${id}/record/export`, { headers: caller.headers });
  expect(answer.status).toBe(200);
  const file = path.join(folder, `${id}.zip`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  return file;
}
async function verify(zip: string, keys: NoteKey[], checkpoints: { name: string; note: string }[] = []) {
  const files = await zipFiles(zip);
  try {
    return await verifyRecord({ files, digests: nodeDigests, trustedKeys: keys, checkpoints });
  } finally {
    files.close();
  }
}
const recordFolder = (id: string): string => path.join(world.server.data_dir, 'records', world.agency.id, id);

describe('the record of a flight that landed', () => {
  let id: string;
  beforeAll(async () => {
    id = await fly('landed');
  }, 90_000);

  it('holds what happened, each state of a command, and the raw frames in pieces', async () => {
    const lines = (await readFile(path.join(recordFolder(id), 'chain.jsonl'), 'utf8')).trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as { kind: string; body: Record<string, unknown> });
    const kinds = entries.map(({ kind }) => kind);
    expect(kinds[0]).toBe('record_opened');
    expect(kinds.at(-1)).toBe('record_closed');
    expect(kinds).toEqual(expect.arrayContaining(['flight_airborne', 'flight_landed', 'command', 'stream']));
    const states = entries
      .filter(({ kind }) => kind === 'command')
      .map(({ body }) => (body['data'] as { state: string }).state);
    expect(states).toEqual(['sent', 'done']);
    expect(entries.filter(({ body }) => body['stream'] === 'tlog').length).toBeGreaterThan(2);
    expect(entries.find(({ body }) => body['stream'] === 'samples')?.body['start_utc_ms']).toBeTypeOf('number');
  });

  it('is shown once in its story, not once for each state of a command', async () => {
    const story = await caller.call('getFlightEvents', { params: { id } });
    expect(story.commands).toHaveLength(1);
    expect(story.events.filter(({ kind }) => kind === 'command')).toEqual([]);
  });

  it('is verified by the server, and by whoever has the export and the public key', async () => {
    const report = await caller.call('verifyRecord', { params: { id } });
    expect(report).toMatchObject({ verdict: 'proven', key_trusted: true, incomplete_reason: null });
    const state = await caller.call('getRecord', { params: { id } });
    expect(report.manifest_sha256).toBe(state.manifest_sha256);
    const outside = await verify(await exported(id), await keysOf());
    expect(outside).toMatchObject({ verdict: 'proven', payload_bytes: report.payload_bytes });
    expect(outside.payload_bytes).toBeGreaterThan(tlog.length);
  });

  it('has a report that people read, in the export too, which the log knows by its hash', async () => {
    const answer = await fetch(`${caller.url}/api/v1/flights/${id}/record/report`, { headers: caller.headers });
    expect(answer.headers.get('content-security-policy')).toBe(REPORT_POLICY);
    const page = await answer.text();
    for (const words of ['Report on flight', 'Proven: the record is sealed', 'sent ', 'npx outrider verify'])
      expect(page).toContain(words);
    const zip = await exported(id);
    const report = await verify(zip, await keysOf());
    expect(report.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['exported', 'report']));
    const forged = (await readFile(zip)).toString('latin1').replace('Report on flight', 'Retort on flight');
    await writeFile(zip, Buffer.from(forged, 'latin1'));
    const found = await verify(zip, await keysOf()).catch((error: unknown) => String(error));
    expect(JSON.stringify(found)).toMatch(/report_altered|CRC/);
  });

  it('altered on the server’s disk is found', async () => {
    const file = path.join(recordFolder(id), 'raw.tlog');
    const whole = await readFile(file);
    await writeFile(file, whole.with(700_000, whole[700_000]! ^ 1));
    const report = await caller.call('verifyRecord', { params: { id } });
    expect(report.findings.filter(({ level }) => level === 'altered').map(({ text }) => text)).toEqual([
      'raw frames of the link, part 2 was altered.',
    ]);
    await writeFile(file, whole);
  });

  it('is not proven by the record of another flight in its place, which does not leave the house either', async () => {
    const other = await fly('landed');
    const [own, aside] = [recordFolder(id), `${recordFolder(id)}.aside`];
    await rename(own, aside);
    await cp(recordFolder(other), own, { recursive: true });
    const report = await caller.call('verifyRecord', { params: { id } });
    expect(report.verdict).toBe('altered');
    expect(report.findings[0]).toMatchObject({ level: 'altered', code: 'record_foreign' });
    expect(await caller.refusal('exportRecord', { params: { id } })).toMatchObject({ code: 'record_replaced' });
    await rm(own, { recursive: true });
    await rename(aside, own);
    expect((await caller.call('verifyRecord', { params: { id } })).verdict).toBe('proven');
  }, 90_000);

  it('takes nothing more after it is sealed', async () => {
    const before = await caller.call('getRecord', { params: { id } });
    const of = { agency_id: world.agency.id, aircraft_id: world.aircraft_id, flight_id: id };
    world.gateway.spool({ ...of, kind: 'status_text', severity: 6, text: 'late' });
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    expect(await caller.call('getRecord', { params: { id } })).toEqual(before);
  });
});

describe('frames that a gateway gives out after the seal', () => {
  it('are kept beside the record, which stays proven', async () => {
    const id = await fly('landed');
    const late = randomBytes(700_000);
    world.gateway.journals.set(`${id}/tlog`, Buffer.concat([tlog, late]));
    await world.owner.query('UPDATE journal_cursors SET closed = false WHERE flight_id = $1', [id]);
    const file = path.join(recordFolder(id), `late/raw.tlog.from-${tlog.length}`);
    await until(async () => (await stat(file).catch(() => null))?.size === late.length);
    expect(await readFile(file)).toEqual(late);
    expect((await stat(path.join(recordFolder(id), 'raw.tlog'))).size).toBe(tlog.length);
    const report = await verify(await exported(id), await keysOf());
    expect(report.verdict).toBe('proven');
    const apart = report.findings.filter(({ code }) => code === 'file_added').map((finding) => finding.file);
    expect(apart).toEqual([`late/raw.tlog.from-${tlog.length}`]);
    const { events } = await caller.call('getFlightEvents', { params: { id } });
    const told = events.filter(({ kind }) => kind === 'record_late');
    expect(told).toHaveLength(1);
  }, 180_000);
});

describe('a flight that never landed', () => {
  it('is sealed as incomplete, with why', async () => {
    const id = await fly('lost');
    const state = await caller.call('getRecord', { params: { id } });
    expect(state.incomplete_reason).toMatch(/^The aircraft was given up as lost/);
    expect(await verify(await exported(id), await keysOf())).toMatchObject({
      verdict: 'proven',
      incomplete_reason: state.incomplete_reason,
    });
  }, 90_000);

  it('is not given out before it is sealed', async () => {
    const id = await world.flight('airborne');
    await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'open');
    await until(async () => (await caller.call('getRecord', { params: { id } })).detail !== null);
    const refusal = await caller.refusal('exportRecord', { params: { id } });
    expect(refusal).toMatchObject({ status: 409, code: 'record_not_sealed' });
    expect((await caller.call('verifyRecord', { params: { id } })).verdict).toBe('unsealed');
    world.report(id, 'landed');
  });
});

describe('a new key', () => {
  it('signs from now on, and who has the old one trusts it', async () => {
    const [old] = await keysOf();
    const { items } = await caller.call('searchFlights', { query: { state: 'landed' } });
    const before = items.at(-1)!.id;
    const rotated = await caller.call('rotateEvidenceKey');
    // What the old key sealed stays proven: the log that holds it is signed with the new one.
    const newest = parseVerifierKey(rotated.verifier_key, nodeDigests.sha256)!;
    expect((await caller.call('verifyRecord', { params: { id: before } })).verdict).toBe('proven');
    expect(await verify(await exported(before), [newest])).toMatchObject({ verdict: 'proven', key_id: old!.keyId });
    const id = await fly('landed');
    const report = await verify(await exported(id), [old!]);
    expect(report).toMatchObject({ verdict: 'proven', key_id: rotated.key_id, key_trusted: true });
    const keys = (await caller.call('listEvidenceKeys')).items;
    expect(keys.map(({ until_utc_ms }) => until_utc_ms === null)).toEqual([false, true]);
    expect(JSON.stringify(keys)).not.toContain('private');
  }, 90_000);
});

describe('the log', () => {
  it('proves a leaf, and that it only grew', async () => {
    const { proof, checkpoint } = await caller.call('getInclusionProof', { query: { index: 0 } });
    const read = parseCheckpoint(parseNote(checkpoint!.note)!.text)!;
    expect(holdsInclusion(proof!, read.root, nodeDigests.sha256)).toBe(true);
    const checkpoints = (await caller.call('listCheckpoints')).items;
    const oldest = checkpoints.at(-1)!;
    const old = parseCheckpoint(parseNote(oldest.note)!.text)!;
    const consistency = await caller.call('getConsistencyProof', {
      query: { from_size: old.size, to_size: read.size },
    });
    const hashes = consistency.path.map(fromHex);
    const sizes = { oldSize: old.size, size: read.size, oldRoot: old.root, root: read.root };
    expect(verifyConsistency({ ...sizes, path: hashes }, nodeDigests.sha256)).toBe(true);
    expect(old.size).toBeLessThan(read.size);
    const { items } = await caller.call('listLogLeaves');
    expect(items.map(({ leaf }) => leaf.kind)).toEqual(expect.arrayContaining(['record_sealed', 'record_exported']));
  });

  it('cannot be changed, not even by the owner of the tables', async () => {
    await expect(world.owner.query('UPDATE log_leaves SET index = index + 100')).rejects.toThrow();
    await expect(world.owner.query('DELETE FROM checkpoints')).rejects.toThrow();
  });

  it('keeps private keys locked', async () => {
    const { rows } = await world.owner.query<{ locked: Buffer }>(
      'SELECT private_key_locked AS locked FROM agency_keys',
    );
    expect(rows).not.toHaveLength(0);
    // PKCS#8 of an Ed25519 key begins with this.
    for (const { locked } of rows) expect(locked.includes(Buffer.from('302e020100300506032b6570', 'hex'))).toBe(false);
    const file = path.join(world.server.data_dir, 'keys/evidence.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('places outside', () => {
  it('get the signed checkpoint, a webhook after a failure too', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/checkpoints`;
    await caller.call('putCheckpointTargets', { body: { targets: [{ kind: 'folder' }, { kind: 'webhook', url }] } });
    const targets = async () => (await caller.call('listCheckpointTargets')).items;
    await until(async () => (await targets()).some(({ failure }) => failure === 'It answered with 503.'));
    await until(async () =>
      (await targets()).every(({ delivered_size, failure }) => delivered_size > 0 && failure === null),
    );
    const note = posted.at(-1);
    expect(await signersOf(parseNote(note!)!, await keysOf(), nodeDigests)).toHaveLength(1);
    const own = path.join(folder, 'checkpoints', world.agency.id);
    const file = (await readdir(own)).toSorted().at(-1);
    expect(await readFile(path.join(own, file!), 'utf8')).toBe(note);
    expect(fromBase64(note!.split('\n')[2]!)).toHaveLength(32);
  }, 60_000);

  it('prove that a record which is exported later is the one that was sealed', async () => {
    const { items } = await caller.call('searchFlights', { query: { state: 'landed' } });
    const id = items.at(-1)!.id;
    expect(await caller.call('getRecord', { params: { id } })).toMatchObject({ held_outside: true });
    const report = await verify(await exported(id), await keysOf(), [{ name: 'webhook', note: posted.at(-1)! }]);
    expect(report.findings.map(({ code }) => code)).toContain('outside_checkpoint');
  });

  it.each(['http://example.org/', 'ftp://127.0.0.1/', 'https://a:b@example.org/', 'nonsense'])(
    '%s is refused',
    async (url) => {
      const refusal = await caller.refusal('putCheckpointTargets', { body: { targets: [{ kind: 'webhook', url }] } });
      expect(refusal).toMatchObject({ status: 400, code: 'bad_request', field: 'targets' });
    },
  );
});
