import type { Alert, Command, FlightEvent } from '@outrider/schema';
import { SHOWN_ELSEWHERE } from '../gateway/apply/story.js';
import type { AgencyTransaction } from '../platform/index.js';

export interface Story {
  events: FlightEvent[];
  commands: Command[];
  alerts: Alert[];
}

/** What happened in a flight, each list in order of time. */
export async function flightStory(tx: AgencyTransaction, flightId: string): Promise<Story> {
  const events = await tx.sql
    .selectFrom('events')
    .select(['seq', 'at_utc_ms', 'kind', 'text', 'actor', 'data'])
    .where('flight_id', '=', flightId)
    .where('kind', 'not in', SHOWN_ELSEWHERE)
    .orderBy('seq')
    .execute();
  const commands = await tx.sql
    .selectFrom('commands')
    .selectAll()
    .where('flight_id', '=', flightId)
    .orderBy('requested_at_utc_ms')
    .execute();
  const alerts = await tx.sql
    .selectFrom('alerts')
    .selectAll()
    .where('flight_id', '=', flightId)
    .orderBy('raised_at_utc_ms')
    .execute();
  return { events, commands, alerts: alerts.map(({ agency_id: _agency, ...alert }) => alert) };
}
