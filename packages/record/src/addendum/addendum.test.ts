import { createHash, randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addendumSealedLeaf,
  canonicalJson,
  inclusionProof,
  logLeafHash,
  parseVerifierKey,
  recordRoot,
  recordSealedLeaf,
  toHex,
  verifyRecord,
} from '@outrider/core/evidence';
import type { LogLeaf } from '@outrider/schema';
import { nodeDigests } from '../chain/index.js';
import { folderFiles, listFiles } from '../files/index.js';
import { writeEvidence } from '../seal/index.js';
import type { Seal } from '../seal/index.js';
import { AGENCY, BEGAN, FLIGHT, checkpointOf, makeRecord, newSigner, seal } from '../testing/index.js';
import { importOriginal } from '../video/index.js';
import { sealAddendum } from './index.js';

const CAMERA = '01938d2a-0000-7000-8000-000000000009';
const LATER = BEGAN + 3_600_000;
const signer = newSigner();
const { sha256 } = nodeDigests;
const trusted = parseVerifierKey(signer.verifierKey, sha256)!;
let root: string;
let record: string;
let sealed: Seal;

/** Puts every leaf of a log of these beside the folders that they seal. */
async function prove(leaves: LogLeaf[], folders: string[]): Promise<void> {
  const hashes = leaves.map((leaf) => logLeafHash(leaf, sha256));
  const keys = [
    {
      key_id: signer.key.keyId,
      verifier_key: signer.verifierKey,
      from_utc_ms: 0,
      until_utc_ms: null,
      succession: null,
    },
  ];
  for (const [index, folder] of folders.entries()) {
    const path = inclusionProof(hashes, index, sha256).map(toHex);
    const inclusion = { v: 1, leaf: leaves[index]!, index, size: leaves.length, path } as const;
    await writeEvidence(folder, {
      inclusion,
      checkpoint: checkpointOf(hashes, signer),
      keys,
      leaves: Buffer.concat(hashes),
    });
  }
}

async function original(name: string): Promise<string> {
  const path = join(root, name);
  await writeFile(path, randomBytes(40_000));
  return path;
}

async function add(name: string): Promise<Seal & { folder: string }> {
  const parent = { manifest_sha256: sealed.manifestSha256, root: sealed.sealed.manifest.root };
  const facts = { agency_id: AGENCY, agency_name: 'Demo Agency', flight_id: FLIGHT, flight_number: 'F26-000001' };
  return sealAddendum(
    record,
    join(root, 'work'),
    {
      parent,
      original: {
        camera_id: CAMERA,
        path: await original(name),
        name,
        imported_by: 'C. Custodian',
        at_utc_ms: LATER,
        move: true,
      },
      seal: { ...facts, began_at_utc_ms: BEGAN, ended_at_utc_ms: BEGAN + 60_000, software: { outrider: '0.1.0' } },
    },
    signer,
  );
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-addendum-'));
  record = await makeRecord(root, 2);
  const early = await original('EARLY.MP4');
  await importOriginal(record, {
    camera_id: CAMERA,
    path: early,
    name: 'EARLY.MP4',
    imported_by: 'M. Ortiz',
    at_utc_ms: BEGAN,
  });
  sealed = await seal(record, signer);
  const [first, second] = [await add('DJI_0001.MP4'), await add('DJI_0002.MP4')];
  const report = '<p>report</p>';
  await writeFile(join(record, 'report.html'), report);
  const report_sha256 = createHash('sha256').update(report).digest('hex');
  const detail = { manifest_sha256: sealed.manifestSha256, report_sha256, addenda: 2 };
  const exported: LogLeaf = { v: 1, kind: 'record_exported', at_utc_ms: LATER, body: { by: 'C. Custodian', detail } };
  const leaves = [
    recordSealedLeaf(FLIGHT, sealed.manifestSha256, BEGAN),
    addendumSealedLeaf(FLIGHT, first.manifestSha256, sealed.manifestSha256, LATER),
    addendumSealedLeaf(FLIGHT, second.manifestSha256, sealed.manifestSha256, LATER),
    exported,
  ];
  await prove(leaves, [record, first.folder, second.folder]);
  await writeFile(join(record, 'evidence/export.json'), `${canonicalJson(exported)}\n`);
});
afterAll(() => rm(root, { recursive: true }));

async function tampered(change: (folder: string) => Promise<unknown>) {
  const folder = await mkdtemp(join(root, 'copy-'));
  await cp(record, folder, { recursive: true });
  await change(folder);
  const report = await verifyRecord({
    files: folderFiles(folder),
    digests: nodeDigests,
    trustedKeys: [trusted],
    checkpoints: [],
  });
  const bad = report.findings.filter(({ level }) => level === 'altered' || level === 'missing');
  return {
    verdict: report.verdict,
    bad: bad.map(({ text }) => text),
    codes: report.findings.map(({ code }) => code),
    report,
  };
}
const inside = (n: number): string => `addenda/00000${n}/video/${CAMERA}/originals/000001.mp4`;
async function flip(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[20_000]! ^= 4;
  await writeFile(path, bytes);
}

