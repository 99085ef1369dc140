import type { Flight } from '@outrider/schema';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { attempt } from '../../ui/notices.js';

const YES = { incident_moved: 'Fly to the new place', incident_closed: 'Return', outranked: 'Divert' } as const;
const NO = { incident_moved: 'Stay', incident_closed: 'Stay', outranked: 'Stay with this one' } as const;

/** The incident moved, ended or was outranked in flight: the RPIC decides. */
export function QuestionCard({ flight }: { flight: Flight }) {
  const { question } = flight;
  if (!question) return null;
  const answer = (accept: boolean) =>
    void attempt('The answer was not taken', () =>
      call('POST', '/flights/{id}/answer', { path: { id: flight.id }, body: { question_id: question.id, accept } }),
    );
  return (
    <section className="card accept" aria-label={`Question about ${flight.aircraft_name}`}>
      <b>{flight.aircraft_name}</b>
      <p>{question.text}</p>
      <div className="cluster card-acts">
        <Button kind="primary" className="grow" onClick={() => answer(true)}>
          {YES[question.kind]}
        </Button>
        <Button onClick={() => answer(false)}>{NO[question.kind]}</Button>
      </div>
    </section>
  );
}
