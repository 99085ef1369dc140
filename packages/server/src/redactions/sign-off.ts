import { randomUUID } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redaction } from '@outrider/schema';
import { planOrigins } from '@outrider/core/redaction';
import { MANIFEST_FILE, parseManifest, recordSealedLeaf } from '@outrider/core/evidence';
import { syncFolder } from '@outrider/record/chain';
import { recordPath } from '@outrider/record/folder';
import {
  redactionFolder,
  releaseDraftFolder,
  releaseFolder,
  renderedFile,
  sealRelease,
} from '@outrider/record/release';
import type { ReleaseFacts } from '@outrider/record/release';
import { writeEvidence } from '@outrider/record/seal';
import type { Signer } from '@outrider/record/seal';
import { recordCustody } from '../evidence/custody/events.js';
import { sealedRow } from '../evidence/export.js';
import { currentSigner, publicKeys } from '../evidence/keys/store.js';
import { appendLeaf } from '../evidence/log/store.js';
import { softwareVersions } from '../evidence/software.js';
import { findRecord } from '../evidence/store.js';
import type { FlightServices } from '../flights/services.js';
import { findFlight } from '../flights/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Call, Principal } from '../platform/index.js';
import { sourceOf } from './source.js';
import { changeRedaction, editorsOf, findRedaction, planOf, shownRedaction } from './store.js';
import type { RedactionRow } from './store.js';

type Services = Pick<FlightServices, 'recordsDir' | 'vault' | 'redactions'>;
type Review = Pick<Call<'reviewRedaction'>, 'principal' | 'read' | 'change' | 'note'>;

/** Throws redaction_state where nothing waits for a review, reviewer_is_editor where the caller drew it. */
export async function requireReviewable(
  tx: AgencyTransaction,
  row: RedactionRow,
  { kind, id }: Principal,
): Promise<void> {
  if (row.state !== 'rendered' || row.rendered_version !== row.plan_version)
    throw refuse('redaction_state', 'Only what was rendered of the newest plan can be reviewed.', 'id');
  if (kind !== 'user') throw refuse('forbidden', 'A redaction is reviewed by a person, not by an API key.');
  const editors = await editorsOf(tx, row.id);
  if (editors.some((editor) => editor.id === id))
    throw refuse('reviewer_is_editor', 'You saved a plan of this redaction, so somebody else has to review it.');
}

/**
 * Signs off: the release is made and sealed in a folder of this attempt, and gets its place under the lock of the row, whose change is
 * committed together with the leaf of the log and the event. Of two attempts at once one is refused and touches nothing of the other's.
 * Throws record_not_sealed while its parent is not,
 * proposals_open while nobody has decided on some of what a detector proposed.
 */
export async function signOff(services: Services, id: string, note: string, call: Review): Promise<Redaction> {
  const { principal, read } = call;
  const { row, facts, signer } = await read((tx) => gather(tx, services, id, note, principal));
  const folder = redactionFolder(services.redactions.dataDir, principal.agencyId, id);
  const manifest = join(recordPath(services.recordsDir, principal.agencyId, row.flight_id), MANIFEST_FILE);
  const root = parseManifest(await readFile(manifest))?.manifest.root ?? null;
  const parent = { ...facts.parent!, root: root ?? '' };
  if (root === null)
    throw refuse('record_not_sealed', 'The manifest of the record cannot be read; verify the record.', 'id');
  const draft = releaseDraftFolder(folder, randomUUID());
  try {
    const video = renderedFile(folder, facts.plan_version);
    const { manifestSha256 } = await sealRelease(draft, video, { ...facts, parent }, signer);
    return await release(services, { folder, draft, manifestSha256, facts, signer }, id, call);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

interface SealedDraft {
  folder: string;
  draft: string;
  manifestSha256: string;
  facts: ReleaseFacts;
  signer: Signer;
}

/** Puts what was sealed in the place of the release, with all that says so. */
async function release(
  { vault }: Services,
  { folder, draft, manifestSha256, facts, signer }: SealedDraft,
  id: string,
  call: Review,
): Promise<Redaction> {
  const { principal, change } = call;
  const place = releaseFolder(folder);
  const { shown, evidence } = await change(async (tx) => {
    const row = await findRedaction(tx, id, true);
    await requireReviewable(tx, row, principal);
    if (row.plan_version !== facts.plan_version)
      throw refuse('redaction_state', 'It was drawn and rendered anew meanwhile; review what is there now.', 'id');
    call.note(id, { manifest_sha256: manifestSha256, version: facts.plan_version });
    const { inclusion, checkpoint } = await appendLeaf(
      tx,
      recordSealedLeaf(row.flight_id, manifestSha256, facts.signed_off_at_utc_ms),
      signer,
    );
    const { review_note } = facts;
    const reviewed = { reviewed_by: principal.name, review_note, reviewed_at_utc_ms: facts.signed_off_at_utc_ms };
    const released = { release_manifest_sha256: manifestSha256, log_index: inclusion.index };
    await changeRedaction(tx, id, { state: 'signed_off', ...reviewed, ...released });
    const text = `Redaction "${row.title}" was signed off`;
    tx.event({ kind: 'redaction_signed_off', text, actor: principal.name, flight_id: row.flight_id });
    const event = { flight_id: row.flight_id, kind: 'redaction_signed_off', text: `${text}.` } as const;
    const detail = { redaction_id: id, manifest_sha256: manifestSha256 };
    await recordCustody(tx, vault, principal, { ...event, detail });
    const evidence = { inclusion, checkpoint: checkpoint.note, keys: await publicKeys(tx) };
    const shown = await shownRedaction(tx, await findRedaction(tx, id));
    // What lies there is of an attempt that was never committed: the row says so, and is locked.
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
    await syncFolder(folder);
    return { shown, evidence };
  });
  await writeEvidence(place, evidence);
  return shown;
}

async function gather(
  tx: AgencyTransaction,
  { vault }: Services,
  id: string,
  review_note: string,
  principal: Principal,
): Promise<{ row: RedactionRow; facts: ReleaseFacts; signer: Signer }> {
  const row = await findRedaction(tx, id);
  await requireReviewable(tx, row, principal);
  const plan = await planOf(tx, id, row.plan_version);
  const { open } = planOrigins(plan);
  if (open > 0)
    throw refuse('proposals_open', `${open} of its proposals ${open === 1 ? 'is' : 'are'} not decided on.`, 'id');
  const flight = found(await findFlight(tx, row.flight_id), 'flight');
  const sealed = sealedRow(await findRecord(tx, flight.id), flight);
  const facts: ReleaseFacts = {
    redaction_id: id,
    title: row.title,
    source: await sourceOf(tx, row),
    parent: { manifest_sha256: sealed.manifest_sha256 ?? '', root: '' },
    plan,
    plan_version: row.plan_version,
    rendered: row.rendered!,
    edited_by: (await editorsOf(tx, id)).map(({ name }) => name),
    signed_off_by: principal.name,
    review_note,
    signed_off_at_utc_ms: tx.nowUtcMs,
    seal: {
      began_at_utc_ms: flight.requested_at_utc_ms,
      ended_at_utc_ms: flight.landed_at_utc_ms ?? flight.ended_at_utc_ms,
      software: softwareVersions(),
    },
  };
  return { row, facts, signer: await currentSigner(tx, vault) };
}
