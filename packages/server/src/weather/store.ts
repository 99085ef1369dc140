import type { Weather } from '@outrider/schema';
import { json } from '../platform/index.js';
import type { AgencyTransaction } from '../platform/index.js';

/** The weather in force: what was entered last. Whether it is still fresh is decided where it is used. */
export async function loadWeather({ sql }: AgencyTransaction): Promise<Weather | null> {
  // Ids grow with the time of entry.
  const row = await sql.selectFrom('weather').select('weather').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.weather ?? null;
}

export async function saveWeather(
  transaction: AgencyTransaction,
  weather: Weather,
  enteredBy: string | null,
): Promise<void> {
  await transaction.sql
    .insertInto('weather')
    .values({
      agency_id: transaction.agencyId,
      id: transaction.newId(),
      weather: json(weather),
      observed_at_utc_ms: weather.observed_at_utc_ms,
      entered_by: enteredBy,
    })
    .execute();
  transaction.change({ kind: 'weather', value: weather });
}
