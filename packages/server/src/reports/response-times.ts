import type { AgencyTransaction } from '../platform/index.js';

export interface ResponseTimes {
  flights: number;
  rows: { measure: string; count: number; median_s: number | null; p90_s: number | null; worst_s: number | null }[];
  by_aircraft: { aircraft_id: string; name: string; flights: number; median_on_scene_s: number | null }[];
}

interface Row {
  aircraft_id: string;
  name: string;
  received: number | null;
  requested: number;
  accepted: number | null;
  airborne: number | null;
  on_scene: number | null;
}

const MEASURES: readonly [string, (row: Row) => number | null][] = [
  ['Call received to requested', (row) => between(row.received, row.requested)],
  ['Requested to accepted', (row) => between(row.requested, row.accepted)],
  ['Accepted to airborne', (row) => between(row.accepted, row.airborne)],
  ['Airborne to on scene', (row) => between(row.airborne, row.on_scene)],
  ['Call received to on scene', (row) => between(row.received, row.on_scene)],
];

const between = (from: number | null, to: number | null): number | null =>
  from === null || to === null || to < from ? null : (to - from) / 1000;

/** Value below which a share of the sorted values lies (nearest rank); null without values. */
export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? null;
}

function measure(rows: readonly Row[], name: string, seconds: (row: Row) => number | null) {
  const values = rows
    .map(seconds)
    .filter((value) => value !== null)
    .toSorted((a, b) => a - b);
  return {
    measure: name,
    count: values.length,
    median_s: percentile(values, 0.5),
    p90_s: percentile(values, 0.9),
    worst_s: values.at(-1) ?? null,
  };
}

/** How long each part of the way from call to scene took, for flights to incidents that were requested in the given time. */
export async function responseTimes(tx: AgencyTransaction, fromUtcMs: number, toUtcMs: number): Promise<ResponseTimes> {
  const rows: Row[] = await tx.sql
    .selectFrom('flights as f')
    .innerJoin('aircraft as a', (on) => on.onRef('a.agency_id', '=', 'f.agency_id').onRef('a.id', '=', 'f.aircraft_id'))
    .innerJoin('incidents as i', (on) =>
      on.onRef('i.agency_id', '=', 'f.agency_id').onRef('i.id', '=', 'f.incident_id'),
    )
    .select(['a.id as aircraft_id', 'a.name', 'i.received_at_utc_ms as received', 'f.requested_at_utc_ms as requested'])
    .select([
      'f.accepted_at_utc_ms as accepted',
      'f.took_off_at_utc_ms as airborne',
      'f.on_scene_at_utc_ms as on_scene',
    ])
    .where('f.requested_at_utc_ms', '>=', fromUtcMs)
    .where('f.requested_at_utc_ms', '<=', toUtcMs)
    .execute();
  const aircraft = groupById(rows);
  return {
    flights: rows.length,
    rows: MEASURES.map(([name, seconds]) => measure(rows, name, seconds)),
    by_aircraft: [...aircraft.values()].map((flights) => ({
      aircraft_id: flights[0]?.aircraft_id ?? '',
      name: flights[0]?.name ?? '',
      flights: flights.length,
      median_on_scene_s: measure(flights, '', (row) => between(row.received, row.on_scene)).median_s,
    })),
  };
}

function groupById(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.aircraft_id, [...(groups.get(row.aircraft_id) ?? []), row]);
  return groups;
}
