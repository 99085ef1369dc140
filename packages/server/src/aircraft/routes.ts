import { judgeReadiness } from '@outrider/core/readiness';
import { found, implement, json, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { loadPolicy } from '../policy/store.js';
import { findSite } from '../sites/store.js';
import { requireOnGround } from '../vehicles/on-ground.js';
import { columnsOf, findAircraft, insertAircraft, loadAircraft, tellAircraft } from './store.js';

export function aircraftRoutes(services: Services): Implementation[] {
  const { vehicles } = services;
  return [
    implement('getReadiness', async ({ params, read }) =>
      read(async (transaction) => {
        const aircraft = await findAircraft(transaction, params.id);
        const policy = await loadPolicy(transaction);
        const status = vehicles.statusOf(aircraft.id);
        const sample = vehicles.sampleOf(aircraft.id);
        return judgeReadiness({ aircraft, status, sample, policy, now_utc_ms: transaction.nowUtcMs });
      }),
    ),
    implement('listAircraft', async ({ read }) => ({ items: await read(loadAircraft) })),
    implement('getAircraft', async ({ params, read }) => read((transaction) => findAircraft(transaction, params.id))),
    implement('createAircraft', async ({ body, change, note }) =>
      change(async (transaction) => {
        await requireSite(transaction, body.site_id);
        const id = await insertAircraft(transaction, body);
        note(id, { name: body.name, serial: body.serial });
        return tellAircraft(transaction, id);
      }),
    ),
    implement('updateAircraft', async ({ params, body, change, note }) =>
      change(async (transaction) => {
        await findAircraft(transaction, params.id);
        await requireSite(transaction, body.site_id ?? null);
        note(params.id, { ...body });
        const values = columnsOf(body);
        if (Object.keys(values).length > 0) {
          await transaction.sql.updateTable('aircraft').set(values).where('id', '=', params.id).execute();
        }
        return tellAircraft(transaction, params.id);
      }),
    ),
    implement('deleteAircraft', async ({ params, change }) =>
      change((transaction) => retire(services, transaction, params.id)),
    ),
    implement('groundAircraft', async ({ principal, params, body, change, note }) =>
      change(async (transaction) => {
        note(params.id, { ...body });
        const tag = { reason: body.reason, by: principal.id, at_utc_ms: transaction.nowUtcMs };
        return setColumn(transaction, params.id, { grounding: json(tag) });
      }),
    ),
    implement('ungroundAircraft', async ({ params, change }) =>
      change((transaction) => setColumn(transaction, params.id, { grounding: null })),
    ),
    implement('tickChecklist', async ({ principal, params, body, change, note }) =>
      change(async (transaction) => {
        note(params.id, { ...body });
        const { checklist_ticks: ticks } = await findAircraft(transaction, params.id);
        const { checklist } = await loadPolicy(transaction);
        const item = checklist.find(({ key }) => key === body.key);
        if (item?.source !== 'person') {
          throw refuse('bad_request', `"${body.key}" is not an item that a person ticks.`, 'key');
        }
        const tick = { key: body.key, by: principal.id, at_utc_ms: transaction.nowUtcMs };
        const others = ticks.filter(({ key }) => key !== body.key);
        return setColumn(transaction, params.id, { checklist_ticks: json([...others, tick]) });
      }),
    ),
  ];
}

async function requireSite(transaction: AgencyTransaction, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  await findSite(transaction, siteId).catch(() => {
    throw refuse('not_found', 'There is no site with this id.', 'site_id');
  });
}

async function setColumn(
  transaction: AgencyTransaction,
  id: string,
  values: { grounding: string | null } | { checklist_ticks: string },
) {
  const changed = await transaction.sql
    .updateTable('aircraft')
    .set(values)
    .where('id', '=', id)
    .where('retired_at_utc_ms', 'is', null)
    .returning('id')
    .executeTakeFirst();
  found(changed, 'aircraft');
  return tellAircraft(transaction, id);
}

/** Hides the aircraft for good; its past flights keep it. */
async function retire(services: Services, transaction: AgencyTransaction, id: string): Promise<void> {
  requireOnGround(services, await findAircraft(transaction, id), 'id');
  const { sql, nowUtcMs } = transaction;
  await sql.deleteFrom('vehicle_bindings').where('aircraft_id', '=', id).execute();
  await sql.updateTable('aircraft').set({ retired_at_utc_ms: nowUtcMs, site_id: null }).where('id', '=', id).execute();
  transaction.change({ kind: 'aircraft_removed', value: { id } });
  transaction.change({ kind: 'inputs', value: { what: 'bindings' } });
}
