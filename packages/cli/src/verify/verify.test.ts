import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ed25519PublicKey } from '@outrider/record/chain';
import { checkpointOf, log, makeRecord, newSigner, seal } from '@outrider/record/testing';
import { zipRecord } from '@outrider/record/zip';
import type { VerificationReport } from '@outrider/schema';

const program = fileURLToPath(new URL('../../bin/outrider.mjs', import.meta.url));
const signer = newSigner();
let root: string;
let folder: string;
const file = (name: string): string => join(root, name);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-cli-verify-'));
  folder = await makeRecord(root);
  const leaves = await log(folder, await seal(folder, signer), signer);
  await pipeline(await zipRecord(folder), createWriteStream(file('record.zip')));
  await writeFile(file('agency.key'), `${signer.verifierKey}\n`);
  const pem = ed25519PublicKey(signer.key.publicKey).export({ format: 'pem', type: 'spki' }) as string;
  await writeFile(file('agency.pem'), `# ${signer.verifierKey}\n${pem}`);
  await writeFile(file('other.key'), `${newSigner().verifierKey}\n`);
  await writeFile(file('checkpoint.txt'), checkpointOf(leaves, signer, 5));
  expect(createPublicKey(pem).asymmetricKeyType).toBe('ed25519');
});
afterAll(() => rm(root, { recursive: true }));

function verify(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, 'verify', ...args], { encoding: 'utf8' });
}

describe('outrider verify', () => {
  test('a whole record, as folder and as ZIP, with key and checkpoint', () => {
    for (const record of [folder, file('record.zip')]) {
      const { status, stdout } = verify(record, '--key', file('agency.key'), '--checkpoint', file('checkpoint.txt'));
      expect(status).toBe(0);
      expect(stdout).toMatch(/^PROVEN: /);
      expect(stdout).toContain('checkpoint.txt, which was kept outside the agency, proves');
    }
  });

  test('the key as PEM and as the JSON of the agency’s keys; a file without a key is refused', () => {
    expect(verify(folder, '--key', file('agency.pem')).status).toBe(0);
    expect(verify(folder, '--key', join(folder, 'evidence/keys.json')).status).toBe(0);
    expect(verify(folder, '--key', file('checkpoint.txt'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^bad_key: checkpoint.txt holds no public key/) as string,
    });
  });

  test('without a key it is intact and no more; with a checkpoint that shows nothing of it, it is not confirmed: 3', async () => {
    const alone = verify(folder);
    expect(alone.status).toBe(0);
    expect(alone.stdout).toMatch(/^INTACT, NOT CONFIRMED: [^]*The key \w{8} came with the record/);
    const bare = file('bare');
    await cp(folder, bare, { recursive: true });
    await rm(join(bare, 'evidence'), { recursive: true });
    const given = ['--key', file('agency.key'), '--checkpoint', file('checkpoint.txt')];
    const { status, stdout } = verify(bare, ...given);
    expect(status).toBe(3);
    expect(stdout).toContain('checkpoint.txt is of the agency’s log, but the record brings no proof');
  });

  test('a root for time stamps that is none is refused', () => {
    expect(verify(folder, '--tsa', file('agency.pem'))).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^bad_key: agency.pem holds no certificate/) as string,
    });
  });

  test('the wrong key ends with 1', () => {
    const { status, stdout } = verify(folder, '--key', file('other.key'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^NOT PROVEN[^]*ALTERED The manifest is signed with key/);
  });

  test('an altered ZIP, as JSON', async () => {
    const bytes = await readFile(file('record.zip'));
    const segment = await readFile(join(folder, 'video/cam1/000004.mp4'));
    bytes[bytes.indexOf(segment.subarray(0, 64))]! ^= 0x80;
    await writeFile(file('altered.zip'), bytes);
    const { status, stdout } = verify(file('altered.zip'), '--json');
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as VerificationReport;
    expect(report.findings).toContainEqual({
      level: 'altered',
      code: 'payload_altered',
      text: 'video wide, segment 4 (00:30.0–00:40.0) was altered.',
      file: 'video/cam1/000004.mp4',
      from_s: 30,
      to_s: 40,
    });
  });

  test.each([[[]], [['/nowhere/at/all']], [[program]], [[tmpdir(), '--speed']]])('%j cannot be read: 2', (args) => {
    const { status, stderr } = verify(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^(unknown_option|file_unreadable|record_unreadable): /);
  });
});
