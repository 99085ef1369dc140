import { retentionDate } from '@outrider/core/retention';
import type { RetentionRules } from '@outrider/core/retention';
import type { Flight, Hold, RecordSummary, RetentionKind } from '@outrider/schema';
import type { Selectable } from 'kysely';
import type { AgencyTransaction, Database } from '../../platform/index.js';
import { loadRetention } from '../retention/policy.js';
import type { RecordRow } from '../store.js';
import { holdsOf } from './holds.js';

export type KeepingRow = Selectable<Database['record_keeping']>;

/** Flights as the custodian's list shows them, in the same order. */
export async function summariesOf(tx: AgencyTransaction, flights: readonly Flight[]): Promise<RecordSummary[]> {
  const ids = flights.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rules = await loadRetention(tx);
  const [records, keeping, holds] = [await recordsOf(tx, ids), await keepingOf(tx, ids), await holdsOf(tx, ids)];
  return flights.map((flight) =>
    summaryOf(tx.nowUtcMs, rules, {
      flight,
      record: records.get(flight.id) ?? null,
      keeping: keeping.get(flight.id) ?? null,
      holds: holds.filter(({ flight_id }) => flight_id === flight.id),
    }),
  );
}

interface Known {
  flight: Flight;
  record: RecordRow | null;
  keeping: KeepingRow | null;
  holds: readonly Hold[];
}

function summaryOf(nowUtcMs: number, rules: RetentionRules, known: Known): RecordSummary {
  const { flight, record, keeping, holds } = known;
  const date = (kind: RetentionKind) =>
    retentionDate(kind, { ...flight, ...sealOf(record), holds, deleted: deletedOf(keeping, kind) }, rules, nowUtcMs);
  return {
    flight_id: flight.id,
    flight_number: flight.number,
    aircraft_name: flight.aircraft_name,
    purpose: flight.purpose,
    incident_number: flight.incident_number,
    rpic_name: flight.rpic_name,
    requested_at_utc_ms: flight.requested_at_utc_ms,
    ended_at_utc_ms: flight.ended_at_utc_ms,
    case_number: keeping?.case_number ?? null,
    state: record?.state ?? 'none',
    incomplete_reason: record?.incomplete_reason ?? null,
    holds: holds.filter(({ active }) => active).map(({ reason }) => reason),
    video: date('video'),
    telemetry: date('telemetry'),
  };
}

/** Only what is sealed counts as sealed: a broken record keeps everything for whoever looks into it. */
export const sealOf = (record: RecordRow | null) => ({
  sealed_at_utc_ms: record?.state === 'sealed' ? record.sealed_at_utc_ms : null,
});

/** What retention has deleted of a kind; null while it was not looked at. */
export function deletedOf(row: KeepingRow | null, kind: RetentionKind): { at_utc_ms: number; files: number } | null {
  const at_utc_ms = row?.[`${kind}_deleted_at_utc_ms`] ?? null;
  return at_utc_ms === null ? null : { at_utc_ms, files: row?.[`${kind}_deleted_files`] ?? 0 };
}

export async function recordsOf({ sql }: AgencyTransaction, ids: readonly string[]): Promise<Map<string, RecordRow>> {
  const rows = await sql.selectFrom('flight_records').selectAll().where('flight_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.flight_id, row]));
}

export async function keepingOf({ sql }: AgencyTransaction, ids: readonly string[]): Promise<Map<string, KeepingRow>> {
  const rows = await sql.selectFrom('record_keeping').selectAll().where('flight_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.flight_id, row]));
}
