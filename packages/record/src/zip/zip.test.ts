import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRecord } from '@outrider/core/evidence';
import { nodeDigests } from '../chain/index.js';
import { zipFiles } from '../files/index.js';
import { log, makeRecord, newSigner, seal } from '../testing/index.js';
import { zipRecord } from './index.js';

let root: string;
let folder: string;
const signer = newSigner();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-zip-'));
  folder = await makeRecord(root);
  await log(folder, await seal(folder, signer), signer);
});
afterAll(() => rm(root, { recursive: true }));

async function packed(name: string, extra: { file: string; bytes: Uint8Array }[] = []): Promise<string> {
  const path = join(root, name);
  await pipeline(await zipRecord(folder, extra), createWriteStream(path));
  return path;
}
async function verdictOf(path: string): Promise<string> {
  const files = await zipFiles(path);
  try {
    const report = await verifyRecord({ files, digests: nodeDigests, trustedKeys: [signer.key], checkpoints: [] });
    return report.verdict;
  } finally {
    files.close();
  }
}
const unzip = spawnSync('unzip', ['-v']).status === 0;
const zip = spawnSync('zip', ['-v']).status === 0;

describe('a record as a ZIP', () => {
  test('is proven as its folder is', async () => {
    expect(await verdictOf(await packed('a.zip'))).toBe('proven');
  });

  test('is altered where a byte of a segment is', async () => {
    const path = await packed('b.zip');
    const bytes = await readFile(path);
    const segment = await readFile(join(folder, 'video/cam1/000002.mp4'));
    bytes[bytes.indexOf(segment.subarray(100, 200))]! ^= 1;
    await writeFile(path, bytes);
    expect(await verdictOf(path)).toBe('altered');
  });

  test('takes files that are made here in place of those on disk', async () => {
    const path = await packed('c.zip', [{ file: 'evidence/checkpoint.txt', bytes: Buffer.from('none') }]);
    const files = await zipFiles(path);
    expect((await files.list()).filter(({ file }) => file === 'evidence/checkpoint.txt')).toEqual([
      { file: 'evidence/checkpoint.txt', bytes: 4 },
    ]);
    files.close();
  });

  test('is read by unzip', async (context) => {
    context.skip(!unzip, 'unzip-absent');
    expect(spawnSync('unzip', ['-tq', await packed('d.zip')]).status).toBe(0);
  });

  test('is read when somebody packed the folder anew, deflated', async (context) => {
    context.skip(!zip, 'zip-absent');
    const path = join(root, 'e.zip');
    const made = spawnSync('zip', ['-qr', path, basename(folder)], { cwd: dirname(folder) });
    expect(made.status).toBe(0);
    expect(await verdictOf(path)).toBe('proven');
  });

  test('that is none, is cut, or holds no record is refused with a reason', async () => {
    const path = await packed('f.zip');
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    await expect(zipFiles(path)).rejects.toMatchObject({ code: 'record_unreadable' });
    await writeFile(path, 'hello');
    await expect(zipFiles(path)).rejects.toMatchObject({ code: 'record_unreadable' });
    const empty = join(root, 'empty.zip');
    await writeFile(empty, Buffer.from('504b0506' + '00'.repeat(18), 'hex'));
    await expect(zipFiles(empty)).rejects.toThrow(/holds no record/);
  });

  test('with the sizes of ZIP64 is read', async (context) => {
    context.skip(!zip, 'zip-absent');
    const path = join(root, 'g.zip');
    expect(spawnSync('zip', ['-qr0', '-fz', path, '.'], { cwd: folder }).status).toBe(0);
    expect((await readFile(path)).includes(Buffer.from('504b0606', 'hex'))).toBe(true);
    expect(await verdictOf(path)).toBe('proven');
  });
});
