import type { Incident } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { useLive } from '../../live/hooks.js';
import { call } from '../../live/api.js';
import { ErrorNote, Loading } from '../../ui/state.js';
import { Button } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { attempt } from '../../ui/notices.js';
import { clockText } from '../../ui/time.js';
import { startEdit } from '../selection.js';
import { SENSITIVITY } from '../words.js';
import { DecisionView } from './decision-view.js';
import { FirstLooks } from './first-look.js';
import { FlightCard } from './flight-card.js';
import { useIncidentDecision } from './use-decision.js';

const none: never[] = [];

/** An incident: what is known, what flies to it, and which aircraft could go. */
export function IncidentPanel({ incident }: { incident: Incident }) {
  const flights = useLive((state) => state.flights, none).filter((flight) => flight.incident_id === incident.id);
  // Each decision is kept on record: it is made for those who can act on it.
  const mayDecide = [useCan('dispatch:decide'), useCan('flights:request')].every(Boolean);
  const [another, setAnother] = useState(false);
  const judging = flights.length === 0 || another;
  const { location } = incident;
  const place = `${location.latitude_deg},${location.longitude_deg}`;
  const decision = useIncidentDecision(incident.id, place, mayDecide && judging);
  return (
    <section aria-label={`Incident ${incident.number}`}>
      <IncidentHead incident={incident} />
      <FirstLooks location={location} />
      {flights.map((flight) => (
        <FlightCard key={flight.id} flight={flight} />
      ))}
      {!judging && mayDecide && (
        <Button className="another" onClick={() => setAnother(true)}>
          Another aircraft to this incident
        </Button>
      )}
      {judging && (
        <>
          <ErrorNote error={decision.error} />
          {decision.isPending && mayDecide && <Loading what="every aircraft's answer" />}
          {decision.data && (
            <DecisionView decision={decision.data} purpose="incident" onRequested={() => setAnother(false)} />
          )}
        </>
      )}
    </section>
  );
}

function IncidentHead({ incident }: { incident: Incident }) {
  const mayWrite = useCan('incidents:write');
  const close = () =>
    void attempt('The incident was not closed', () =>
      call('PATCH', '/incidents/{id}', { path: { id: incident.id }, body: { state: 'closed' } }),
    );
  return (
    <header className="panel-head">
      <div className="row">
        <h1 className="clip">{incident.location.address ?? incident.type}</h1>
        {mayWrite && (
          <span>
            <Button kind="quiet" compact onClick={() => startEdit(incident)}>
              Edit
            </Button>
            <HoldButton className="compact quiet" label="Close the incident" onConfirm={close}>
              Hold to close
            </HoldButton>
          </span>
        )}
      </div>
      <p className="small muted">
        {incident.type} · P{incident.priority} · {incident.number} · received{' '}
        <span className="num">{clockText(incident.received_at_utc_ms)}</span> · sensitivity:{' '}
        {SENSITIVITY[incident.sensitivity]}
      </p>
    </header>
  );
}
