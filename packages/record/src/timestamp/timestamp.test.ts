import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '@outrider/core/evidence';
import { nodeDigests } from '../chain/index.js';
import { folderFiles } from '../files/index.js';
import { TimeStamper, checkpointOf, log, makeRecord, newSigner, seal, timeStamperLacks } from '../testing/index.js';
import { checkTimestamp, makeTimestampQuery, readTimestampAnswer } from './index.js';

const lacks = timeStamperLacks();
const note = Buffer.from('what is stamped\n');
let authority: TimeStamper;
let other: TimeStamper;
const rootOf = async ({ rootFile }: TimeStamper): Promise<Uint8Array> =>
  new X509Certificate(await readFile(rootFile)).raw;
const stamp = (bytes: Uint8Array): Uint8Array => {
  const query = makeTimestampQuery(nodeDigests.sha256(bytes));
  return readTimestampAnswer(authority.answer(query.der), query);
};

describe.skipIf(lacks !== null)(`a time stamp of an authority (openssl ts) ${lacks ?? ''}`, () => {
  beforeAll(() => {
    authority = new TimeStamper();
    other = new TimeStamper('Somebody else');
  });
  afterAll(() => {
    authority.close();
    other.close();
  });

  it('says when and by whom, and is trusted by who brings the root', async () => {
    const token = stamp(note);
    const said = { ok: true, by: 'Notary, Stamps' };
    const reading = await checkTimestamp(token, note, []);
    expect(reading).toMatchObject({ ...said, chain: 'not_checked' });
    expect(reading.ok && Math.abs(reading.at_utc_ms - Date.now())).toBeLessThan(60_000);
    expect(await checkTimestamp(token, note, [await rootOf(authority)])).toMatchObject({ ...said, chain: 'trusted' });
    expect(await checkTimestamp(token, note, [await rootOf(other)])).toMatchObject({ ...said, chain: 'untrusted' });
  });

  it('proves nothing of other bytes, nor when any of its own are changed', async () => {
    const token = stamp(note);
    expect(await checkTimestamp(token, Buffer.from('something else\n'), [])).toMatchObject({ ok: false });
    const at = token.length - 10;
    expect(await checkTimestamp(token.with(at, token[at]! ^ 1), note, [])).toMatchObject({ ok: false });
    const roots = [await rootOf(authority)];
    for (let step = 0; step < token.length; step += 37) {
      const reading = await checkTimestamp(token.with(step, token[step]! ^ 0x55), note, roots);
      // Bytes that nothing signs, as the place of a certificate in a set, may change; then all else still holds.
      if (reading.ok) expect(reading.by).toBe('Notary, Stamps');
    }
    for (const bytes of [new Uint8Array(0), note, token.subarray(0, 100)])
      expect(await checkTimestamp(bytes, note, [])).toMatchObject({ ok: false });
  });

  it('that answers another request, or is none, is refused', () => {
    const query = makeTimestampQuery(nodeDigests.sha256(note));
    const answer = authority.answer(makeTimestampQuery(nodeDigests.sha256(note)).der);
    expect(() => readTimestampAnswer(answer, query)).toThrow(/another request/);
    expect(() => readTimestampAnswer(note, query)).toThrow(/no time-stamping authority/);
    expect(() => readTimestampAnswer(authority.answer(note), query)).toThrow(/refuses \(status 2\)/);
  });

  it('of a checkpoint is part of what a record proves', async () => {
    const root = await mkdtemp(join(tmpdir(), 'outrider-stamped-'));
    const signer = newSigner();
    const folder = await makeRecord(root);
    const leaves = await log(folder, await seal(folder, signer), signer);
    const put = async (size: number, stampedSize = size): Promise<void> => {
      await writeFile(join(folder, 'evidence/timestamped-checkpoint.txt'), checkpointOf(leaves, signer, size));
      await writeFile(
        join(folder, 'evidence/timestamp.tst'),
        stamp(Buffer.from(checkpointOf(leaves, signer, stampedSize))),
      );
    };
    const verify = async (roots: Uint8Array[], reads = true) => {
      const readTimestamp = (token: Uint8Array, stamped: Uint8Array) => checkTimestamp(token, stamped, roots);
      const given = { digests: nodeDigests, trustedKeys: [signer.key], checkpoints: [] };
      const report = await verifyRecord({ ...given, files: folderFiles(folder), ...(reads ? { readTimestamp } : {}) });
      return { verdict: report.verdict, codes: report.findings.map(({ code }) => code) };
    };
    await put(leaves.length);
    const trusted = await verify([await rootOf(authority)]);
    expect(trusted.verdict).toBe('proven');
    expect(trusted.codes).toContain('timestamped');
    expect(trusted.codes).not.toContain('no_outside_checkpoint');
    expect((await verify([])).codes).toEqual(
      expect.arrayContaining(['timestamped', 'timestamp_authority_not_checked', 'no_outside_checkpoint']),
    );
    expect((await verify([await rootOf(other)])).codes).toContain('timestamp_authority_unknown');
    expect((await verify([], false)).codes).toContain('timestamp_not_checked');
    await put(1);
    expect((await verify([])).codes).toContain('timestamp_older');
    await put(leaves.length, 1);
    expect((await verify([])).codes).toContain('timestamp_wrong');
    await rm(join(folder, 'evidence/timestamp.tst'));
    expect((await verify([])).codes).toContain('timestamp_incomplete');
    await rm(root, { recursive: true });
  });
});
