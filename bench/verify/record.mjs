import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChainWriter, PayloadHash } from '../../packages/record/dist/chain/index.js';
import { createRecord } from '../../packages/record/dist/folder/index.js';
import { newPrivateKey, sealRecord, signerOfKey } from '../../packages/record/dist/seal/index.js';

const SEGMENT_BYTES = 3_125_000;
const AGENCY = '01938d2a-0000-7000-8000-000000000002';
const FLIGHT = '01938d2a-0000-7000-8000-000000000001';

/** A sealed record whose payload is segments of video of ten seconds at 2.5 Mbit/s, written by the writers of the product. */
export async function makeLargeRecord(megabytes) {
  const root = mkdtempSync(join(tmpdir(), 'outrider-bench-verify-'));
  const ids = { agency_id: AGENCY, flight_id: FLIGHT };
  const folder = await createRecord(root, { ...ids, created_at_utc_ms: 0 });
  mkdirSync(join(folder, 'video/cam'), { recursive: true });
  const chain = await ChainWriter.open(join(folder, 'video/cam'));
  const files = [];
  const count = Math.ceil((megabytes * 1e6) / SEGMENT_BYTES);
  for (let n = 1; n <= count; n++) {
    const bytes = randomBytes(SEGMENT_BYTES);
    const file = `video/cam/${String(n).padStart(6, '0')}.mp4`;
    writeFileSync(join(folder, file), bytes);
    const body = { start_utc_ms: n * 10_000, end_utc_ms: (n + 1) * 10_000 };
    const payload = new PayloadHash().update(bytes).payload(file);
    await chain.append({ at_utc_ms: n * 10_000, kind: 'video_segment', body, payload });
    files.push(join(folder, file));
  }
  await chain.close();
  const facts = {
    ...ids,
    agency_name: 'Bench',
    flight_number: 'F1',
    began_at_utc_ms: 0,
    ended_at_utc_ms: 0,
    sealed_at_utc_ms: 0,
    incomplete_reason: null,
    software: {},
    parent_manifest_sha256: null,
  };
  const signer = signerOfKey(`outrider/agency/${AGENCY}`, newPrivateKey());
  await sealRecord(folder, facts, signer);
  const key = join(root, 'agency.key');
  writeFileSync(key, `${signer.verifierKey}\n`);
  return { root, folder, files, key, bytes: count * SEGMENT_BYTES };
}
