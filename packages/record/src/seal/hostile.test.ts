/** Records that were made to bring the verifier down: it says what is wrong and ends. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import zlib from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { encodeVerifierKey, noteKey, verifyRecord } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';
import type { InclusionProof, SignedDeletion, VerificationReport } from '@outrider/schema';
import { ChainWriter, PayloadHash, nodeDigests } from '../chain/index.js';
import { folderFiles, zipFiles } from '../files/index.js';
import { appendStream } from '../folder/index.js';
import { BEGAN, FLIGHT, log, makeRecord, newSigner, seal } from '../testing/index.js';
import { deletePayloads } from './index.js';

let root: string;
let original: string;
const signer = newSigner();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-hostile-'));
  original = await makeRecord(root);
  await log(original, await seal(original, signer), signer);
});
afterAll(() => rm(root, { recursive: true }));

async function copy(): Promise<string> {
  const folder = await mkdtemp(join(root, 'copy-'));
  await cp(original, folder, { recursive: true });
  return folder;
}
const verifyFiles = (files: RecordFiles): Promise<VerificationReport> =>
  verifyRecord({ files, digests: nodeDigests, trustedKeys: [signer.key], checkpoints: [] });
const verify = (folder: string): Promise<VerificationReport> => verifyFiles(folderFiles(folder));
const codes = ({ findings }: VerificationReport): string[] => findings.map(({ code }) => code);
const LONE = '\ud800';

describe('findings have an end', () => {
  test('in a chain of nothing but line feeds', async () => {
    const folder = await copy();
    await writeFile(join(folder, 'chain.jsonl'), '\n'.repeat(300_000));
    await rm(join(folder, 'manifest.json'));
    const report = await verify(folder);
    expect(report.verdict).toBe('altered');
    expect(report.findings.length).toBeLessThan(200);
  });

  test('with thousands of files that nobody sealed', async () => {
    const folder = await copy();
    const added = Array.from({ length: 3000 }, (_, n) => ({ file: `added-${n}`, bytes: 0 }));
    const { list, read } = folderFiles(folder);
    const report = await verifyFiles({ list: async () => [...(await list()), ...added], read });
    expect(report.verdict).toBe('proven');
    expect(report.findings.length).toBeLessThan(1100);
    expect(report.findings.findLast(({ code }) => code === 'file_added')?.text).toMatch(/There are more of this kind/);
  });
});

test('a file of no bytes is none of its kind', async () => {
  for (const file of [
    'manifest.json',
    'record.json',
    ...(await readdir(join(original, 'evidence'))).map((name) => `evidence/${name}`),
  ]) {
    const folder = await copy();
    await writeFile(join(folder, file), '');
    expect((await verify(folder)).verdict, file).toMatch(/^(proven|altered)$/);
  }
  const folder = await copy();
  await writeFile(join(folder, 'manifest.json'), '');
  expect(codes(await verify(folder))).toContain('manifest_altered');
});

describe('half a character', () => {
  test('in the leaf of the log', async () => {
    const folder = await copy();
    const file = join(folder, 'evidence/inclusion.json');
    const proof = JSON.parse(await readFile(file, 'utf8')) as InclusionProof;
    const leaf = { ...proof.leaf, body: { ...proof.leaf.body, x: LONE } };
    await writeFile(file, JSON.stringify({ ...proof, leaf }));
    await writeFile(join(folder, 'evidence/export.json'), JSON.stringify(leaf));
    expect(codes(await verify(folder))).toContain('inclusion_wrong');
  });

  test('in the leaf of an export', async () => {
    const folder = await copy();
    const leaf = { v: 1, kind: 'record_exported', at_utc_ms: BEGAN, body: { by: LONE } };
    await writeFile(join(folder, 'evidence/export.json'), JSON.stringify(leaf));
    expect(codes(await verify(folder))).toContain('export_unproven');
  });

  test('in a reason for a deletion', async () => {
    const folder = await copy();
    const files = ['video/cam1/000002.mp4'];
    await deletePayloads(folder, { flight_id: FLIGHT, files, deleted_at_utc_ms: BEGAN, reason: 'x' }, signer);
    const file = join(folder, 'evidence/deletions.json');
    const [{ statement, signature }] = JSON.parse(await readFile(file, 'utf8')) as [SignedDeletion];
    await writeFile(file, JSON.stringify([{ statement: { ...statement, reason: LONE }, signature }]));
    expect(codes(await verify(folder))).toContain('deletion_unproven');
  });

  test('in the name of a key', async () => {
    const folder = await copy();
    const file = join(folder, 'evidence/keys.json');
    const [key] = JSON.parse(await readFile(file, 'utf8')) as [Record<string, unknown>];
    // As UTF-8 the name is that of U+FFFD, so the id fits.
    const { keyId, publicKey } = noteKey('\ufffd', signer.key.publicKey, nodeDigests.sha256);
    const verifier_key = encodeVerifierKey({ name: LONE, keyId, publicKey });
    const next = { ...key, key_id: keyId, verifier_key };
    const succession = {
      previous_key_id: keyId,
      signature_of_previous_base64: 'AAAA',
      signature_of_this_base64: 'AAAA',
    };
    await writeFile(file, JSON.stringify([key, { ...next, succession }]));
    expect((await verify(folder)).verdict).toBe('proven');
  });
});

describe('the same bytes again and again', () => {
  test('are not read as often as entries name them', async () => {
    const folder = await makeRecord(await mkdtemp(join(root, 'again-')));
    const chain = await ChainWriter.open(folder);
    const bytes = await readFile(join(folder, 'raw.tlog'));
    for (let n = 0; n < 20; n++) {
      const payload = new PayloadHash().update(bytes).payload('raw.tlog');
      await chain.append({ at_utc_ms: BEGAN, kind: 'journal', body: {}, payload });
    }
    await chain.close();
    await log(folder, await seal(folder, signer), signer);
    const report = await verify(folder);
    expect(codes(report)).toContain('payloads_overlap');
    expect(report.payload_bytes).toBeLessThan(150_000);
  });

  test('of a deflated file are unpacked once for all of its parts', async (context) => {
    context.skip(spawnSync('zip', ['-v']).status !== 0, 'zip-absent');
    const folder = await makeRecord(await mkdtemp(join(root, 'parts-')));
    const chain = await ChainWriter.open(folder);
    const part = Buffer.alloc(200_000, 'frames ');
    let offset = (await readFile(join(folder, 'raw.tlog'))).byteLength;
    for (let n = 0; n < 150; n++) {
      await appendStream(folder, 'tlog', offset, part);
      const payload = new PayloadHash().update(part).payload('raw.tlog', offset);
      await chain.append({ at_utc_ms: BEGAN, kind: 'journal', body: {}, payload });
      offset += part.byteLength;
    }
    await chain.close();
    await log(folder, await seal(folder, signer), signer);
    const path = join(root, 'parts.zip');
    expect(spawnSync('zip', ['-qr', path, basename(folder)], { cwd: dirname(folder) }).status).toBe(0);
    const files = await zipFiles(path);
    const begun = vi.spyOn(zlib, 'createInflateRaw');
    try {
      expect((await verifyFiles(files)).verdict).toBe('proven');
      expect(begun.mock.calls.length).toBeGreaterThan(0);
      expect(begun.mock.calls.length).toBeLessThan(40);
    } finally {
      begun.mockRestore();
      files.close();
    }
  });
});
