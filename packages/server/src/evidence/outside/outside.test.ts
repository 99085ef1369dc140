import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseNote, parseVerifierKey, signersOf, verifyRecord } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { zipFiles } from '@outrider/record/files';
import { TimeStamper, timeStamperLacks } from '@outrider/record/testing';
import { checkTimestamp } from '@outrider/record/timestamp';
import { startWithAircraft, until } from '../../testing/bound-aircraft.js';
import type { BoundAircraft } from '../../testing/bound-aircraft.js';
import type { Caller } from '../../testing/caller.js';
import { MAIL_LOGIN, Mailbox } from '../../testing/mailbox.js';

const lacks = timeStamperLacks();
const mailbox = new Mailbox();
let authority: TimeStamper | null = null;
let world: BoundAircraft;
let caller: Caller;
let folder: string;
let flight_id: string;
const targets = async () => (await caller.call('listCheckpointTargets')).items;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'outrider-outside-'));
  const mail = { host: '127.0.0.1', port: await mailbox.listen(), security: 'none', from: 'outrider@pd.example' };
  const settings = { mail: { ...mail, ...MAIL_LOGIN }, evidence: { plain_http_hosts: ['127.0.0.1'] } };
  world = await startWithAircraft(settings);
  ({ caller } = world.agency);
  const id = (flight_id = await world.flight('airborne'));
  world.report(id, 'lost');
  await until(async () => (await caller.call('getRecord', { params: { id } })).state === 'sealed', 60_000);
}, 180_000);
afterAll(async () => {
  await world?.close();
  await mailbox.close();
  authority?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a mailbox outside', () => {
  it('gets the signed checkpoint as an attachment that verifies, and counts as an outsider', async () => {
    const address = 'clerk@court.example';
    await caller.call('putCheckpointTargets', { body: { targets: [{ kind: 'mail', address }] } });
    await until(async () => (await targets()).every(({ delivered_size }) => delivered_size > 0), 30_000);
    expect(await caller.call('getRecord', { params: { id: flight_id } })).toMatchObject({ held_outside: true });
    expect(await targets()).toMatchObject([{ kind: 'mail', url: address, failure: null }]);
    const { to, text } = mailbox.messages.at(-1)!;
    expect(to).toBe(address);
    expect(text).toMatch(/^Subject: Outrider checkpoint of \d+ leaves/m);
    const note = attachmentOf(text);
    const keys = (await caller.call('listEvidenceKeys')).items;
    const known = keys.map(({ verifier_key }) => parseVerifierKey(verifier_key, nodeDigests.sha256)!);
    expect(await signersOf(parseNote(note)!, known, nodeDigests)).toHaveLength(1);
  }, 60_000);

  it.each(['nobody', 'a@b@c', 'a b@c', 'a@b,c@d', 'a@b\r\nBcc: x@y'])('%j is refused', async (address) => {
    const refused = await caller.refusal('putCheckpointTargets', { body: { targets: [{ kind: 'mail', address }] } });
    expect(refused).toMatchObject({ status: 400, code: 'bad_request' });
  });
});

describe.skipIf(lacks !== null)(`a time-stamping authority outside ${lacks ?? ''}`, () => {
  it('stamps checkpoints, and an exported record brings what it said', async () => {
    authority = new TimeStamper();
    const url = await authority.listen();
    await caller.call('putCheckpointTargets', { body: { targets: [{ kind: 'timestamp', url }] } });
    await until(async () => (await targets()).every(({ delivered_size }) => delivered_size > 0), 30_000);
    const answer = await fetch(`${caller.url}/api/v1/flights/${flight_id}/record/export`, { headers: caller.headers });
    const zip = path.join(folder, 'record.zip');
    await writeFile(zip, Buffer.from(await answer.arrayBuffer()));
    const roots = [new X509Certificate(await readFile(authority.rootFile)).raw];
    const files = await zipFiles(zip);
    const readTimestamp = (token: Uint8Array, stamped: Uint8Array) => checkTimestamp(token, stamped, roots);
    const report = await verifyRecord({ files, digests: nodeDigests, trustedKeys: [], checkpoints: [], readTimestamp });
    files.close();
    // Whole, and stamped; whose key it is nobody was told.
    expect(report.verdict).toBe('unconfirmed');
    expect(report.findings.find(({ code }) => code === 'timestamped')?.text).toContain('Notary, Stamps');
  }, 60_000);

  it('that is none is said', async () => {
    const url = world.server.url;
    await caller.call('putCheckpointTargets', { body: { targets: [{ kind: 'timestamp', url }] } });
    await until(async () => (await targets()).some(({ failure }) => failure !== null), 30_000);
    expect((await targets())[0]!.failure).toMatch(/It answered with|no time-stamping authority/);
  }, 60_000);
});

/** The last part of a message, decoded. */
function attachmentOf(message: string): string {
  const part = message.slice(message.lastIndexOf('Content-Disposition: attachment'));
  const body = part.slice(part.indexOf('\r\n\r\n') + 4, part.lastIndexOf('\r\n--'));
  if (/base64/i.test(message.slice(message.lastIndexOf('Content-Transfer-Encoding')))) {
    return Buffer.from(body, 'base64').toString();
  }
  const joined = body
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());
  return joined.replaceAll('\r\n', '\n');
}
