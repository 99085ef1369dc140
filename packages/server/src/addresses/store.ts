import { sql as rawSql } from 'kysely';
import type { AddressMatch, AddressPoint } from '@outrider/schema';
import { addressWords, rankAddresses, splitAddress } from '@outrider/core/incident';
import type { AgencyTransaction } from '../platform/index.js';

// Seven parameters a row; PostgreSQL takes 65,535 in one statement.
const ROWS_PER_INSERT = 5000;
// Enough to hold both neighbours of a missing house number on any street.
const CANDIDATES = 200;

/** Replaces the register. */
export async function replaceAddresses(transaction: AgencyTransaction, points: readonly AddressPoint[]): Promise<void> {
  const { sql, agencyId } = transaction;
  await sql.deleteFrom('addresses').execute();
  for (let start = 0; start < points.length; start += ROWS_PER_INSERT) {
    const rows = points.slice(start, start + ROWS_PER_INSERT).map((point) => ({
      agency_id: agencyId,
      id: transaction.newId(),
      label: point.label,
      house_number: splitAddress(point.label).number,
      words: addressWords(point.label).join(' '),
      place: `(${point.longitude_deg},${point.latitude_deg})`,
    }));
    await sql.insertInto('addresses').values(rows).execute();
  }
}

/** Best places for what was typed; the last word may be unfinished. */
export async function findAddresses(
  transaction: AgencyTransaction,
  query: string,
  most: number,
): Promise<AddressMatch[]> {
  const { number, street } = splitAddress(query);
  const words = street.length > 0 ? street : addressWords(query);
  if (words.length === 0) return [];
  const terms = words.map((word, index) => (index === words.length - 1 ? `${word}:*` : word));
  const all = await candidates(transaction, terms.join(' & '), number);
  const points = all.length > 0 ? all : await candidates(transaction, terms.join(' | '), number);
  return rankAddresses(query, points, most);
}

async function candidates({ sql }: AgencyTransaction, query: string, number: number | null): Promise<AddressPoint[]> {
  const rows = await rawSql<AddressPoint>`SELECT * FROM search_addresses(${query}, ${number}, ${CANDIDATES})`.execute(
    sql,
  );
  return rows.rows;
}

/** Points of the register around a place, nearest first by degrees. */
export async function nearestPoints(
  { sql }: AgencyTransaction,
  latitudeDeg: number,
  longitudeDeg: number,
  most: number,
): Promise<AddressPoint[]> {
  const rows = await rawSql<{ label: string; found_latitude_deg: number; found_longitude_deg: number }>`
    SELECT * FROM nearest_addresses(${latitudeDeg}, ${longitudeDeg}, ${most})`.execute(sql);
  return rows.rows.map((row) => ({
    label: row.label,
    latitude_deg: row.found_latitude_deg,
    longitude_deg: row.found_longitude_deg,
  }));
}
