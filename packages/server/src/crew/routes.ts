import type { CrewPatch } from '@outrider/schema';
import { implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation, Principal } from '../platform/index.js';
import { findCrewMember, loadCrew, saveCrew, tellCrew } from './store.js';
import type { CrewColumns } from './store.js';

export function crewRoutes(): Implementation[] {
  return [
    implement('listCrew', async ({ read }) => ({ items: await read(loadCrew) })),
    implement('updateCrew', async ({ principal, params, body, change, note }) => {
      requireOwnOrManager(principal, params.id, body);
      return change(async (transaction) => {
        const before = await findCrewMember(transaction, params.id);
        note(params.id, { ...body });
        const { earlier_flights_90_days: earlier, ...columns } = body;
        await saveCrew(transaction, params.id, {
          ...columns,
          ...dutyTime(transaction, before.on_duty, body.on_duty),
          ...(earlier === undefined ? {} : { earlier_flights: earlier, earlier_flights_utc_ms: transaction.nowUtcMs }),
        });
        await tellCrew(transaction, params.id);
        return findCrewMember(transaction, params.id);
      });
    }),
  ];
}

/** Everyone changes their own duty; papers, and the duty of others, are the manager's. */
function requireOwnOrManager(principal: Principal, userId: string, patch: CrewPatch): void {
  const papers = Object.keys(patch).some((key) => key !== 'on_duty');
  if (principal.permissions.has('crew:write') || (principal.id === userId && !papers)) return;
  throw refuse('forbidden', 'This needs the permission crew:write.');
}

function dutyTime({ nowUtcMs }: AgencyTransaction, before: boolean, after: boolean | undefined): CrewColumns {
  if (after === undefined || after === before) return {};
  return { on_duty_since_utc_ms: after ? nowUtcMs : null };
}
