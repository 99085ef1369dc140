import type { Flight } from '@outrider/schema';
import { Link } from 'wouter';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { attempt } from '../../ui/notices.js';
import { ageText } from '../../ui/time.js';
import { FLIGHT_STATE, isBeforeTakeOff } from '../words.js';

/** A flight that is under way: where it stands, who answers for it, and the way to its pilot's view. */
export function FlightCard({ flight }: { flight: Flight }) {
  const mayCancel = useCan('flights:request') && isBeforeTakeOff(flight.state);
  const cancel = () =>
    void attempt('The flight was not cancelled', () =>
      call('POST', '/flights/{id}/cancel', { path: { id: flight.id } }),
    );
  return (
    <div className="card" data-selected="true">
      <div className="row">
        <b className="own">{flight.aircraft_name}</b>
        <span className="state-word">{FLIGHT_STATE[flight.state]}</span>
      </div>
      <p className="small muted">
        Flight {flight.number} · <Since flight={flight} />
      </p>
      <p className="small muted">
        {flight.rpic_name ? `RPIC ${flight.rpic_name}` : 'Waiting for an RPIC on duty to accept'}
      </p>
      {flight.state_detail && <p className="small">{flight.state_detail}</p>}
      <div className="cluster card-acts">
        <Link href={`/operations/${flight.id}`} className="btn compact">
          Open flight
        </Link>
        {mayCancel && (
          <Button compact onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}

function Since({ flight }: { flight: Flight }) {
  useNow();
  const since = flight.took_off_at_utc_ms ?? flight.accepted_at_utc_ms ?? flight.requested_at_utc_ms;
  const word = flight.took_off_at_utc_ms ? 'in the air' : flight.accepted_at_utc_ms ? 'accepted' : 'requested';
  return (
    <>
      {word} <span className="num">{ageText(serverNow() - since)}</span>
    </>
  );
}
