import { cp, mkdtemp, readFile, readdir, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseVerifierKey, successionOf, verifyRecord } from '@outrider/core/evidence';
import type { NoteKey } from '@outrider/core/evidence';
import type { VerificationReport } from '@outrider/schema';
import { ChainWriter, PayloadHash, nodeDigests } from '../chain/index.js';
import { folderFiles } from '../files/index.js';
import { BEGAN, FLIGHT, checkpointOf, log, logWith, makeRecord, newSigner, seal } from '../testing/index.js';
import { deletePayloads } from './index.js';
import type { Seal, Signer } from './index.js';

let root: string;
let original: string;
let sealed: Seal;
let leaves: Uint8Array[];
const signer = newSigner();
const trusted = parseVerifierKey(signer.verifierKey, nodeDigests.sha256)!;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outrider-verify-'));
  original = await makeRecord(root);
  sealed = await seal(original, signer);
  leaves = await log(original, sealed, signer);
});
afterAll(() => rm(root, { recursive: true }));

async function copy(): Promise<string> {
  const folder = await mkdtemp(join(root, 'copy-'));
  await cp(original, folder, { recursive: true });
  return folder;
}
interface Given {
  keys?: NoteKey[];
  checkpoints?: { name: string; note: string }[];
}
const verify = (folder: string, { keys = [trusted], checkpoints = [] }: Given = {}): Promise<VerificationReport> =>
  verifyRecord({ files: folderFiles(folder), digests: nodeDigests, trustedKeys: keys, checkpoints });
const bad = (report: VerificationReport): string[] =>
  report.findings.filter(({ level }) => level === 'altered' || level === 'missing').map(({ text }) => text);
const codes = (report: VerificationReport): string[] => report.findings.map(({ code }) => code);
const video = (n: number): string => `video/cam1/00000${n}.mp4`;
async function edit(path: string, change: (bytes: Buffer) => Buffer): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}
function flip(bytes: Buffer, bit: number): Buffer {
  const copied = Buffer.from(bytes);
  copied[bit >> 3]! ^= 1 << (bit & 7);
  return copied;
}

describe('a record that nobody touched', () => {
  test('is proven, and it is said that no outsider holds a checkpoint', async () => {
    const report = await verify(original);
    expect(report).toMatchObject({
      verdict: 'proven',
      entries: 11,
      chains: 2,
      key_trusted: true,
      payload_bytes: 103_500,
    });
    expect(bad(report)).toEqual([]);
    expect(codes(report)).toEqual(['sealed', 'entries', 'payloads', 'payloads', 'in_log', 'no_outside_checkpoint']);
    expect(report.findings[3]!.text).toBe('Video wide: 5 of 5 parts (100000 bytes) are as they were recorded.');
  });

  test('without a key from outside the record’s own key is told', async () => {
    const report = await verify(original, { keys: [] });
    expect(report).toMatchObject({ verdict: 'unconfirmed', key_trusted: false });
    expect(codes(report)).toContain('key_unconfirmed');
  });

  test('is proven by an outside checkpoint, and an older one is told to prove nothing of it', async () => {
    const later = await verify(original, {
      checkpoints: [{ name: 'court.txt', note: checkpointOf(leaves, signer, 6) }],
    });
    expect(codes(later).slice(-2)).toEqual(['in_log', 'outside_checkpoint']);
    const earlier = await verify(original, {
      checkpoints: [{ name: 'old.txt', note: checkpointOf(leaves, signer, 2) }],
    });
    expect(codes(earlier)).toContain('checkpoint_older');
    expect(earlier.verdict).toBe('unconfirmed');
  });
});

test('a camera’s chain that was altered before the seal is sealed as it was found, and it is said', async () => {
  const folder = await makeRecord(await mkdtemp(join(root, 'damaged-')));
  const chain = join(folder, 'video/cam1/chain.jsonl');
  await edit(chain, (bytes) => flip(bytes, 8 * 700));
  await expect(seal(folder, signer)).rejects.toThrow(/Line/);
  await seal(folder, signer, 'It was altered.', new Set(['video/cam1/chain.jsonl']));
  const report = await verify(folder);
  expect(report).toMatchObject({ verdict: 'proven', chains: 1, incomplete_reason: 'It was altered.' });
  expect(codes(report)).toContain('chain_damaged');
  expect(codes(report)).not.toContain('chain_added');
  await edit(chain, (bytes) => flip(bytes, 8 * 900));
  expect(bad(await verify(folder))).toEqual(['video/cam1/chain.jsonl was altered.']);
  await edit(chain, (bytes) => flip(bytes, 8 * 900));
  await edit(join(folder, video(2)), (bytes) => flip(bytes, 80));
  expect(bad(await verify(folder))).toEqual([`${video(2)} was altered.`]);
});

