import type { CheckpointTarget, CheckpointTargetInput } from '@outrider/schema';
import { refuse } from '../../platform/index.js';
import type { AgencyTransaction } from '../../platform/index.js';

export interface OutsidePolicy {
  /** The host's folder for checkpoints; null: there is none. */
  folder: string | null;
  plainHttpHosts: readonly string[];
  /** Whether the host has set up mail. */
  mail: boolean;
}

export async function listTargets({ sql }: AgencyTransaction): Promise<CheckpointTarget[]> {
  const rows = await sql.selectFrom('checkpoint_targets').selectAll().orderBy('kind').orderBy('url').execute();
  return rows.map(({ kind, url, delivered_size, delivered_at_utc_ms, failure }) => ({
    kind,
    url: url === '' ? null : url,
    delivered_size,
    delivered_at_utc_ms,
    failure,
  }));
}

/** Replaces the places; one that stays keeps what it has. Throws bad_request for a place that the host does not allow. */
export async function replaceTargets(
  tx: AgencyTransaction,
  targets: readonly CheckpointTargetInput[],
  policy: OutsidePolicy,
): Promise<CheckpointTarget[]> {
  const wanted = targets.map((target) => ({ kind: target.kind, url: allowedUrl(target, policy) }));
  const known = await tx.sql.selectFrom('checkpoint_targets').select(['kind', 'url']).execute();
  const isIn = (list: readonly { kind: string; url: string }[], one: { kind: string; url: string }): boolean =>
    list.some(({ kind, url }) => kind === one.kind && url === one.url);
  for (const { kind, url } of known.filter((one) => !isIn(wanted, one)))
    await tx.sql.deleteFrom('checkpoint_targets').where('kind', '=', kind).where('url', '=', url).execute();
  const fresh = wanted.filter((one, index) => !isIn(known, one) && !isIn(wanted.slice(0, index), one));
  const start = { delivered_size: 0, delivered_at_utc_ms: null, failure: null, failures: 0, next_try_at_utc_ms: 0 };
  if (fresh.length > 0)
    await tx.sql
      .insertInto('checkpoint_targets')
      .values(fresh.map((one) => ({ agency_id: tx.agencyId, ...one, ...start })))
      .execute();
  return listTargets(tx);
}

/** The address as it is kept, '' for the folder. */
function allowedUrl(target: CheckpointTargetInput, { folder, plainHttpHosts, mail }: OutsidePolicy): string {
  if (target.kind === 'folder') {
    if (folder !== null) return '';
    throw refuse('bad_request', 'The host has set no folder for checkpoints (evidence.checkpoint_folder).', 'targets');
  }
  if (target.kind === 'mail') {
    if (mail) return target.address;
    throw refuse('bad_request', 'The host has set up no mail (mail.host and mail.from of the settings).', 'targets');
  }
  const url = URL.canParse(target.url) ? new URL(target.url) : null;
  if (!url) throw refuse('bad_request', `"${target.url}" is no address.`, 'targets');
  const plain = url.protocol === 'http:' && plainHttpHosts.includes(url.hostname);
  if (url.protocol !== 'https:' && !plain)
    throw refuse(
      'bad_request',
      'Checkpoints are posted to https addresses; the host can allow others by name.',
      'targets',
    );
  if (url.username !== '' || url.password !== '')
    throw refuse(
      'bad_request',
      'An address with a password in it would be shown to everybody; leave it out.',
      'targets',
    );
  return url.href;
}
