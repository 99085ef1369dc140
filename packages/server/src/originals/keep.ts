import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE, addendumSealedLeaf, parseManifest } from '@outrider/core/evidence';
import { sealAddendum } from '@outrider/record/addendum';
import { createRecord, recordPath } from '@outrider/record/folder';
import { writeEvidence } from '@outrider/record/seal';
import { importOriginal } from '@outrider/record/video';
import type { OriginalVideo } from '@outrider/record/video';
import type { Flight } from '@outrider/schema';
import { recordCustody } from '../evidence/custody/events.js';
import { currentSigner, publicKeys } from '../evidence/keys/store.js';
import type { KeyVault } from '../evidence/keys/vault.js';
import { appendLeaf } from '../evidence/log/store.js';
import { softwareVersions } from '../evidence/software.js';
import { openRecord } from '../evidence/store.js';
import { refuse } from '../platform/index.js';
import type { AgencyTransaction, Call, Principal } from '../platform/index.js';

export interface Kept {
  recordsDir: string;
  vault: KeyVault;
  flight: Flight;
  original: OriginalVideo;
  call: Pick<Call<'uploadOriginal'>, 'read' | 'change'> & { principal: Principal };
}

/**
 * Makes a whole file part of the record: of the open record itself, or of an addendum once that is sealed. The caller sees to it that
 * the record is not sealed meanwhile. Throws record_chain_damaged for a record that was altered, evidence_key_locked.
 */
export async function keepOriginal(kept: Kept): Promise<void> {
  const { flight, call } = kept;
  const state = await call.change((tx) => openRecord(tx, flight.id));
  if (state === 'broken')
    throw refuse(
      'record_chain_damaged',
      'The record was altered and takes nothing more; the upload is kept for a day.',
    );
  if (state === 'sealed') await addAddendum(kept);
  else await addToRecord(kept);
}

async function addToRecord({ recordsDir, vault, flight, original, call }: Kept): Promise<void> {
  const { agencyId } = call.principal;
  const of = { agency_id: agencyId, flight_id: flight.id, created_at_utc_ms: flight.requested_at_utc_ms };
  const folder = await createRecord(recordsDir, of);
  const { file, sha256, bytes } = await importOriginal(folder, original);
  await call.change((tx) => tell(tx, vault, call.principal, flight, original, { file, sha256, bytes, addendum: null }));
}

async function addAddendum({ recordsDir, vault, flight, original, call }: Kept): Promise<void> {
  const { principal } = call;
  const record = recordPath(recordsDir, principal.agencyId, flight.id);
  const sealed = parseManifest(await readFile(join(record, MANIFEST_FILE)))?.manifest;
  if (!sealed) throw refuse('record_chain_damaged', 'The manifest of the record cannot be read; verify the record.');
  const { signer, manifest_sha256 } = await call.read(async (tx) => ({
    signer: await currentSigner(tx, vault),
    manifest_sha256: await manifestOf(tx, flight.id),
  }));
  const facts = {
    parent: { manifest_sha256, root: sealed.root },
    original,
    seal: {
      agency_id: principal.agencyId,
      agency_name: principal.agencyName,
      flight_id: flight.id,
      flight_number: flight.number,
      began_at_utc_ms: sealed.began_at_utc_ms,
      ended_at_utc_ms: sealed.ended_at_utc_ms,
      software: softwareVersions(),
    },
  };
  const added = await sealAddendum(record, `${original.path}.addendum`, facts, signer);
  try {
    const evidence = await call.change(async (tx) => {
      const leaf = addendumSealedLeaf(flight.id, added.manifestSha256, manifest_sha256, original.at_utc_ms);
      const { inclusion, checkpoint } = await appendLeaf(tx, leaf, signer);
      const detail = { addendum: added.number, manifest_sha256: added.manifestSha256 };
      await tell(tx, vault, principal, flight, original, detail);
      return { inclusion, checkpoint: checkpoint.note, keys: await publicKeys(tx) };
    });
    await writeEvidence(added.folder, evidence);
  } catch (error) {
    // The log does not know it, so it was not added.
    await rm(added.folder, { recursive: true, force: true });
    throw error;
  }
}

async function manifestOf({ sql }: AgencyTransaction, flightId: string): Promise<string> {
  const select = sql.selectFrom('flight_records').select('manifest_sha256').where('flight_id', '=', flightId);
  return (await select.executeTakeFirstOrThrow()).manifest_sha256 ?? '';
}

async function tell(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: Principal,
  flight: Flight,
  { name, camera_id }: OriginalVideo,
  detail: Record<string, unknown>,
): Promise<void> {
  const text = `The original ${name} from the aircraft's own card was added`;
  const of = { flight_id: flight.id, aircraft_id: flight.aircraft_id, incident_id: flight.incident_id };
  const data = { name, camera_id, ...detail };
  tx.event({ kind: 'original_imported', text, actor: by.name, ...of, data });
  await recordCustody(tx, vault, by, {
    flight_id: flight.id,
    kind: 'original_imported',
    text: `${text}.`,
    detail: data,
  });
}
