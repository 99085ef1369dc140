import type { CrewMessage, Flight } from '@outrider/schema';
import { MessageCard } from './message-card.js';
import { useMessages } from './use-messages.js';
import './messages.css';

const MOST_SHOWN = 4;

/** What viewers and staff tell the crew of a flight: what is new, and pins that were accepted. */
export function CockpitMessages({ flight }: { flight: Flight }) {
  const messages = useMessages(flight.id).filter(({ state, pin }) => state === 'new' || pin !== null);
  return <Stack messages={messages} flight={flight} />;
}

/** What nobody has answered yet, whatever it is about: for the page of operations. */
export function WaitingMessages() {
  return <Stack messages={useMessages(null)} flight={null} />;
}

function Stack({ messages, flight }: { messages: readonly CrewMessage[]; flight: Flight | null }) {
  const shown = messages.toReversed().slice(0, MOST_SHOWN);
  if (shown.length === 0) return null;
  return (
    <section className="messages" aria-label="Messages to the crew" aria-live="polite">
      {shown.map((message) => (
        <MessageCard key={message.id} message={message} flight={flight} />
      ))}
      {messages.length > shown.length && (
        <p className="small muted messages-more">{messages.length - shown.length} older wait behind these</p>
      )}
    </section>
  );
}
