import type { RecordsRequestDecision, RecordsRequestInput, RecordsRequestItemInput } from '@outrider/schema';
import { recordCustody } from '../evidence/custody/events.js';
import type { KeyVault } from '../evidence/keys/vault.js';
import { sealedRow } from '../evidence/export.js';
import { findRecord } from '../evidence/store.js';
import { findFlight } from '../flights/store.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { findRedaction } from '../redactions/store.js';
import { findItem, lockRequest } from './store.js';
import type { ItemRow, RequestRow } from './store.js';

/** Throws bad_request for times that contradict each other. */
export function requireTimes({ received_at_utc_ms, due_at_utc_ms, from_utc_ms, to_utc_ms }: RecordsRequestInput): void {
  if (due_at_utc_ms !== null && due_at_utc_ms < received_at_utc_ms)
    throw refuse('bad_request', 'The answer is due before the request was received.', 'due_at_utc_ms');
  if (from_utc_ms !== null && to_utc_ms !== null && to_utc_ms <= from_utc_ms)
    throw refuse('bad_request', 'The end of the time asked for is not after its start.', 'to_utc_ms');
}

/** The request, locked and still open. Throws not_found, conflict when it is answered. */
export async function openRequest(tx: AgencyTransaction, id: string): Promise<RequestRow> {
  const request = await lockRequest(tx, id);
  if (request.state !== 'open')
    throw refuse('conflict', `Request ${request.number} is answered; enter a new one to release more.`, 'id');
  return request;
}

/** Adds something that is asked for. Throws not_found, bad_request, conflict when it is there already. */
export async function addItem(
  tx: AgencyTransaction,
  request: RequestRow,
  input: RecordsRequestItemInput,
  id: string,
): Promise<void> {
  const { flight_id, material } = input;
  const redaction_id = input.redaction_id ?? null;
  found(await findFlight(tx, flight_id), 'flight');
  if ((material === 'redaction') !== (redaction_id !== null))
    throw refuse('bad_request', 'Redacted video names its redaction, a whole record names none.', 'redaction_id');
  if (redaction_id !== null && (await findRedaction(tx, redaction_id)).flight_id !== flight_id)
    throw refuse('bad_request', 'This redaction is of another flight.', 'redaction_id');
  const same = tx.sql.selectFrom('records_request_items').select('redaction_id').where('request_id', '=', request.id);
  const named = await same.where('flight_id', '=', flight_id).where('material', '=', material).execute();
  const known = named.some((item) => item.redaction_id === redaction_id);
  if (known) throw refuse('conflict', 'The request names this already.', 'flight_id');
  const open = { outcome: null, reason: null, citation: null, decided_by: null, decided_at_utc_ms: null };
  const row = { id, request_id: request.id, flight_id, material, redaction_id, manifest_sha256: null, ...open };
  await tx.sql
    .insertInto('records_request_items')
    .values({ agency_id: tx.agencyId, ...row })
    .execute();
}

/**
 * Releases an item, or withholds it. What is released is sealed or signed off, and its manifest is put down; what is withheld has a
 * reason and a citation. Each decision, also one that changes an earlier one, is an event of custody of the flight's record.
 */
export async function decideItem(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: Principal,
  id: string,
  decision: RecordsRequestDecision,
): Promise<string> {
  const item = await findItem(tx, id);
  const request = await openRequest(tx, item.request_id);
  const { outcome } = decision;
  const reason = decision.reason?.trim() || null;
  const citation = decision.citation?.trim() || null;
  if (outcome === 'withheld' && reason === null)
    throw refuse('bad_request', 'What is withheld needs a reason that the requester can read.', 'reason');
  if (outcome === 'withheld' && citation === null)
    throw refuse('bad_request', 'What is withheld needs the law that it rests on.', 'citation');
  const manifest_sha256 = outcome === 'released' ? await releasable(tx, item) : null;
  const decided = { decided_by: by.name, decided_at_utc_ms: tx.nowUtcMs };
  await tx.sql
    .updateTable('records_request_items')
    .set({ outcome, reason, citation, manifest_sha256, ...decided })
    .where('id', '=', id)
    .execute();
  const what = item.material === 'record' ? 'The whole record' : 'Redacted video';
  const why = [reason, citation === null ? null : `(${citation})`].filter((part) => part !== null).join(' ');
  const text = `${what} was ${outcome} for request ${request.number}${why === '' ? '.' : `: ${why}`}`;
  const { request_id, flight_id, material, redaction_id } = item;
  const detail = { request_id, item_id: id, material, redaction_id, manifest_sha256, citation };
  await recordCustody(tx, vault, by, { flight_id, kind: outcome, text, detail });
  return request.id;
}

/** Manifest of what would be released. Throws record_not_sealed, redaction_state. */
async function releasable(tx: AgencyTransaction, { flight_id, redaction_id }: ItemRow): Promise<string | null> {
  if (redaction_id === null) {
    const flight = found(await findFlight(tx, flight_id), 'flight');
    return sealedRow(await findRecord(tx, flight_id), flight).manifest_sha256;
  }
  const redaction = await findRedaction(tx, redaction_id);
  if (redaction.state !== 'signed_off')
    throw refuse('redaction_state', 'Redacted video is released when somebody has signed it off.', 'id');
  return redaction.release_manifest_sha256;
}
