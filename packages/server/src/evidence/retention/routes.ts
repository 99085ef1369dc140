import type { RetentionRules } from '@outrider/core/retention';
import type { PlannedDeletion } from '@outrider/schema';
import type { FlightServices } from '../../flights/services.js';
import { implement } from '../../platform/index.js';
import type { Implementation } from '../../platform/index.js';
import { counted, planDeletions } from './plan.js';
import type { Due } from './plan.js';
import { loadRetention, saveRetention } from './policy.js';

const YEAR_MS = 365 * 86_400_000;
/** A longer list says that there is more. */
const MOST_SHOWN = 200;

/** How long records are kept, and what will be deleted when. */
export function retentionRoutes({ vault, recordsDir }: Pick<FlightServices, 'vault' | 'recordsDir'>): Implementation[] {
  const shown = async (
    agencyId: string,
    due: readonly Due[],
  ): Promise<{ items: PlannedDeletion[]; more: boolean }> => ({
    items: await counted(recordsDir, agencyId, due.slice(0, MOST_SHOWN)),
    more: due.length > MOST_SHOWN,
  });
  return [
    implement('getRetention', ({ read }) => read(loadRetention)),
    implement('putRetention', ({ body, principal, change, note }) =>
      change(async (tx) => {
        note(null, { before: (await loadRetention(tx)).policy, after: body });
        return saveRetention(tx, vault, principal.name, body);
      }),
    ),
    implement('listDeletions', async ({ query, principal, read }) => {
      const due = await read(async (tx) => {
        const until_utc_ms = query.until_utc_ms ?? tx.nowUtcMs + YEAR_MS;
        return planDeletions(tx, { ...query, rules: await loadRetention(tx), until_utc_ms, limit: MOST_SHOWN + 1 });
      });
      return shown(principal.agencyId, due);
    }),
    implement('previewRetention', async ({ body, principal, read }) => {
      const due = await read((tx) => {
        const rules: RetentionRules = { policy: body, changed_at_utc_ms: tx.nowUtcMs };
        return planDeletions(tx, { rules, until_utc_ms: tx.nowUtcMs + YEAR_MS, limit: MOST_SHOWN + 1 });
      });
      return shown(principal.agencyId, due);
    }),
  ];
}
