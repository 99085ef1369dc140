import type { Flight } from '@outrider/schema';
import { recordSealedLeaf } from '@outrider/core/evidence';
import { sealRecord, writeEvidence } from '@outrider/record/seal';
import type { RecordEvidence } from '@outrider/record/seal';
import type { Store } from '../../platform/index.js';
import type { OpenChains } from '../chain/open-chains.js';
import { currentSigner, publicKeys } from '../keys/store.js';
import type { KeyVault } from '../keys/vault.js';
import { appendLeaf } from '../log/store.js';
import { keepSealed } from '../store.js';
import { mendVideo } from './video.js';

export interface SealContext {
  store: Store;
  chains: OpenChains;
  vault: KeyVault;
  software: Readonly<Record<string, string>>;
}

/**
 * Seals the record of a flight: last entry, manifest, leaf in the agency's log with a checkpoint, proof beside the record. Every step
 * can be taken again: until the leaf is committed, the next attempt writes a new manifest. Nothing is written into the flight's chain
 * before the key is there, and a camera's chain that was altered is sealed as what it is, with why. Throws record_chain_damaged when
 * the flight's own chain was altered, evidence_key_locked.
 */
export async function sealFlight(
  context: SealContext,
  agencyId: string,
  flight: Flight,
  missing: string | null,
  nowUtcMs: number,
): Promise<void> {
  const { store, chains, vault } = context;
  const { signer, agency_name } = await store.inAgency(agencyId, async (tx) => {
    const agency = await tx.sql
      .selectFrom('agencies')
      .select('name')
      .where('id', '=', agencyId)
      .executeTakeFirstOrThrow();
    return { signer: await currentSigner(tx, vault), agency_name: agency.name };
  });
  const chain = await chains.of(agencyId, flight.id, flight.requested_at_utc_ms);
  const { folder } = chain;
  const damaged = await mendVideo(folder, nowUtcMs);
  const reasons = [missing, ...damaged.map(({ text }) => text)].filter((reason) => reason !== null);
  const incomplete_reason = reasons.length === 0 ? null : reasons.join(' ');
  await chain.coverStreams(nowUtcMs, true);
  await chain.closeRecord(incomplete_reason, nowUtcMs);
  await chains.close(flight.id);
  const facts = {
    agency_id: agencyId,
    agency_name,
    flight_id: flight.id,
    flight_number: flight.number,
    began_at_utc_ms: flight.requested_at_utc_ms,
    ended_at_utc_ms: flight.landed_at_utc_ms ?? flight.ended_at_utc_ms,
    sealed_at_utc_ms: nowUtcMs,
    incomplete_reason,
    software: { ...context.software },
    parent_manifest_sha256: null,
  };
  const { manifestSha256 } = await sealRecord(folder, facts, signer, new Set(damaged.map(({ file }) => file)));
  const evidence = await store.inAgency(agencyId, async (tx): Promise<Omit<RecordEvidence, 'leaves'>> => {
    const { inclusion, checkpoint } = await appendLeaf(
      tx,
      recordSealedLeaf(flight.id, manifestSha256, nowUtcMs),
      signer,
    );
    const sealed = { sealed_at_utc_ms: nowUtcMs, incomplete_reason, manifest_sha256: manifestSha256 };
    await keepSealed(tx, flight.id, { ...sealed, key_id: signer.key.keyId, log_index: inclusion.index });
    const text =
      incomplete_reason === null ? 'The record is sealed' : `The record is sealed as incomplete: ${incomplete_reason}`;
    tx.event({ kind: 'record_sealed', text, actor: null, flight_id: flight.id, aircraft_id: flight.aircraft_id });
    return { inclusion, checkpoint: checkpoint.note, keys: await publicKeys(tx) };
  });
  await writeEvidence(folder, evidence);
}
