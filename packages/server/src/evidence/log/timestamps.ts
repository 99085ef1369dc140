import type { AgencyTransaction } from '../../platform/index.js';

/** The oldest time stamp over a checkpoint that holds leaf `index` and is not larger than `size`: it proves the earliest time. */
export async function oldestTimestamp(
  { sql }: AgencyTransaction,
  index: number,
  size: number,
): Promise<{ note: string; token: Uint8Array } | null> {
  const row = await sql
    .selectFrom('checkpoint_timestamps as stamped')
    .innerJoin('checkpoints', (on) =>
      on.onRef('checkpoints.agency_id', '=', 'stamped.agency_id').onRef('checkpoints.size', '=', 'stamped.size'),
    )
    .select(['checkpoints.note', 'stamped.token'])
    .where('stamped.size', '>', index)
    .where('stamped.size', '<=', size)
    .orderBy('stamped.size')
    .orderBy('stamped.url')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
