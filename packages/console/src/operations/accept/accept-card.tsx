import type { Flight } from '@outrider/schema';
import { formatDistance, formatHeight } from '@outrider/core/units';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useUnits } from '../../app/units.js';
import { call } from '../../live/api.js';
import { useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { CheckField, TextArea } from '../../ui/field.js';
import { HoldButton } from '../../ui/hold-button.js';
import { attempt } from '../../ui/notices.js';
import { ageText } from '../../ui/time.js';
import { needsOverride, VerdictLine } from '../dispatch/verdict-line.js';
import { PURPOSE } from '../words.js';

/** The RPIC's card for one requested flight: what is asked, under which conditions, hold to accept, or decline. */
export function AcceptCard({ flight }: { flight: Flight }) {
  const [, navigate] = useLocation();
  const [sees, setSees] = useState(false);
  const [reason, setReason] = useState('');
  const [declining, setDeclining] = useState(false);
  const override = needsOverride(flight.verdict);
  const blocked = override && reason.trim().length < 5;

  const accept = async () => {
    const done = await attempt('The flight was not accepted', () =>
      call('POST', '/flights/{id}/accept', {
        path: { id: flight.id },
        body: {
          ...(override ? { override_reason: reason.trim() } : {}),
          ...(flight.simulated ? {} : { visual_line_of_sight_confirmed: sees }),
        },
      }),
    );
    if (done) navigate(`/operations/${flight.id}`);
  };

  return (
    <section className="card accept" aria-label={`Request for ${flight.aircraft_name}`}>
      <div className="row">
        <b>Accept {flight.aircraft_name}?</b>
        <Waiting since={flight.requested_at_utc_ms} />
      </div>
      <PlanLine flight={flight} />
      {flight.verdict && <VerdictLine verdict={flight.verdict} />}
      {flight.verdict?.conditions.map((condition) => (
        <p key={condition} className="small condition">
          {condition}
        </p>
      ))}
      {override && (
        <TextArea
          label="Reason for flying all the same (kept on record)"
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {!flight.simulated && (
        <CheckField
          label="I or an observer keep the aircraft in visual line of sight"
          hint="needed to fly it by hand"
          checked={sees}
          onChange={(event) => setSees(event.target.checked)}
        />
      )}
      {declining ? (
        <Decline flight={flight} onLeave={() => setDeclining(false)} />
      ) : (
        <div className="cluster card-acts">
          <HoldButton
            kind="primary"
            className="grow"
            label={`Accept ${flight.aircraft_name} and take off`}
            disabled={blocked}
            onConfirm={() => void accept()}
          >
            Hold to accept
          </HoldButton>
          <Button onClick={() => setDeclining(true)}>Decline</Button>
        </div>
      )}
    </section>
  );
}

function Waiting({ since }: { since: number }) {
  useNow();
  return <span className="num small muted">{ageText(serverNow() - since)}</span>;
}

function PlanLine({ flight }: { flight: Flight }) {
  const units = useUnits();
  const { plan } = flight;
  const facts = [
    flight.purpose === 'incident' ? `Incident ${flight.incident_number ?? ''}` : PURPOSE[flight.purpose],
    plan && `${formatDistance(plan.length_out_m, units)} out`,
    plan && (plan.legs.length === 1 ? 'straight there' : `${plan.legs.length} legs`),
    plan && `returns at ${formatHeight(plan.return_line.return_height_m, units, 'takeoff')}`,
    flight.simulated && 'simulated',
  ];
  return <p className="small muted">{facts.filter(Boolean).join(' · ')}</p>;
}

function Decline({ flight, onLeave }: { flight: Flight; onLeave: () => void }) {
  const [reason, setReason] = useState('');
  const decline = () =>
    void attempt('The flight was not declined', () =>
      call('POST', '/flights/{id}/decline', { path: { id: flight.id }, body: { reason: reason.trim() } }),
    );
  return (
    <>
      <TextArea label="Why not" rows={2} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
      <div className="cluster card-acts">
        <Button className="grow" disabled={reason.trim() === ''} onClick={decline}>
          Decline
        </Button>
        <Button kind="quiet" onClick={onLeave}>
          Back
        </Button>
      </div>
    </>
  );
}