describe('originals of the aircraft’s own card', () => {
  test('are proven, before the seal as part of the record, later as addenda that the log holds', async () => {
    const { verdict, bad, codes, report } = await tampered(async () => undefined);
    expect({ verdict, bad }).toEqual({ verdict: 'proven', bad: [] });
    expect(codes.filter((code) => code === 'addendum_sealed')).toHaveLength(2);
    expect(codes).toEqual(expect.arrayContaining(['exported', 'report']));
    const texts = report.findings.map(({ text }) => text);
    expect(texts).toContain(
      'Original EARLY.MP4 from the aircraft’s card: 1 of 1 parts (40000 bytes) are as they were recorded.',
    );
    expect(texts).toContain(
      'Addendum 2: Original DJI_0002.MP4 from the aircraft’s card: 1 of 1 parts (40000 bytes) are as they were recorded.',
    );
    expect(codes.some((code) => code.endsWith('_added') || code === 'not_in_log')).toBe(false);
  });

  test('do not make a record of several: its root is found', async () => {
    const files = (await listFiles(record)).map(({ file }) => `F26-000001/${file}`);
    expect(recordRoot(files)).toBe('F26-000001/');
  });

  test('one bit flipped is found, in the record and in an addendum', async () => {
    const early = await tampered((folder) => flip(join(folder, `video/${CAMERA}/originals/000001.mp4`)));
    expect(early.bad).toEqual(['original EARLY.MP4 from the aircraft’s card was altered.']);
    const late = await tampered((folder) => flip(join(folder, inside(1))));
    expect(late).toMatchObject({
      verdict: 'altered',
      bad: ['Addendum 1: original DJI_0001.MP4 from the aircraft’s card was altered.'],
    });
  });

  test('a file that was removed or cut short is found', async () => {
    const removed = await tampered((folder) => rm(join(folder, inside(2))));
    expect(removed.bad).toEqual(['Addendum 2: original DJI_0002.MP4 from the aircraft’s card was removed.']);
    const short = await tampered((folder) => truncate(join(folder, inside(2)), 39_999));
    expect(short.verdict).toBe('altered');
  });

  test('an addendum that was removed is found: by the next one, and the last by the statement of the export', async () => {
    const first = await tampered((folder) => rm(join(folder, 'addenda/000001'), { recursive: true }));
    expect(first.bad).toContain('Addendum 1 was removed.');
    const last = await tampered((folder) => rm(join(folder, 'addenda/000002'), { recursive: true }));
    expect(last.bad).toEqual(['The package was given out with 2 addenda, of which 1 are there.']);
  });

  test('an addendum without its manifest, of another record, or of a stranger is found', async () => {
    const bare = await tampered((folder) => rm(join(folder, 'addenda/000002/manifest.json')));
    expect(bare.bad[0]).toMatch(/^Addendum 2 has no manifest/);
    const stranger = newSigner();
    const foreign = await tampered(async (folder) => {
      await rm(join(folder, 'addenda/000002'), { recursive: true });
      const parent = { manifest_sha256: 'ab'.repeat(32), root: 'ab'.repeat(32) };
      const facts = { agency_id: AGENCY, agency_name: 'Demo', flight_id: FLIGHT, flight_number: 'F26-000001' };
      const made = {
        camera_id: CAMERA,
        path: await original('X.MP4'),
        name: 'X.MP4',
        imported_by: 'x',
        at_utc_ms: LATER,
      };
      const seals = { ...facts, began_at_utc_ms: BEGAN, ended_at_utc_ms: null, software: {} };
      await sealAddendum(folder, join(root, 'work2'), { parent, original: made, seal: seals }, stranger);
      const own = { ...parent, manifest_sha256: sealed.manifestSha256 };
      await sealAddendum(folder, join(root, 'work2'), { parent: own, original: made, seal: seals }, stranger);
    });
    expect(foreign.bad).toContain('Addendum 2 belongs to another record: its manifest names another parent.');
    expect(
      foreign.bad.some((text) =>
        /^Addendum 3: The manifest is signed with key .* which is not the key given/.test(text),
      ),
    ).toBe(true);
  });

  test('leave nothing behind where they fail', async () => {
    const before = await listFiles(record);
    const parent = { manifest_sha256: sealed.manifestSha256, root: sealed.sealed.manifest.root };
    const facts = { agency_id: AGENCY, agency_name: 'Demo', flight_id: FLIGHT, flight_number: 'F26-000001' };
    const lost = { camera_id: CAMERA, path: join(root, 'absent'), name: 'X.MP4', imported_by: 'x', at_utc_ms: LATER };
    const seals = { ...facts, began_at_utc_ms: BEGAN, ended_at_utc_ms: null, software: {} };
    await expect(
      sealAddendum(record, join(root, 'work3'), { parent, original: lost, seal: seals }, signer),
    ).rejects.toThrow(/ENOENT/);
    expect(await listFiles(record)).toEqual(before);
    expect(await readdir(join(record, 'addenda'))).toEqual(['000001', '000002']);
  });
});

describe('a package that was given out', () => {
  test('with a report that was changed is found', async () => {
    const { bad } = await tampered((folder) => writeFile(join(folder, 'report.html'), '<p>retort</p>'));
    expect(bad).toEqual(['report.html was altered after the record was given out.']);
  });

  test('with an export that the log does not know is found', async () => {
    const { bad } = await tampered(async (folder) => {
      const file = join(folder, 'evidence/export.json');
      await writeFile(file, (await readFile(file, 'utf8')).replace('C. Custodian', 'D. Nobody'));
    });
    expect(bad[0]).toMatch(/has no such export of this record/);
  });
});
