import type { Alert } from '@outrider/schema';
import type { Selectable } from 'kysely';
import type { AgencyTransaction, Database } from '../platform/index.js';

function toAlert({ agency_id: _agency, ...alert }: Selectable<Database['alerts']>): Alert {
  return alert;
}

/** Alerts whose condition still holds, oldest first. */
export async function openAlerts({ sql }: AgencyTransaction): Promise<Alert[]> {
  const rows = await sql
    .selectFrom('alerts')
    .selectAll()
    .where('cleared_at_utc_ms', 'is', null)
    .orderBy('raised_at_utc_ms')
    .orderBy('id')
    .execute();
  return rows.map(toAlert);
}

export async function alertsOfFlight({ sql }: AgencyTransaction, flightId: string): Promise<Alert[]> {
  const rows = await sql
    .selectFrom('alerts')
    .selectAll()
    .where('flight_id', '=', flightId)
    .orderBy('raised_at_utc_ms')
    .orderBy('id')
    .execute();
  return rows.map(toAlert);
}

/** One alert, its row locked until the transaction ends, or null. */
export async function findAlert({ sql }: AgencyTransaction, id: string): Promise<Alert | null> {
  const row = await sql.selectFrom('alerts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toAlert(row) : null;
}

export interface AlertQuery {
  open: boolean | undefined;
  before: { at_utc_ms: number; id: string } | null;
  limit: number;
}

/** A page of alerts, newest first, and one more when there is another page. */
export async function searchAlerts({ sql }: AgencyTransaction, query: AlertQuery): Promise<Alert[]> {
  let select = sql
    .selectFrom('alerts')
    .selectAll()
    .orderBy('raised_at_utc_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  if (query.open !== undefined) select = select.where('cleared_at_utc_ms', query.open ? 'is' : 'is not', null);
  const { before } = query;
  if (before) {
    select = select.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('raised_at_utc_ms', 'id'), '<', tuple(before.at_utc_ms, before.id)),
    );
  }
  return (await select.execute()).map(toAlert);
}

/** Writes an alert and returns the row as it is then; an acknowledgement that is here already stays. */
export async function saveAlert(transaction: AgencyTransaction, alert: Alert): Promise<Alert> {
  const { level, text, spoken, cleared_at_utc_ms } = alert;
  const row = await transaction.sql
    .insertInto('alerts')
    .values({ ...alert, agency_id: transaction.agencyId })
    .onConflict((conflict) =>
      conflict.columns(['agency_id', 'id']).doUpdateSet(({ fn, ref, val }) => ({
        level,
        text,
        spoken,
        cleared_at_utc_ms,
        acknowledged_at_utc_ms: fn.coalesce(ref('alerts.acknowledged_at_utc_ms'), val(alert.acknowledged_at_utc_ms)),
        acknowledged_by: fn.coalesce(ref('alerts.acknowledged_by'), val(alert.acknowledged_by)),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toAlert(row);
}
