import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChainPayload, RedactionPlan, RedactionSource, RenderedVideo } from '@outrider/schema';
import { canonicalJson } from '@outrider/core/evidence';
import { planOrigins } from '@outrider/core/redaction';
import type { NewChainEntry } from '@outrider/core/evidence';
import { ChainWriter, PayloadHash } from '../chain/index.js';
import { createRecord } from '../folder/index.js';
import { sealRecord, writeLasting } from '../seal/index.js';
import type { Seal, SealFacts, Signer } from '../seal/index.js';
import { RELEASED_PLAN, RELEASED_VIDEO } from './layout.js';

/** A rendering that a reviewer has signed off. */
export interface ReleaseFacts {
  redaction_id: string;
  title: string;
  source: RedactionSource;
  /** Manifest of the record that it was made from, and the root over that record's entries; null where it is not sealed. */
  parent: { manifest_sha256: string; root: string } | null;
  plan: RedactionPlan;
  plan_version: number;
  rendered: RenderedVideo;
  edited_by: readonly string[];
  signed_off_by: string;
  review_note: string;
  signed_off_at_utc_ms: number;
  seal: Pick<SealFacts, 'began_at_utc_ms' | 'ended_at_utc_ms' | 'software'>;
}

export interface Release extends Seal {
  folder: string;
}

/**
 * Makes the folder that is released: the redacted video, what was hidden, a chain that says where both come from and who made and
 * signed them, and a manifest signed by the agency that names its parent. The original is not touched. The labels of the plan's regions
 * stay in the house: they name what is hidden. The hash of the plan with them is in the chain. A folder that a crash left half made is
 * made anew. Throws when the rendered file is not the one that was reviewed.
 */
export async function sealRelease(
  folder: string,
  video: string,
  facts: ReleaseFacts,
  signer: Signer,
): Promise<Release> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { source, signed_off_at_utc_ms: at } = facts;
  const { agency_id, agency_name, flight_id, flight_number } = source;
  await createRecordAt(folder, { agency_id, flight_id, created_at_utc_ms: at });
  await copyFile(video, join(folder, RELEASED_VIDEO));
  await fsyncFile(join(folder, RELEASED_VIDEO));
  await requireReviewed(join(folder, RELEASED_VIDEO), facts.rendered.sha256);
  await writeLasting(join(folder, RELEASED_PLAN), Buffer.from(canonicalJson(withoutLabels(facts.plan))));
  const chain = await ChainWriter.open(folder);
  try {
    for (const entry of await entriesOf(folder, facts)) await chain.append(entry);
  } finally {
    await chain.close();
  }
  const identity = { agency_id, agency_name, flight_id, flight_number, sealed_at_utc_ms: at };
  const parent_manifest_sha256 = facts.parent?.manifest_sha256 ?? null;
  const sealFacts = { ...facts.seal, ...identity, incomplete_reason: null, parent_manifest_sha256 };
  return { folder, ...(await sealRecord(folder, sealFacts, signer)) };
}

const withoutLabels = (plan: RedactionPlan): RedactionPlan => ({
  ...plan,
  regions: plan.regions.map((region) => ({ ...region, label: '' })),
});

async function entriesOf(folder: string, facts: ReleaseFacts): Promise<NewChainEntry[]> {
  const { source, rendered, signed_off_at_utc_ms: at_utc_ms } = facts;
  const { sha256, segments, plan_sha256, ...made } = rendered;
  const entry = (kind: string, body: Record<string, unknown>, payload: ChainPayload | null = null): NewChainEntry => ({
    at_utc_ms,
    kind,
    body,
    payload,
  });
  const { camera_id, from_utc_ms, to_utc_ms } = source;
  return [
    entry('redaction_parent', {
      ...facts.parent,
      flight_id: source.flight_id,
      camera_id,
      from_utc_ms,
      to_utc_ms,
      segments,
    }),
    entry(
      'redaction_plan',
      {
        redaction_id: facts.redaction_id,
        version: facts.plan_version,
        plan_sha256,
        edited_by: [...facts.edited_by],
        origins: { ...planOrigins(facts.plan) },
      },
      await hashed(folder, RELEASED_PLAN),
    ),
    entry('redaction_video', { title: facts.title, sha256, ...made }, await hashed(folder, RELEASED_VIDEO)),
    entry('redaction_signed_off', { by: facts.signed_off_by, note: facts.review_note, assisted: true }),
  ];
}

async function requireReviewed(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  if (hash.digest('hex') !== sha256) throw new TypeError('The rendered video was changed after it was rendered.');
}

async function hashed(folder: string, file: string): Promise<ChainPayload> {
  const hash = new PayloadHash();
  for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Uint8Array);
  return hash.payload(file);
}

/** The header of a record in a folder that has a name of its own. */
async function createRecordAt(folder: string, header: Parameters<typeof createRecord>[1]): Promise<void> {
  const staging = `${folder}.header`;
  const made = await createRecord(staging, header);
  await copyFile(join(made, 'record.json'), join(folder, 'record.json'));
  await rm(staging, { recursive: true, force: true });
}

async function fsyncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
