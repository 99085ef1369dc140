import type { Aircraft, AircraftInput } from '@outrider/schema';
import { found, json, nullableJson } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

function select({ sql }: AgencyTransaction) {
  return sql
    .selectFrom('aircraft as a')
    .leftJoin('vehicle_bindings as b', (join) =>
      join.onRef('b.agency_id', '=', 'a.agency_id').onRef('b.aircraft_id', '=', 'a.id'),
    )
    .leftJoin('flights as f', (join) =>
      join
        .onRef('f.agency_id', '=', 'a.agency_id')
        .onRef('f.aircraft_id', '=', 'a.id')
        .on('f.ended_at_utc_ms', 'is', null)
        .on('f.purpose', '<>', 'replay'),
    )
    .selectAll('a')
    .select(['b.vehicle_key', 'f.id as flight_id'])
    .where('a.retired_at_utc_ms', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

function toAircraft(row: Row): Aircraft {
  const { agency_id: _agency, retired_at_utc_ms: _retired, created_at_utc_ms: _created, ...aircraft } = row;
  return aircraft;
}

/** All aircraft that are not retired, by name. */
export async function loadAircraft(transaction: AgencyTransaction): Promise<Aircraft[]> {
  const rows = await select(transaction).orderBy('a.name').orderBy('a.id').execute();
  return rows.map(toAircraft);
}

/** Throws not_found. */
export async function findAircraft(transaction: AgencyTransaction, id: string): Promise<Aircraft> {
  return toAircraft(found(await select(transaction).where('a.id', '=', id).executeTakeFirst(), 'aircraft'));
}

/** Loads an aircraft after a change and tells everyone who shows it. */
export async function tellAircraft(transaction: AgencyTransaction, id: string): Promise<Aircraft> {
  const aircraft = await findAircraft(transaction, id);
  transaction.change({ kind: 'aircraft', value: aircraft });
  return aircraft;
}

/** Columns of the fields that people enter. */
export function columnsOf(input: Partial<AircraftInput>) {
  const { performance, contract, payloads, ...plain } = input;
  return {
    ...plain,
    ...(performance === undefined ? {} : { performance: json(performance) }),
    ...(contract === undefined ? {} : { contract: nullableJson(contract) }),
    ...(payloads === undefined ? {} : { payloads: json(payloads) }),
  };
}

/** Registers an aircraft and returns its id. Throws conflict for a maker and serial that is there already. */
export async function insertAircraft(transaction: AgencyTransaction, input: AircraftInput): Promise<string> {
  const id = transaction.newId();
  const { performance, contract, payloads, ...plain } = input;
  await transaction.sql
    .insertInto('aircraft')
    .values({
      ...plain,
      performance: json(performance),
      contract: nullableJson(contract),
      payloads: json(payloads),
      checklist_ticks: json([]),
      agency_id: transaction.agencyId,
      id,
      grounding: null,
      retired_at_utc_ms: null,
      created_at_utc_ms: transaction.nowUtcMs,
    })
    .execute();
  return id;
}
