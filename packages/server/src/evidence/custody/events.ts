import type { LoggedLeaf } from '@outrider/core/evidence';
import type { CustodyEvent, CustodyKind, LogLeaf, SignedCheckpoint } from '@outrider/schema';
import { json } from '../../platform/index.js';
import type { AgencyTransaction, Principal } from '../../platform/index.js';
import { currentSigner } from '../keys/store.js';
import type { KeyVault } from '../keys/vault.js';
import { lockLogHead } from '../log/head.js';
import { appendLeaf } from '../log/store.js';

const HOUR_MS = 3_600_000;

export interface NewCustodyEvent {
  flight_id: string;
  kind: CustodyKind;
  /** A whole sentence that a court understands. */
  text: string;
  detail?: Record<string, unknown>;
}
/** Who did it; null: the system by its rules. */
export type CustodyActor = Pick<Principal, 'id' | 'name'> | null;

/**
 * Puts down who did what with a record: a leaf of the agency's append-only log and its row, in the caller's transaction. Any noun may
 * call it. What happened and was not put down cannot be committed, and what was put down cannot be taken away unseen.
 * Throws evidence_key_locked.
 */
export async function recordCustody(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: CustodyActor,
  { flight_id, kind, text, detail = {} }: NewCustodyEvent,
): Promise<{ event: CustodyEvent; leaf: LogLeaf; checkpoint: SignedCheckpoint }> {
  const signer = await currentSigner(tx, vault);
  // Whoever holds the log's head numbers the events; nobody else adds one meanwhile.
  await lockLogHead(tx);
  const number = await nextNumber(tx, flight_id);
  const body = { flight_id, number, by_id: by?.id ?? null, by: by?.name ?? null, text, detail };
  const leaf: LogLeaf = { v: 1, kind, at_utc_ms: tx.nowUtcMs, body };
  const { inclusion, checkpoint } = await appendLeaf(tx, leaf, signer);
  const event = { flight_id, log_index: inclusion.index, number, kind, at_utc_ms: tx.nowUtcMs, text };
  await tx.sql
    .insertInto('custody_events')
    .values({
      ...event,
      agency_id: tx.agencyId,
      by_id: by?.id ?? null,
      by_name: by?.name ?? null,
      detail: json(detail),
    })
    .execute();
  return { event: { ...event, by: by?.name ?? null, detail }, leaf, checkpoint };
}

async function nextNumber({ sql }: AgencyTransaction, flightId: string): Promise<number> {
  const last = await sql
    .selectFrom('custody_events')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('flight_id', '=', flightId)
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

/** That somebody looks at recorded video: once for each person, record and hour, however often it is read. */
export async function recordViewing(
  tx: AgencyTransaction,
  vault: KeyVault,
  by: Pick<Principal, 'id' | 'name'>,
  viewed: { flight_id: string; camera_id: string; camera_name: string | null },
): Promise<void> {
  if (await viewedLately(tx, viewed.flight_id, by.id)) return;
  await lockLogHead(tx);
  // Two that opened at the same moment took turns.
  if (await viewedLately(tx, viewed.flight_id, by.id)) return;
  const { flight_id, ...detail } = viewed;
  const text = `The video of ${viewed.camera_name ?? 'a camera'} was opened.`;
  await recordCustody(tx, vault, by, { flight_id, kind: 'video_viewed', text, detail });
}

async function viewedLately({ sql, nowUtcMs }: AgencyTransaction, flightId: string, byId: string): Promise<boolean> {
  const row = await sql
    .selectFrom('custody_events')
    .select('log_index')
    .where('flight_id', '=', flightId)
    .where('kind', '=', 'video_viewed')
    .where('by_id', '=', byId)
    .where('at_utc_ms', '>', nowUtcMs - HOUR_MS)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The leaves of a record's custody with their places in the log, oldest first. */
export async function custodyLeaves({ sql }: AgencyTransaction, flightId: string): Promise<LoggedLeaf[]> {
  return sql
    .selectFrom('custody_events as e')
    .innerJoin('log_leaves as l', (on) =>
      on.onRef('l.agency_id', '=', 'e.agency_id').onRef('l.index', '=', 'e.log_index'),
    )
    .select(['l.index', 'l.leaf'])
    .where('e.flight_id', '=', flightId)
    .orderBy('l.index')
    .execute();
}

/** Custody of a record, oldest event first. */
export async function custodyEvents({ sql }: AgencyTransaction, flightId: string): Promise<CustodyEvent[]> {
  return sql
    .selectFrom('custody_events')
    .select(['flight_id', 'log_index', 'number', 'kind', 'at_utc_ms', 'by_name as by', 'text', 'detail'])
    .where('flight_id', '=', flightId)
    .orderBy('log_index')
    .execute();
}
