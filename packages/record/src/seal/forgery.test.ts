/** Who forges a record with a key of their own, with one that was stolen and replaced, or by leaving out what would tell. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inclusionProof, logLeafHash, logOrigin, successionOf, toHex, verifyRecord } from '@outrider/core/evidence';
import type { TrustedKey } from '@outrider/core/evidence';
import type { AgencyPublicKey, LogLeaf, VerificationReport } from '@outrider/schema';
import { ChainWriter, nodeDigests } from '../chain/index.js';
import { folderFiles } from '../files/index.js';
import { AGENCY, BEGAN, FLIGHT, checkpointOf, log, logWith, makeRecord, newSigner, seal } from '../testing/index.js';
import { deletePayloads, newPrivateKey, signerOfKey, writeEvidence } from './index.js';
import type { Signer } from './index.js';

/** An Ed25519 key of a seed as PKCS#8 (RFC 8410, section 7). */
const ofSeed = (name: string, seed: Buffer): Signer =>
  signerOfKey(name, Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]));
const agency = ofSeed(logOrigin(AGENCY), Buffer.from((41_507).toString(16).padStart(64, '0'), 'hex'));
/** A minute of trying names for a key of one's own gives one with the id of an agency's. */
const NAME_OF_SAME_ID = `${logOrigin(AGENCY)}-60983`;
const stranger = ofSeed(NAME_OF_SAME_ID, Buffer.alloc(32, 0xaa));

let root: string;
let record: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-forgery-'));
  record = await makeRecord(root);
});
afterAll(() => rm(root, { recursive: true }));

async function copy(): Promise<string> {
  const folder = await mkdtemp(join(root, 'copy-'));
  await cp(record, folder, { recursive: true });
  return folder;
}
/** What a forger makes of the record: another story, sealed and logged. */
async function forged(sealer: Signer, logger: Signer | null): Promise<string> {
  const folder = await copy();
  await rm(join(folder, 'chain.jsonl'));
  const chain = await ChainWriter.open(folder);
  await chain.append({ at_utc_ms: BEGAN, kind: 'flight', body: { state: 'another' }, payload: null });
  await chain.close();
  const sealed = await seal(folder, sealer);
  if (logger) await log(folder, sealed, logger);
  return folder;
}
type Given = Partial<Record<'checkpoints', { name: string; note: string }[]>>;
const verify = (folder: string, trustedKeys: TrustedKey[], { checkpoints = [] }: Given = {}) =>
  verifyRecord({ files: folderFiles(folder), digests: nodeDigests, trustedKeys, checkpoints });
const codes = ({ findings }: VerificationReport): string[] => findings.map(({ code }) => code);

const AT = BEGAN + 1e6;
const row = ({ key, verifierKey }: Signer): AgencyPublicKey => ({
  key_id: key.keyId,
  verifier_key: verifierKey,
  from_utc_ms: AT,
  until_utc_ms: null,
  succession: null,
});
function follows(previous: Signer, next: Signer): AgencyPublicKey {
  const message = successionOf(previous.verifierKey, next.verifierKey, AT);
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const succession = {
    previous_key_id: previous.key.keyId,
    signature_of_previous_base64: base64(previous.signBytes(message)),
    signature_of_this_base64: base64(next.signBytes(message)),
  };
  return { ...row(next), succession };
}
const putKeys = (folder: string, keys: AgencyPublicKey[]): Promise<void> =>
  writeFile(join(folder, 'evidence/keys.json'), JSON.stringify(keys));

describe('a key whose id was made that of the agency', () => {
  test('vouches for no other, and signs no deletion', async () => {
    expect(stranger.key.keyId).toBe(agency.key.keyId);
    const second = signerOfKey(NAME_OF_SAME_ID, newPrivateKey());
    const folder = await forged(second, second);
    await putKeys(folder, [row(stranger), follows(stranger, second)]);
    const report = await verify(folder, [agency.key]);
    expect(report).toMatchObject({ verdict: 'altered', key_trusted: false });
    expect(codes(report)).toContain('wrong_key');

    const whole = await copy();
    await log(whole, await seal(whole, agency), agency);
    expect((await verify(whole, [agency.key])).verdict).toBe('proven');
    const deletion = { flight_id: FLIGHT, files: ['video/cam1/000002.mp4'], deleted_at_utc_ms: AT, reason: 'x' };
    await deletePayloads(whole, deletion, stranger);
    expect(codes(await verify(whole, [agency.key]))).toEqual(
      expect.arrayContaining(['deletion_unproven', 'payload_removed']),
    );
  });

  test('signs no manifest for it', async () => {
    const report = await verify(await forged(stranger, stranger), [agency.key]);
    expect(report).toMatchObject({ verdict: 'altered', key_trusted: false });
  });

  test('passes its trust to no key of another name', async () => {
    const other = newSigner();
    const folder = await forged(stranger, stranger);
    await putKeys(folder, [row(other), follows(other, stranger)]);
    expect((await verify(folder, [other.key])).verdict).toBe('altered');
  });
});

