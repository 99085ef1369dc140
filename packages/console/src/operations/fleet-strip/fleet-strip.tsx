import type { FleetEntry, Flight } from '@outrider/schema';
import { useMemo } from 'react';
import { useLive } from '../../live/hooks.js';
import { FleetCard } from './fleet-card.js';

const none: never[] = [];
const RANK = { ready: 1, caution: 2, not_ready: 3 } as const;
const rankOf = (entry: FleetEntry): number => (entry.aircraft.flight_id ? 0 : RANK[entry.readiness.state]);

/** Every aircraft in a row: those in the air first, then those that could go. */
export function FleetStrip() {
  const fleet = useLive((state) => state.fleet, none);
  const flights = useLive((state) => state.flights, none);
  const sorted = useMemo(
    () =>
      [...fleet].sort(
        (a, b) => rankOf(a) - rankOf(b) || a.aircraft.name.localeCompare(b.aircraft.name, 'en', { numeric: true }),
      ),
    [fleet],
  );
  const byAircraft = useMemo(
    () => new Map<string, Flight>(flights.map((flight) => [flight.aircraft_id, flight])),
    [flights],
  );
  return (
    <nav className="ops-strip" aria-label="Fleet">
      <ul>
        {sorted.map((entry) => (
          <li key={entry.aircraft.id}>
            <FleetCard entry={entry} flight={byAircraft.get(entry.aircraft.id) ?? null} />
          </li>
        ))}
      </ul>
    </nav>
  );
}
