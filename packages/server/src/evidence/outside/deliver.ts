import type { Logger } from '@outrider/runtime';
import type { SignedCheckpoint } from '@outrider/schema';
import type { AgencyTransaction, Store } from '../../platform/index.js';
import { newestCheckpoint } from '../log/store.js';
import { sendCheckpoint } from './send.js';
import type { Place, SendContext } from './send.js';

const RETRY_AFTER_MS = 5_000;
const RETRY_AT_MOST_MS = 3_600_000;

export interface DeliveryContext extends SendContext {
  store: Store;
  logger: Logger;
}
interface Due extends Place {
  failures: number;
}

/** Sends the newest checkpoint to every place that has an older one and whose turn it is. A place that fails is tried again, ever later. */
export async function deliverCheckpoints(context: DeliveryContext, agencyId: string): Promise<void> {
  const { due, checkpoint } = await context.store.inAgency(agencyId, dueTargets);
  if (!checkpoint) return;
  for (const target of due) {
    const { failure, token } = await attempt(context, agencyId, target, checkpoint);
    if (failure !== null)
      context.logger.warn({ kind: target.kind, failure }, 'evidence: a checkpoint was not delivered');
    await context.store.inAgency(agencyId, async (tx) => {
      if (token) await keepToken(tx, target, checkpoint, token);
      await keepOutcome(tx, target, checkpoint, failure);
    });
  }
}

async function dueTargets(tx: AgencyTransaction): Promise<{ due: Due[]; checkpoint: SignedCheckpoint | null }> {
  const checkpoint = await newestCheckpoint(tx);
  if (!checkpoint) return { due: [], checkpoint };
  const due = await tx.sql
    .selectFrom('checkpoint_targets')
    .select(['kind', 'url', 'failures'])
    .where('delivered_size', '<', checkpoint.size)
    .where('next_try_at_utc_ms', '<=', tx.nowUtcMs)
    .execute();
  return { due, checkpoint };
}

/** Why it did not work, or null; with the token of a place that stamps. */
async function attempt(
  context: DeliveryContext,
  agencyId: string,
  place: Due,
  checkpoint: SignedCheckpoint,
): Promise<{ failure: string | null; token: Uint8Array | null }> {
  try {
    return { failure: null, token: await sendCheckpoint(context, { agencyId, place, checkpoint }) };
  } catch (error) {
    return { failure: (error instanceof Error ? error.message : String(error)).slice(0, 300), token: null };
  }
}

async function keepOutcome(
  tx: AgencyTransaction,
  target: Due,
  { size }: SignedCheckpoint,
  failure: string | null,
): Promise<void> {
  const failures = failure === null ? 0 : target.failures + 1;
  const wait = failure === null ? 0 : Math.min(RETRY_AFTER_MS * 2 ** Math.min(failures - 1, 20), RETRY_AT_MOST_MS);
  const outcome = { failure, failures, next_try_at_utc_ms: tx.nowUtcMs + wait };
  const delivered = failure === null ? { delivered_size: size, delivered_at_utc_ms: tx.nowUtcMs } : {};
  await tx.sql
    .updateTable('checkpoint_targets')
    .set({ ...outcome, ...delivered })
    .where('kind', '=', target.kind)
    .where('url', '=', target.url)
    .execute();
}

async function keepToken(
  { sql, agencyId: agency_id }: AgencyTransaction,
  { url }: Place,
  { size }: SignedCheckpoint,
  token: Uint8Array,
): Promise<void> {
  const row = { agency_id, size, url, token: Buffer.from(token) };
  await sql
    .insertInto('checkpoint_timestamps')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
