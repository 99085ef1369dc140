import type { CrewMessage, Flight } from '@outrider/schema';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { useLive, useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { attempt } from '../../ui/notices.js';
import { ageText } from '../../ui/time.js';
import { PinPlace } from './pin-place.js';

interface MessageCardProps {
  message: CrewMessage;
  /** The flight whose cockpit this stands in; null on other pages. */
  flight: Flight | null;
}

/** One message. To accept it keeps its pin on the map, to dismiss it takes both away; neither moves an aircraft. */
export function MessageCard({ message, flight }: MessageCardProps) {
  const mayAnswer = useCan('alerts:acknowledge');
  const { sender, text, pin, state, sent_at_utc_ms } = message;
  const about = useAbout(message);
  useNow();
  const answer = (state: 'accepted' | 'dismissed') =>
    void attempt('The message was not answered', () =>
      call('POST', '/messages/{id}/answer', { path: { id: message.id }, body: { state } }),
    );
  return (
    <article className="glass message" data-state={state} aria-label={`Message from ${sender}`}>
      <p className="row message-head">
        <b className="clip">{sender}</b>
        <span className="num small muted" title="How long ago it was sent">
          {ageText(serverNow() - sent_at_utc_ms)}
        </span>
      </p>
      {flight === null && about && <p className="small muted">{about}</p>}
      {text !== '' && <p className="message-text">{text}</p>}
      {pin && <PinPlace pin={pin} flight={flight} />}
      {mayAnswer && (
        <div className="cluster">
          {state === 'new' && (
            <Button compact onClick={() => answer('accepted')}>
              {pin ? 'Keep pin' : 'Seen'}
            </Button>
          )}
          <Button compact kind="quiet" onClick={() => answer('dismissed')}>
            {state === 'new' ? 'Dismiss' : 'Remove pin'}
          </Button>
        </div>
      )}
    </article>
  );
}

/** What a message is about, where the page does not say it: the aircraft, or the camera. */
function useAbout({ aircraft_id, camera_id }: CrewMessage): string | null {
  return useLive(
    ({ fleet, cameras }) =>
      fleet.find(({ aircraft }) => aircraft.id === aircraft_id)?.aircraft.name ??
      cameras.find(({ id }) => id === camera_id)?.name ??
      null,
    null,
  );
}
