import path from 'node:path';
import { writeLasting } from '@outrider/record/seal';
import type { Logger } from '@outrider/runtime';
import type { SignedCheckpoint } from '@outrider/schema';
import type { AgencyTransaction, Store } from '../../platform/index.js';
import { newestCheckpoint } from '../log/store.js';

const ANSWER_WITHIN_MS = 10_000;
const RETRY_AFTER_MS = 5_000;
const RETRY_AT_MOST_MS = 3_600_000;

export interface DeliveryContext {
  store: Store;
  logger: Logger;
  folder: string | null;
}
interface Due {
  kind: 'folder' | 'webhook';
  url: string;
  failures: number;
}

/** Sends the newest checkpoint to every place that has an older one and whose turn it is. A place that fails is tried again, ever later. */
export async function deliverCheckpoints(context: DeliveryContext, agencyId: string): Promise<void> {
  const { due, checkpoint } = await context.store.inAgency(agencyId, dueTargets);
  if (!checkpoint) return;
  for (const target of due) {
    const failure = await attempt(context, agencyId, target, checkpoint);
    if (failure !== null)
      context.logger.warn({ kind: target.kind, failure }, 'evidence: a checkpoint was not delivered');
    await context.store.inAgency(agencyId, (tx) => keepOutcome(tx, target, checkpoint, failure));
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

/** Null, or why it did not work. */
async function attempt(
  { folder }: DeliveryContext,
  agencyId: string,
  target: Due,
  checkpoint: SignedCheckpoint,
): Promise<string | null> {
  try {
    if (target.kind === 'folder') await keepInFolder(folder, agencyId, checkpoint);
    else await post(target.url, checkpoint);
    return null;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 300);
  }
}

async function keepInFolder(
  folder: string | null,
  agencyId: string,
  { size, note, created_at_utc_ms }: SignedCheckpoint,
): Promise<void> {
  if (folder === null) throw new Error('The host has set no folder for checkpoints any more.');
  const time = new Date(created_at_utc_ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  // None is ever overwritten: an older one is what proves something.
  await writeLasting(path.join(folder, agencyId, `${String(size).padStart(10, '0')}-${time}.txt`), Buffer.from(note));
}

/** The body is the signed note, so whoever gets it can check it; a redirection is no delivery. */
async function post(url: string, { note }: SignedCheckpoint): Promise<void> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  const answer = await fetch(url, { method: 'POST', body: note, headers, redirect: 'manual', signal });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`It answered with ${answer.status}.`);
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
