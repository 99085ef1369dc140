import { useState } from 'react';
import type { Flight } from '@outrider/schema';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { attempt } from '../../ui/notices.js';

const YES = { incident_moved: 'Fly to the new place', incident_closed: 'Return', outranked: 'Divert' } as const;
const NO = { incident_moved: 'Stay', incident_closed: 'Stay', outranked: 'Stay with this one' } as const;

/** The incident moved, ended or was outranked in flight: the RPIC decides. */
export function QuestionCard({ flight }: { flight: Flight }) {
  const { question } = flight;
  const [given, setGiven] = useState<boolean | null>(null);
  if (!question) return null;
  const answer = async (accept: boolean) => {
    setGiven(accept);
    await attempt('The answer was not carried out', () =>
      call('POST', '/flights/{id}/answer', { path: { id: flight.id }, body: { question_id: question.id, accept } }),
    );
    setGiven(null);
  };
  return (
    <section className="card accept" aria-label={`Question about ${flight.aircraft_name}`}>
      <b>{flight.aircraft_name}</b>
      <p>{question.text}</p>
      {given && question.kind !== 'incident_closed' && (
        <p className="hint" role="status">
          It holds while a new way is planned, uploaded and verified. This can take a minute.
        </p>
      )}
      <div className="cluster card-acts">
        <Button kind="primary" className="grow" disabled={given !== null} onClick={() => void answer(true)}>
          {YES[question.kind]}
        </Button>
        <Button disabled={given !== null} onClick={() => void answer(false)}>
          {NO[question.kind]}
        </Button>
      </div>
    </section>
  );
}
