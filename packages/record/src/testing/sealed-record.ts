import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeCheckpoint,
  inclusionProof,
  leafHash,
  logLeafHash,
  logOrigin,
  merkleRoot,
  recordSealedLeaf,
  toHex,
} from '@outrider/core/evidence';
import type { RecordEvidence, Seal, Signer } from '../seal/index.js';
import { ChainWriter, PayloadHash, nodeDigests } from '../chain/index.js';
import { appendStream, createRecord } from '../folder/index.js';
import { newPrivateKey, sealRecord, signNote, signerOfKey, writeEvidence } from '../seal/index.js';

export const AGENCY = '01938d2a-0000-7000-8000-000000000002';
export const FLIGHT = '01938d2a-0000-7000-8000-000000000001';
export const BEGAN = Date.UTC(2026, 10, 28, 10);
const SEGMENT_MS = 10_000;

export const newSigner = (): Signer => signerOfKey(logOrigin(AGENCY), newPrivateKey());

/** A record as a flight leaves it: two pieces of frames in the main chain, and a camera with `segments` segments of 10 s. */
export async function makeRecord(root: string, segments = 5, segmentBytes = 20_000): Promise<string> {
  const folder = await createRecord(root, { agency_id: AGENCY, flight_id: FLIGHT, created_at_utc_ms: BEGAN });
  const main = await ChainWriter.open(folder);
  await main.append({ at_utc_ms: BEGAN, kind: 'flight_requested', body: { by: 'R. Diaz' }, payload: null });
  let offset = 0;
  for (const bytes of [randomBytes(3_000), randomBytes(500)]) {
    await appendStream(folder, 'tlog', offset, bytes);
    const payload = new PayloadHash().update(bytes).payload('raw.tlog', offset);
    await main.append({ at_utc_ms: BEGAN + 1000, kind: 'journal', body: { stream: 'tlog' }, payload });
    offset += bytes.byteLength;
  }
  await main.append({ at_utc_ms: BEGAN + 60_000, kind: 'flight', body: { state: 'landed' }, payload: null });
  await main.close();
  await makeVideo(folder, segments, segmentBytes);
  return folder;
}

async function makeVideo(folder: string, segments: number, segmentBytes: number): Promise<void> {
  await mkdir(join(folder, 'video/cam1'), { recursive: true });
  const chain = await ChainWriter.open(join(folder, 'video/cam1'));
  await chain.append({ at_utc_ms: BEGAN, kind: 'video_opened', body: { camera_name: 'wide' }, payload: null });
  for (let n = 0; n < segments; n++) {
    const bytes = randomBytes(segmentBytes);
    const file = `video/cam1/${String(n + 1).padStart(6, '0')}.mp4`;
    await writeFile(join(folder, file), bytes);
    const [start_utc_ms, end_utc_ms] = [BEGAN + n * SEGMENT_MS, BEGAN + (n + 1) * SEGMENT_MS];
    const payload = new PayloadHash().update(bytes).payload(file);
    await chain.append({ at_utc_ms: end_utc_ms, kind: 'video_segment', body: { start_utc_ms, end_utc_ms }, payload });
  }
  await chain.append({ at_utc_ms: BEGAN + 60_000, kind: 'video_closed', body: {}, payload: null });
  await chain.close();
}

export const seal = (
  folder: string,
  signer: Signer,
  incomplete_reason: string | null = null,
  damaged: ReadonlySet<string> = new Set(),
): Promise<Seal> =>
  sealRecord(
    folder,
    {
      agency_id: AGENCY,
      agency_name: 'Demo Agency',
      flight_id: FLIGHT,
      flight_number: 'F26-000001',
      began_at_utc_ms: BEGAN,
      ended_at_utc_ms: BEGAN + 60_000,
      sealed_at_utc_ms: BEGAN + 70_000,
      incomplete_reason,
      software: { outrider: '0.1.0' },
      parent_manifest_sha256: null,
    },
    signer,
    damaged,
  );

const { sha256 } = nodeDigests;

/** A log in which the record is leaf 3 of 7, or with `forked` one that says something else before it. */
export function logWith({ manifestSha256 }: Seal, forked = false) {
  const leaf = recordSealedLeaf(FLIGHT, manifestSha256, BEGAN + 70_000);
  const others = Array.from({ length: 6 }, (_, n) => leafHash(Uint8Array.of(n, forked && n === 1 ? 1 : 0), sha256));
  return { leaf, leaves: others.toSpliced(3, 0, logLeafHash(leaf, sha256)) };
}

export function checkpointOf(leaves: readonly Uint8Array[], signer: Signer, size = leaves.length): string {
  const root = merkleRoot(leaves, sha256, 0, size);
  return signNote(signer, encodeCheckpoint({ origin: logOrigin(AGENCY), size, root }));
}

/** Puts proof, checkpoint and keys beside the sealed record, as the server does. */
export async function log(folder: string, sealed: Seal, signer: Signer): Promise<Uint8Array[]> {
  const { leaf, leaves } = logWith(sealed);
  const path = inclusionProof(leaves, 3, sha256).map(toHex);
  const keys: RecordEvidence['keys'] = [
    {
      key_id: signer.key.keyId,
      verifier_key: signer.verifierKey,
      from_utc_ms: 0,
      until_utc_ms: null,
      succession: null,
    },
  ];
  await writeEvidence(folder, {
    inclusion: { v: 1, leaf, index: 3, size: leaves.length, path },
    checkpoint: checkpointOf(leaves, signer),
    keys,
    leaves: Buffer.concat(leaves),
  });
  return leaves;
}
