import type { ShareLink, ShareView } from '@outrider/schema';
import { SHARE_MOST_MIN } from '@outrider/schema';
import { found } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

type Tx = AgencyTransaction;
const LISTED_FOR_MS = SHARE_MOST_MIN * 60_000;

function select(tx: Tx) {
  return tx.sql
    .selectFrom('shares')
    .innerJoin('cameras', (on) =>
      on.onRef('cameras.agency_id', '=', 'shares.agency_id').onRef('cameras.id', '=', 'shares.camera_id'),
    )
    .leftJoin('share_views', (on) =>
      on.onRef('share_views.agency_id', '=', 'shares.agency_id').onRef('share_views.share_id', '=', 'shares.id'),
    )
    .select([
      'shares.id',
      'shares.camera_id',
      'cameras.name as camera_name',
      'shares.flight_id',
      'shares.incident_id',
      'shares.label',
      'shares.made_by',
      'shares.made_by_name',
      'shares.created_at_utc_ms',
      'shares.expires_at_utc_ms',
      'shares.revoked_at_utc_ms',
      'cameras.criminal_justice as sign_in_required',
    ])
    .select(({ fn, eb }) => [
      fn.count<number>('share_views.id').as('views'),
      fn
        .count<number>('share_views.id')
        .filterWhere(eb('share_views.to_utc_ms', 'is', null))
        .as('watching'),
      fn.max('share_views.seen_utc_ms').as('last_seen_utc_ms'),
    ])
    .groupBy(['shares.agency_id', 'shares.id', 'cameras.agency_id', 'cameras.id']);
}

/** Links that were made within the longest time that one holds, newest first. */
export async function listShares(tx: Tx, of: { camera_id?: string; flight_id?: string }): Promise<ShareLink[]> {
  let query = select(tx).where('shares.created_at_utc_ms', '>', tx.nowUtcMs - LISTED_FOR_MS);
  if (of.camera_id !== undefined) query = query.where('shares.camera_id', '=', of.camera_id);
  if (of.flight_id !== undefined) query = query.where('shares.flight_id', '=', of.flight_id);
  return query.orderBy('shares.created_at_utc_ms', 'desc').orderBy('shares.id').limit(500).execute();
}

/** Throws not_found. */
export async function findShare(tx: Tx, id: string): Promise<ShareLink> {
  return found(await select(tx).where('shares.id', '=', id).executeTakeFirst(), 'link');
}

export interface NewShare {
  token_hash: Uint8Array;
  camera_id: string;
  flight_id: string | null;
  incident_id: string | null;
  label: string;
  made_by: string;
  made_by_name: string;
  expires_at_utc_ms: number;
}

export async function insertShare({ sql, agencyId, nowUtcMs, newId }: Tx, share: NewShare): Promise<string> {
  const id = newId();
  await sql
    .insertInto('shares')
    .values({ ...share, agency_id: agencyId, id, created_at_utc_ms: nowUtcMs, revoked_at_utc_ms: null })
    .execute();
  return id;
}

/** Once: the first revocation stays. Throws not_found. */
export async function revokeShare({ sql, nowUtcMs }: Tx, id: string): Promise<void> {
  const row = await sql
    .updateTable('shares')
    .set(({ fn, ref, val }) => ({ revoked_at_utc_ms: fn.coalesce(ref('revoked_at_utc_ms'), val(nowUtcMs)) }))
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  found(row, 'link');
}

/** True when this is the token of the link. */
export async function hasToken({ sql }: Tx, id: string, tokenHash: Uint8Array): Promise<boolean> {
  const row = await sql
    .selectFrom('shares')
    .select('id')
    .where('id', '=', id)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row !== undefined;
}

export async function listViews(tx: Tx, shareId: string): Promise<ShareView[]> {
  return tx.sql
    .selectFrom('share_views')
    .select(['id', 'address', 'user_agent', 'from_utc_ms', 'to_utc_ms'])
    .where('share_id', '=', shareId)
    .orderBy('from_utc_ms', 'desc')
    .limit(1000)
    .execute();
}