describe('tampering', () => {
  test('any bit of the manifest', async () => {
    const folder = await copy();
    const path = join(folder, 'manifest.json');
    const whole = await readFile(path);
    for (let bit = 0; bit < whole.length * 8; bit += 97) {
      await writeFile(path, flip(whole, bit));
      const report = await verify(folder, { keys: [] });
      expect(report.verdict, `bit ${bit}`).toBe('altered');
    }
  });

  test('one bit of a segment, named with its seconds', async () => {
    const folder = await copy();
    await edit(join(folder, video(3)), (bytes) => flip(bytes, 80_001));
    const report = await verify(folder);
    expect(bad(report)).toEqual(['video wide, segment 3 (00:20.0–00:30.0) was altered.']);
    expect(report.findings.find(({ code }) => code === 'payload_altered')).toMatchObject({
      file: video(3),
      from_s: 20,
      to_s: 30,
    });
  });

  test('a segment removed', async () => {
    const folder = await copy();
    await rm(join(folder, video(2)));
    expect(bad(await verify(folder))).toEqual(['video wide, segment 2 (00:10.0–00:20.0) was removed.']);
  });

  test('two segments swapped', async () => {
    const folder = await copy();
    await rename(join(folder, video(2)), join(folder, 'x'));
    await rename(join(folder, video(4)), join(folder, video(2)));
    await rename(join(folder, 'x'), join(folder, video(4)));
    expect(bad(await verify(folder))).toEqual([
      'video wide, segment 2 (00:10.0–00:20.0) and video wide, segment 4 (00:30.0–00:40.0) were swapped.',
    ]);
  });

  test('a segment copied over another', async () => {
    const folder = await copy();
    await cp(join(folder, video(1)), join(folder, video(5)));
    expect(bad(await verify(folder))).toEqual(['video wide, segment 5 (00:40.0–00:50.0) was altered.']);
  });

  test('a segment cut short, and frames cut short', async () => {
    const folder = await copy();
    await truncate(join(folder, video(1)), 19_999);
    await truncate(join(folder, 'raw.tlog'), 3_200);
    expect(bad(await verify(folder))).toEqual([
      'raw frames of the link, part 2 was cut short: 200 of 500 bytes are there.',
      'video wide, segment 1 (00:00.0–00:10.0) was altered.',
    ]);
  });

  test('bytes put behind the last ones', async () => {
    const folder = await copy();
    await edit(join(folder, 'raw.tlog'), (bytes) => Buffer.concat([bytes, Buffer.from('x')]));
    expect(bad(await verify(folder))).toEqual(['raw.tlog has 1 bytes more than when it was sealed.']);
  });

  test('an entry edited', async () => {
    const folder = await copy();
    await edit(join(folder, 'chain.jsonl'), (bytes) => Buffer.from(bytes.toString().replace('R. Diaz', 'R. Roe')));
    expect(bad(await verify(folder))).toEqual(['chain.jsonl: Entry 1 was altered: entry 2 names another hash for it.']);
  });

  test('the last entry edited, which no other names', async () => {
    const folder = await copy();
    await edit(join(folder, 'chain.jsonl'), (bytes) => Buffer.from(bytes.toString().replace('landed', 'lost')));
    expect(bad(await verify(folder))).toEqual([expect.stringMatching(/Entry 4 was altered, or the whole chain/)]);
  });

  test('entries removed, swapped, cut off', async () => {
    const lines = (await readFile(join(original, 'chain.jsonl'), 'utf8')).split('\n');
    const attacks: [string[], RegExp][] = [
      [lines.toSpliced(1, 1), /Entries 2 to 2 were removed/],
      [lines.with(1, lines[2]!).with(2, lines[1]!), /were swapped/],
      [lines.toSpliced(2, 2), /cut short: entries 3 to 4 are missing/],
      [lines.slice(0, 3).concat(lines[3]!.slice(0, 50)), /Entry 4 was cut off/],
    ];
    for (const [attacked, finding] of attacks) {
      const folder = await copy();
      await writeFile(join(folder, 'chain.jsonl'), attacked.join('\n'));
      const report = await verify(folder);
      expect(report.verdict).toBe('altered');
      expect(bad(report).join('\n')).toMatch(finding);
    }
  });

  test('a chain written anew as a whole, hashes and all', async () => {
    const folder = await copy();
    await rm(join(folder, 'chain.jsonl'));
    const forged = await ChainWriter.open(folder);
    for (let n = 0; n < 4; n++) await forged.append({ at_utc_ms: BEGAN + n, kind: 'flight', body: {}, payload: null });
    await forged.close();
    expect(bad(await verify(folder)).join()).toMatch(/the whole chain was written anew/);
  });

  test('a chain removed with everything it vouched for', async () => {
    const folder = await copy();
    await rm(join(folder, 'video'), { recursive: true });
    expect(bad(await verify(folder))).toEqual(['video/cam1/chain.jsonl was removed; it had 7 entries.']);
  });

  test('the header, and a file of nobody’s', async () => {
    const folder = await copy();
    await edit(join(folder, 'record.json'), (bytes) =>
      Buffer.from(bytes.toString().replace(FLIGHT, FLIGHT.replace('1', '9'))),
    );
    await writeFile(join(folder, 'note.txt'), 'hello');
    const report = await verify(folder);
    expect(bad(report)).toEqual(['record.json was altered.']);
    expect(codes(report)).toContain('file_added');
  });

  test('the manifest removed, and the record sealed again by somebody else', async () => {
    const folder = await copy();
    await rm(join(folder, 'manifest.json'));
    expect(bad(await verify(folder))).toEqual([expect.stringMatching(/manifest was removed/)]);
    await seal(folder, newSigner());
    expect(bad(await verify(folder)).join('\n')).toMatch(/signed with key \w{8}, which is not the key given/);
  });

  test('the record sealed again by the agency itself: its log holds the first seal', async () => {
    const folder = await copy();
    await edit(join(folder, video(1)), (bytes) => flip(bytes, 7));
    await rm(join(folder, 'video/cam1/chain.jsonl'));
    await seal(folder, signer);
    expect(bad(await verify(folder))).toEqual([expect.stringMatching(/log does not hold this manifest/)]);
  });

  test('the whole log written anew: forked from what an outsider holds', async () => {
    const folder = await copy();
    const outside = { name: 'court.txt', note: checkpointOf(leaves, signer) };
    const forked = logWith(sealed, true).leaves;
    const fork = { name: 'other.txt', note: checkpointOf(forked, signer) };
    expect(bad(await verify(folder, { checkpoints: [outside] }))).toEqual([]);
    expect(bad(await verify(folder, { checkpoints: [outside, fork] }))).toEqual([
      'The agency’s log was forked: checkpoint court.txt and checkpoint other.txt disagree about its first 7 entries.',
      'The agency’s log was forked: checkpoint other.txt and checkpoint evidence/checkpoint.txt disagree about its first 7 entries.',
    ]);
    const short = { name: 'short.txt', note: checkpointOf(forked, signer, 2) };
    expect(bad(await verify(folder, { checkpoints: [short] }))).toHaveLength(1);
  });

  test('a checkpoint of somebody else is no proof', async () => {
    const foreign = { name: 'foreign.txt', note: checkpointOf(leaves, newSigner()) };
    const report = await verify(original, { checkpoints: [foreign] });
    expect(codes(report)).toContain('checkpoint_foreign');
    expect(codes(report)).not.toContain('outside_checkpoint');
  });

  test('the wrong key', async () => {
    const other = parseVerifierKey(newSigner().verifierKey, nodeDigests.sha256)!;
    const report = await verify(original, { keys: [other] });
    expect(report).toMatchObject({ verdict: 'altered', key_trusted: false });
    expect(codes(report)).toContain('wrong_key');
  });
});

