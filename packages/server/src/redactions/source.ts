import type { RedactionSource } from '@outrider/schema';
import { findFlight } from '../flights/store.js';
import { found } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';
import type { RedactionRow } from './store.js';

/** Which part of which recording a redaction is of, with the names that go into the file. */
export async function sourceOf(tx: AgencyTransaction, row: RedactionRow): Promise<RedactionSource> {
  const flight = found(await findFlight(tx, row.flight_id), 'flight');
  const agency = tx.sql.selectFrom('agencies').select('name').where('id', '=', tx.agencyId);
  return {
    agency_id: tx.agencyId,
    agency_name: (await agency.executeTakeFirstOrThrow()).name,
    flight_id: flight.id,
    flight_number: flight.number,
    camera_id: row.camera_id,
    from_utc_ms: row.from_utc_ms,
    to_utc_ms: row.to_utc_ms,
  };
}
