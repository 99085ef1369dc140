import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord } from '@outrider/core/evidence';
import type { RecordFiles } from '@outrider/core/evidence';
import { nodeDigests } from '@outrider/record/chain';
import { folderFiles, listFiles } from '@outrider/record/files';
import { checkpointOf, log, makeRecord, newSigner, seal } from '@outrider/record/testing';
import { zipRecord } from '@outrider/record/zip';
import { browserDigests } from './browser-digests.js';
import { filesOfFolder } from './dropped-files.js';
import type { NamedFile } from './dropped-files.js';
import { readGiven } from './given.js';
import { filesOfZip } from './zip-files.js';

let root: string;
let folder: string;
let zip: Buffer;
const signer = newSigner();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-page-'));
  folder = await makeRecord(root);
  await log(folder, await seal(folder, signer), signer);
  zip = await buffer(await zipRecord(folder));
});
afterAll(() => rm(root, { recursive: true }));

const blobOf = (bytes: Uint8Array): Blob => new Blob([bytes as BlobPart]);
const inPage = (files: RecordFiles) =>
  verifyRecord({ files, digests: browserDigests, trustedKeys: [signer.key], checkpoints: [] });
const inNode = () =>
  verifyRecord({ files: folderFiles(folder), digests: nodeDigests, trustedKeys: [signer.key], checkpoints: [] });

describe('the verifier of the page', () => {
  test('says of a ZIP and of a folder what the one of the command line says', async () => {
    const expected = await inNode();
    expect(expected.verdict).toBe('proven');
    expect(await inPage(await filesOfZip(blobOf(zip)))).toEqual(expected);
    const named = await Promise.all(
      (await listFiles(folder)).map(async ({ file }): Promise<NamedFile> => ({
        path: `F26-000001/${file}`,
        blob: blobOf(await readFile(join(folder, file))),
      })),
    );
    expect(await inPage(filesOfFolder(named))).toEqual(expected);
  });

  test('finds an altered segment in a ZIP', async () => {
    const segment = await readFile(join(folder, 'video/cam1/000002.mp4'));
    const altered = Buffer.from(zip);
    altered[altered.indexOf(segment.subarray(0, 64))]! ^= 1;
    const report = await inPage(await filesOfZip(blobOf(altered)));
    expect(report.findings).toContainEqual(
      expect.objectContaining({ level: 'altered', text: 'video wide, segment 2 (00:10.0–00:20.0) was altered.' }),
    );
  });

  test('reads a ZIP that somebody packed anew, deflated', async (context) => {
    context.skip(spawnSync('zip', ['-v']).status !== 0, 'zip-absent');
    const path = join(root, 'again.zip');
    spawnSync('zip', ['-qr', path, basename(folder)], { cwd: dirname(folder) });
    expect((await inPage(await filesOfZip(blobOf(await readFile(path))))).verdict).toBe('proven');
  });

  test('says what it cannot read', async () => {
    await expect(filesOfZip(blobOf(Buffer.from('no zip')))).rejects.toThrow(/cannot be read as a ZIP/);
    expect(() => filesOfFolder([{ path: 'a.txt', blob: blobOf(Buffer.from('a')) }])).toThrow(/no record of a flight/);
  });

  test('takes keys and checkpoints, and names what is neither', async () => {
    const keys = await readFile(join(folder, 'evidence/keys.json'), 'utf8');
    const note = checkpointOf([nodeDigests.sha256(Uint8Array.of(1))], signer);
    const given = await readGiven([
      { name: 'keys.json', text: keys },
      { name: 'agency.key', text: `${signer.verifierKey}\n` },
      { name: 'checkpoint.txt', text: note },
    ]);
    expect(given.keys.map(({ keyId }) => keyId)).toEqual([signer.key.keyId, signer.key.keyId]);
    expect(given.checkpoints).toEqual([{ name: 'checkpoint.txt', note }]);
    await expect(readGiven([{ name: 'x.txt', text: 'x' }])).rejects.toThrow(/^x.txt is neither/);
  });
});

test('hashes what is too large to be kept as it comes, to the same end', async () => {
  const piece = randomBytes(1024 * 1024);
  const hash = browserDigests.startSha256();
  const expected = createHash('sha256');
  for (let count = 0; count < 66; count++) {
    hash.update(piece);
    expected.update(piece);
  }
  expect(Buffer.from(await hash.digest())).toEqual(expected.digest());
});