describe('what is not whole from the start', () => {
  test('a crash in mid-air: unsealed, with a torn line', async () => {
    const folder = await makeRecord(await mkdtemp(join(root, 'crash-')));
    await edit(join(folder, 'chain.jsonl'), (bytes) => bytes.subarray(0, -30));
    const report = await verify(folder);
    expect(report.verdict).toBe('unsealed');
    expect(codes(report)).toEqual(expect.arrayContaining(['unsealed', 'torn_line', 'payloads']));
    expect(bad(report)).toEqual([]);
  });

  test('an unsealed record with an altered segment', async () => {
    const folder = await makeRecord(await mkdtemp(join(root, 'crash-')));
    await edit(join(folder, video(2)), (bytes) => flip(bytes, 9));
    expect((await verify(folder)).verdict).toBe('altered');
  });

  test('sealed as incomplete, with a segment that no entry knows', async () => {
    const folder = await makeRecord(await mkdtemp(join(root, 'lost-')));
    await writeFile(join(folder, video(6)), 'half a segment');
    await seal(folder, signer, 'The aircraft was given up as lost.');
    const report = await verify(folder);
    expect(report).toMatchObject({ verdict: 'proven', incomplete_reason: 'The aircraft was given up as lost.' });
    await edit(join(folder, video(6)), (bytes) => flip(bytes, 9));
    expect(bad(await verify(folder))).toEqual([`${video(6)} was altered.`]);
  });

  test('deleted by retention: proven, with the hole stated', async () => {
    const folder = await copy();
    const deletion = {
      flight_id: FLIGHT,
      files: [video(2)],
      deleted_at_utc_ms: BEGAN + 1e9,
      reason: 'Retention of 90 days.',
    };
    await deletePayloads(folder, deletion, signer);
    expect(await readdir(join(folder, 'video/cam1'))).not.toContain('000002.mp4');
    const report = await verify(folder);
    expect(report.verdict).toBe('proven');
    expect(report.findings.find(({ code }) => code === 'payload_deleted')).toMatchObject({
      text: expect.stringMatching(
        /^Hole: video wide, segment 2 \(00:10.0–00:20.0\) was deleted by the agency on .*Retention of 90 days/,
      ) as string,
      from_s: 10,
      to_s: 20,
    });
    await rm(join(folder, video(3)));
    expect(bad(await verify(folder))).toEqual(['video wide, segment 3 (00:20.0–00:30.0) was removed.']);
  });

  test('a statement of deletion that somebody else signed', async () => {
    const folder = await copy();
    const deletion = { flight_id: FLIGHT, files: [video(2)], deleted_at_utc_ms: BEGAN, reason: 'x' };
    await deletePayloads(folder, deletion, newSigner());
    expect(bad(await verify(folder))).toHaveLength(2);
  });

  test('a folder that is no record', async () => {
    const folder = await mkdtemp(join(root, 'none-'));
    await writeFile(join(folder, 'a.txt'), 'a');
    expect((await verify(folder)).verdict).toBe('unreadable');
  });

  test('a record of the first version of the format, without a chain', async () => {
    const folder = await mkdtemp(join(root, 'first-'));
    await writeFile(join(folder, 'record.json'), JSON.stringify({ format_version: 1, flight_id: FLIGHT }));
    const report = await verify(folder);
    expect(report.verdict).toBe('unsealed');
    expect(codes(report)).toContain('no_chain');
  });
});

