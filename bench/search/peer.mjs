// The peer: the same rows and conditions under plain row security, without the function that runs as the owner.
import { sql } from 'kysely';

/** The words of a flight as anybody would index them, parted where the product parts them. */
const WORDS = `to_tsvector('simple'::regconfig, translate(flights.search_text, '-/._:#@', '       '))`;

/** The index that goes with it; areas and times have theirs already. */
export const indexWords = (owner) => owner.query(`CREATE INDEX ON flights USING gin ((${WORDS}))`);

export async function searchUnderRowSecurity({ sql: db }, query) {
  let select = db
    .selectFrom('flights')
    .innerJoin('aircraft', (on) =>
      on.onRef('aircraft.agency_id', '=', 'flights.agency_id').onRef('aircraft.id', '=', 'flights.aircraft_id'),
    )
    .leftJoin('incidents', (on) =>
      on.onRef('incidents.agency_id', '=', 'flights.agency_id').onRef('incidents.id', '=', 'flights.incident_id'),
    )
    .leftJoin('users', (on) =>
      on.onRef('users.agency_id', '=', 'flights.agency_id').onRef('users.id', '=', 'flights.rpic_user_id'),
    )
    .selectAll('flights')
    .select([
      'aircraft.name as aircraft_name',
      'incidents.number as incident_number',
      'users.display_name as rpic_name',
    ])
    .orderBy('flights.requested_at_utc_ms', 'desc')
    .orderBy('flights.id', 'desc')
    .limit(query.limit + 1);
  const { text, area, from_utc_ms, to_utc_ms } = query;
  if (text !== null) select = select.where(sql`${sql.raw(WORDS)} @@ to_tsquery('simple', ${text})`);
  if (area)
    select = select.where(sql`flights.area && ${`(${area.east},${area.north}),(${area.west},${area.south})`}::box`);
  if (from_utc_ms !== null) select = select.where('flights.requested_at_utc_ms', '>=', from_utc_ms);
  if (to_utc_ms !== null) select = select.where('flights.requested_at_utc_ms', '<=', to_utc_ms);
  return select.execute();
}
