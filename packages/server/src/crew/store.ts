import { sql as rawSql } from 'kysely';
import type { CrewMember, Role } from '@outrider/schema';
import { currencyOf } from '@outrider/core/crew';
import { found } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';
import { dateIn } from '../policy/time-zone.js';

const DAY_MS = 86_400_000;
/** Roles that fly; others are not crew. */
const FLYING: readonly Role[] = ['rpic', 'tele_operator'];

function select({ sql, nowUtcMs }: AgencyTransaction) {
  return sql
    .selectFrom('users as u')
    .leftJoin('crew as c', (join) => join.onRef('c.agency_id', '=', 'u.agency_id').onRef('c.user_id', '=', 'u.id'))
    .select(['u.id', 'u.display_name', 'u.roles', 'c.on_duty', 'c.on_duty_since_utc_ms'])
    .select(['c.certificate_number', 'c.certificate_expires_on', 'c.airborne_s', 'c.last_flight_utc_ms'])
    .select(['c.earlier_flights', 'c.earlier_flights_utc_ms'])
    .select((builder) => [
      builder
        .selectFrom('flights as f')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('f.rpic_user_id', '=', 'u.id')
        .where('f.landed_at_utc_ms', '>', nowUtcMs - 90 * DAY_MS)
        .as('flights_90_days'),
      builder
        .selectFrom('flights as f')
        .select(rawSql<string[]>`coalesce(array_agg(f.aircraft_id), '{}')`.as('ids'))
        .whereRef('f.rpic_user_id', '=', 'u.id')
        .where('f.ended_at_utc_ms', 'is', null)
        .where('f.purpose', '<>', 'replay')
        .as('flying_aircraft_ids'),
    ])
    .where('u.disabled', '=', false)
    .where(rawSql<boolean>`u.roles && ${FLYING}`);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toCrewMember(row: Row, { nowUtcMs, today }: Moment): CrewMember {
  const earlier = (row.earlier_flights_utc_ms ?? 0) > nowUtcMs - 90 * DAY_MS ? (row.earlier_flights ?? 0) : 0;
  const papers = {
    certificate_number: row.certificate_number,
    certificate_expires_on: row.certificate_expires_on,
    last_flight_utc_ms: row.last_flight_utc_ms,
    flights_90_days: (row.flights_90_days ?? 0) + earlier,
  };
  const currency = currencyOf(papers, today);
  return {
    ...papers,
    user_id: row.id,
    display_name: row.display_name,
    roles: row.roles,
    on_duty: row.on_duty ?? false,
    on_duty_since_utc_ms: row.on_duty_since_utc_ms,
    hours_total: (row.airborne_s ?? 0) / 3600,
    current: currency.current,
    current_detail: currency.detail,
    flying_aircraft_ids: row.flying_aircraft_ids ?? [],
  };
}

/** A certificate counts through its last day where the agency is. */
interface Moment {
  nowUtcMs: number;
  today: string;
}

async function momentOf(transaction: AgencyTransaction): Promise<Moment> {
  const { nowUtcMs } = transaction;
  return { nowUtcMs, today: dateIn(nowUtcMs, (await loadPolicy(transaction)).time_zone) };
}

/** All pilots, by name. */
export async function loadCrew(transaction: AgencyTransaction): Promise<CrewMember[]> {
  const rows = await select(transaction).orderBy('u.display_name').orderBy('u.id').execute();
  const moment = await momentOf(transaction);
  return rows.map((row) => toCrewMember(row, moment));
}

/** Throws not_found for a user who is no pilot. */
export async function findCrewMember(transaction: AgencyTransaction, userId: string): Promise<CrewMember> {
  const row = await select(transaction).where('u.id', '=', userId).executeTakeFirst();
  return toCrewMember(found(row, 'pilot'), await momentOf(transaction));
}

/** Loads a pilot after a change and tells everyone who shows them; nothing happens for a user who is no pilot. */
export async function tellCrew(transaction: AgencyTransaction, userId: string): Promise<void> {
  const row = await select(transaction).where('u.id', '=', userId).executeTakeFirst();
  if (row) transaction.change({ kind: 'crew', value: toCrewMember(row, await momentOf(transaction)) });
}

export interface CrewColumns {
  on_duty?: boolean;
  on_duty_since_utc_ms?: number | null;
  certificate_number?: string | null;
  certificate_expires_on?: string | null;
  earlier_flights?: number;
  earlier_flights_utc_ms?: number;
}

export async function saveCrew(transaction: AgencyTransaction, userId: string, values: CrewColumns): Promise<void> {
  const empty = {
    on_duty_since_utc_ms: null,
    certificate_number: null,
    certificate_expires_on: null,
    last_flight_utc_ms: null,
    earlier_flights_utc_ms: null,
  };
  await transaction.sql
    .insertInto('crew')
    .values({ agency_id: transaction.agencyId, user_id: userId, ...empty, ...values })
    .onConflict((conflict) =>
      Object.keys(values).length > 0
        ? conflict.columns(['agency_id', 'user_id']).doUpdateSet(values)
        : conflict.columns(['agency_id', 'user_id']).doNothing(),
    )
    .execute();
}