describe('keys', () => {
  const next = newSigner();
  const history = (by: Signer) => {
    const message = successionOf(signer.verifierKey, next.verifierKey, 5);
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const succession = {
      previous_key_id: signer.key.keyId,
      signature_of_previous_base64: base64(by.signBytes(message)),
      signature_of_this_base64: base64(next.signBytes(message)),
    };
    const first = {
      key_id: signer.key.keyId,
      verifier_key: signer.verifierKey,
      from_utc_ms: 0,
      until_utc_ms: 5,
      succession: null,
    };
    const second = {
      key_id: next.key.keyId,
      verifier_key: next.verifierKey,
      from_utc_ms: 5,
      until_utc_ms: null,
      succession,
    };
    return JSON.stringify([first, second]);
  };

  test('who holds the newer or the older key trusts the other when both signed the change', async () => {
    const folder = await copy();
    await log(folder, sealed, next);
    await writeFile(join(folder, 'evidence/keys.json'), history(signer));
    expect((await verify(folder, { keys: [next.key] })).verdict).toBe('proven');
    await writeFile(join(folder, 'evidence/keys.json'), history(newSigner()));
    expect((await verify(folder, { keys: [next.key] })).verdict).toBe('altered');
  });
});

test('parts of a payload stay where they are when its file is hashed in pieces', () => {
  const hash = new PayloadHash('11'.repeat(16));
  expect(hash.update(Buffer.from('ab')).payload('f', 7)).toMatchObject({ offset: 7, bytes: 2 });
});
