import { useCan } from '../../app/session.js';
import { useLive } from '../../live/hooks.js';
import { AcceptCard } from './accept-card.js';
import { QuestionCard } from './question-card.js';

const none: never[] = [];

/** What waits for an RPIC: requests to accept, and questions about flights under way. */
export function AcceptStack() {
  const flights = useLive((state) => state.flights, none);
  const mayAccept = useCan('flights:accept');
  if (!mayAccept) return null;
  const requested = flights.filter((flight) => flight.state === 'requested');
  const asking = flights.filter((flight) => flight.question !== null);
  if (requested.length + asking.length === 0) return null;
  return (
    <div className="stack accept-stack" aria-live="polite">
      {asking.map((flight) => (
        <QuestionCard key={flight.id} flight={flight} />
      ))}
      {requested.map((flight) => (
        <AcceptCard key={flight.id} flight={flight} />
      ))}
    </div>
  );
}
