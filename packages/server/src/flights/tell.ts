import type { Flight } from '@outrider/schema';
import type { AgencyTransaction } from '../platform/index.js';

/** Writes a line into the flight's story and tells the consoles what the flight is now. */
export function tellFlight(
  tx: AgencyTransaction,
  flight: Flight,
  kind: string,
  text: string,
  actor: string | null,
  data: Record<string, unknown> = {},
): void {
  const { id: flight_id, aircraft_id, incident_id } = flight;
  tx.event({
    kind: `flight_${kind}`,
    text,
    actor,
    flight_id,
    aircraft_id,
    incident_id,
    data: { state: flight.state, ...data },
  });
  tx.change({ kind: 'flight', value: flight });
}