describe('a checkpoint that proved nothing', () => {
  const outside = async () => {
    const { leaves } = logWith(await seal(await copy(), agency));
    return { checkpoints: [{ name: 'court.txt', note: checkpointOf(leaves, agency) }] };
  };

  test('for want of the record’s own proof makes no proven record', async () => {
    const report = await verify(await forged(agency, null), [agency.key], await outside());
    expect(report.verdict).toBe('unconfirmed');
    expect(codes(report)).toEqual(expect.arrayContaining(['checkpoint_uncompared', 'checkpoint_unconfirmed']));
  });

  test('because somebody else sealed and logged the record makes none either', async () => {
    const thief = newSigner();
    const report = await verify(await forged(thief, thief), [], await outside());
    expect(report.verdict).toBe('unconfirmed');
    expect(codes(report)).toEqual(
      expect.arrayContaining(['checkpoint_foreign', 'checkpoint_unconfirmed', 'key_unconfirmed']),
    );
  });
});

describe('a key that was stolen and then replaced', () => {
  const [old, present] = [agency, newSigner()];
  const history = [row(old), follows(old, present)];

  test('proves no record with a log of its own, whatever date that has', async () => {
    const folder = await forged(old, old);
    await putKeys(folder, history);
    const report = await verify(folder, [present.key]);
    expect(report.verdict).toBe('unconfirmed');
    expect(codes(report)).toEqual(expect.arrayContaining(['key_retired', 'log_key_retired']));
    expect(codes(report)).not.toContain('in_log');
    // Whoever has the history from the agency needs none from the record.
    await putKeys(folder, [row(old)]);
    const trusted = [present.key, { ...old.key, until_utc_ms: AT }];
    expect((await verify(folder, trusted)).verdict).toBe('unconfirmed');
  });

  test('counts for what the log under the newer key holds, or an outsider', async () => {
    const folder = await copy();
    const sealed = await seal(folder, old);
    const leaves = await log(folder, sealed, old);
    await putKeys(folder, history);
    const checkpoints = [{ name: 'court.txt', note: checkpointOf(leaves, old) }];
    const held = await verify(folder, [present.key], { checkpoints });
    expect(held.verdict).toBe('proven');
    expect(codes(held)).toContain('in_log');
    await log(folder, sealed, present);
    await putKeys(folder, history);
    expect((await verify(folder, [present.key])).verdict).toBe('proven');
    expect((await verify(folder, [old.key])).verdict).toBe('proven');
  });

  test('vouches for no third key beside its known successor, and for neither of two', async () => {
    const third = newSigner();
    const folder = await forged(third, third);
    await putKeys(folder, [...history, follows(old, third)]);
    for (const trusted of [[present.key], [present.key, old.key], [old.key]]) {
      const report = await verify(folder, trusted);
      expect(report).toMatchObject({ verdict: 'altered', key_trusted: false });
    }
  });

  test('excuses no deletion that the log does not have', async () => {
    const folder = await copy();
    const sealed = await seal(folder, present);
    const leaves = await log(folder, sealed, present);
    await putKeys(folder, history);
    const deletion = { flight_id: FLIGHT, files: ['video/cam1/000002.mp4'], deleted_at_utc_ms: BEGAN, reason: 'x' };
    await deletePayloads(folder, deletion, old);
    const report = await verify(folder, [present.key]);
    expect(report.verdict).toBe('unconfirmed');
    expect(codes(report)).toContain('deletion_key_retired');
    const body = { flight_id: FLIGHT, number: 1, detail: { files: deletion.files } };
    const leaf: LogLeaf = { v: 1, kind: 'payload_deleted', at_utc_ms: BEGAN, body };
    const custody = [{ index: leaves.length, leaf }];
    await writeFile(join(folder, 'evidence/custody.json'), JSON.stringify(custody));
    expect((await verify(folder, [present.key])).verdict).toBe('altered');
    const longer = [...leaves, logLeafHash(leaf, nodeDigests.sha256)];
    await writeEvidence(folder, {
      inclusion: {
        v: 1,
        leaf: logWith(sealed).leaf,
        index: 3,
        size: longer.length,
        path: inclusionProof(longer, 3, nodeDigests.sha256).map(toHex),
      },
      checkpoint: checkpointOf(longer, present),
      keys: history,
      leaves: Buffer.concat(longer),
      custody,
    });
    expect((await verify(folder, [present.key])).verdict).toBe('proven');
  });
});
