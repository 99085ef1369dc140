import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { DAY_MS, daysOf, retentionDate, retentionKindOf } from '@outrider/core/retention';
import type { RetentionRules } from '@outrider/core/retention';
import { MANIFEST_FILE, parseManifest } from '@outrider/core/evidence';
import { recordPath } from '@outrider/record/folder';
import { RETENTION_KINDS } from '@outrider/schema';
import type { Flight, FlightPurpose, PlannedDeletion, RetentionKind } from '@outrider/schema';
import { findFlights } from '../../flights/store.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { holdsOf } from '../custody/holds.js';
import { deletedOf, keepingOf, recordsOf, sealOf } from '../custody/summaries.js';

const PURPOSES: readonly FlightPurpose[] = ['incident', 'patrol', 'training', 'test', 'replay'];

/** A deletion that is planned, before its files were counted. */
export type Due = Omit<PlannedDeletion, 'files' | 'bytes'>;

export interface PlanQuery {
  rules: RetentionRules;
  until_utc_ms: number;
  kind?: RetentionKind;
  purpose?: FlightPurpose;
  /** Of each purpose and kind. */
  limit: number;
}

/** What is deleted until a time, soonest first: sealed, not held, not deleted yet. Nothing is changed. */
export async function planDeletions(tx: AgencyTransaction, query: PlanQuery): Promise<Due[]> {
  const due: Due[] = [];
  for (const kind of RETENTION_KINDS) {
    if (query.kind !== undefined && query.kind !== kind) continue;
    for (const purpose of PURPOSES) {
      if (query.purpose !== undefined && query.purpose !== purpose) continue;
      due.push(...(await dueOf(tx, query, kind, purpose)));
    }
  }
  return due.toSorted((a, b) => a.at_utc_ms - b.at_utc_ms || (a.flight_id < b.flight_id ? -1 : 1));
}

async function dueOf(
  tx: AgencyTransaction,
  { rules, until_utc_ms, limit }: PlanQuery,
  kind: RetentionKind,
  purpose: FlightPurpose,
): Promise<Due[]> {
  const days = daysOf(rules.policy, purpose, kind);
  if (days === null || rules.changed_at_utc_ms === null) return [];
  const ids = await candidates(tx, { kind, purpose, endedUntilUtcMs: until_utc_ms - days * DAY_MS, limit });
  const flights = await findFlights(tx, ids);
  if (ids.length === 0) return [];
  const [records, keeping, holds] = [await recordsOf(tx, ids), await keepingOf(tx, ids), await holdsOf(tx, ids)];
  const due: Due[] = [];
  for (const flight of flights) {
    const facts = {
      ...flight,
      ...sealOf(records.get(flight.id) ?? null),
      holds: holds.filter(({ flight_id }) => flight_id === flight.id),
      deleted: deletedOf(keeping.get(flight.id) ?? null, kind),
    };
    const { state, at_utc_ms } = retentionDate(kind, facts, rules, tx.nowUtcMs);
    if (state !== 'planned' || at_utc_ms === null || at_utc_ms > until_utc_ms) continue;
    const case_number = keeping.get(flight.id)?.case_number ?? null;
    due.push({ ...shown(flight, facts.sealed_at_utc_ms ?? 0), case_number, kind, at_utc_ms });
  }
  return due;
}

const shown = (flight: Flight, sealedAtUtcMs: number) => ({
  flight_id: flight.id,
  flight_number: flight.number,
  aircraft_name: flight.aircraft_name,
  purpose: flight.purpose,
  ended_at_utc_ms: flight.ended_at_utc_ms ?? sealedAtUtcMs,
});

interface Candidates {
  kind: RetentionKind;
  purpose: FlightPurpose;
  endedUntilUtcMs: number;
  limit: number;
}

/** Sealed records that ended long enough ago, are not held now and have the kind still, oldest first. */
async function candidates(tx: AgencyTransaction, asked: Candidates): Promise<string[]> {
  const { kind, purpose, endedUntilUtcMs, limit } = asked;
  const deletedAt = sql.ref(`k.${kind}_deleted_at_utc_ms`);
  const found = await sql<{ id: string }>`
    SELECT f.id FROM flights f JOIN flight_records r ON r.agency_id = f.agency_id AND r.flight_id = f.id
      LEFT JOIN record_keeping k ON k.agency_id = f.agency_id AND k.flight_id = f.id
    WHERE f.purpose = ${purpose} AND r.state = 'sealed' AND ${deletedAt} IS NULL
      AND coalesce(f.ended_at_utc_ms, r.sealed_at_utc_ms) <= ${endedUntilUtcMs}
      AND NOT EXISTS (SELECT 1 FROM record_holds h WHERE h.agency_id = f.agency_id AND h.flight_id = f.id
        AND h.lifted_at_utc_ms IS NULL AND (h.until_utc_ms IS NULL OR h.until_utc_ms > ${tx.nowUtcMs}))
    ORDER BY coalesce(f.ended_at_utc_ms, r.sealed_at_utc_ms), f.id LIMIT ${limit}`.execute(tx.sql);
  return found.rows.map(({ id }) => id);
}

/** Files of a kind that a sealed record still has, by its manifest; null when the manifest cannot be read. */
export async function filesOf(
  recordsDir: string,
  agencyId: string,
  { flight_id, kind }: Pick<Due, 'flight_id' | 'kind'>,
): Promise<{ file: string; bytes: number }[] | null> {
  const path = join(recordPath(recordsDir, agencyId, flight_id), MANIFEST_FILE);
  const bytes = await readFile(path).catch(() => null);
  const sealed = bytes && parseManifest(bytes);
  if (!sealed) return null;
  return sealed.manifest.files.filter(({ file }) => retentionKindOf(file) === kind);
}

/** Counts the files; what has none is left out. */
export async function counted(recordsDir: string, agencyId: string, due: readonly Due[]): Promise<PlannedDeletion[]> {
  const planned: PlannedDeletion[] = [];
  for (const one of due) {
    const files = (await filesOf(recordsDir, agencyId, one)) ?? [];
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (files.length > 0) planned.push({ ...one, files: files.length, bytes });
  }
  return planned;
}
