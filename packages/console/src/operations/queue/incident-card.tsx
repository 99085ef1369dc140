import type { Incident } from '@outrider/schema';
import { formatLength } from '@outrider/core/units';
import { useUnits } from '../../app/units.js';
import { useLive, useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { ageText } from '../../ui/time.js';
import { pickIncident } from '../selection.js';
import { FLIGHT_STATE } from '../words.js';

/** One incident of the queue: priority, age, place, and what flies to it. */
export function IncidentCard({ incident, selected }: { incident: Incident; selected: boolean }) {
  const { location, narrative } = incident;
  return (
    <button
      type="button"
      className="card incident"
      data-selected={selected}
      aria-pressed={selected}
      onClick={() => pickIncident(incident.id)}
    >
      <span className="row">
        <span className="clip">
          <span className="priority" data-priority={incident.priority}>
            P{incident.priority}
          </span>{' '}
          <b>{incident.type}</b>
        </span>
        <Age since={incident.received_at_utc_ms} />
      </span>
      <span className="block clip">
        {location.address ?? <Coordinates incident={incident} />} <Uncertainty metres={location.uncertainty_m} />
      </span>
      <FlightLine incident={incident} />
      {narrative && <span className="block small muted two-lines">{narrative}</span>}
    </button>
  );
}

function Age({ since }: { since: number }) {
  useNow();
  return <span className="num small muted">{ageText(serverNow() - since)}</span>;
}

function Coordinates({ incident: { location } }: { incident: Incident }) {
  return (
    <span className="num small">
      {location.latitude_deg.toFixed(5)}, {location.longitude_deg.toFixed(5)}
    </span>
  );
}

function Uncertainty({ metres }: { metres: number | null }) {
  const units = useUnits();
  if (metres === null) return <span className="faint">place uncertain</span>;
  return metres < 15 ? null : <span className="faint">±{formatLength(metres, units)}</span>;
}

function FlightLine({ incident }: { incident: Incident }) {
  const flight = useLive(
    (state) => state.flights.find((one) => one.incident_id === incident.id && one.ended_at_utc_ms === null),
    undefined,
  );
  if (!flight) return <span className="block small muted">No aircraft requested</span>;
  return (
    <span className="block small muted">
      Aircraft <b className="own">{flight.aircraft_name}</b> {FLIGHT_STATE[flight.state].toLowerCase()}
    </span>
  );
}
