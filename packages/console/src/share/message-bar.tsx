import type { Point } from '@outrider/schema';
import { MESSAGE_MOST_CHARACTERS } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '../ui/button.js';
import { errorText } from '../ui/state.js';
import type { SharedFeedAsker } from './shared-feed.js';

interface MessageBarProps {
  asker: SharedFeedAsker;
  pin: Point | null;
  onPin: (pin: Point | null) => void;
}
type Said = { ok: boolean; text: string } | null;

/** Words, a pin, or both, to the crew. */
export function MessageBar({ asker, pin, onPin }: MessageBarProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await asker.say(text.trim(), pin);
      setText('');
      onPin(null);
      setSaid({ ok: true, text: 'Sent to the crew.' });
    } catch (error) {
      setSaid({ ok: false, text: `Not sent: ${errorText(error)}` });
    }
    setBusy(false);
  };
  const here = () => {
    setSaid({ ok: true, text: 'Asking this phone where it is…' });
    findMe().then(
      (point) => {
        onPin(point);
        setSaid({ ok: true, text: 'Pin set where you are. Send it to the crew.' });
      },
      (error: unknown) => setSaid({ ok: false, text: errorText(error) }),
    );
  };
  return (
    <form className="share-say" onSubmit={(event) => void send(event)}>
      <div className="share-pin-row">
        <span>{pin ? 'Pin set. It goes with your message.' : 'Tap the map to set a pin'}</span>
        {pin ? (
          <Button onClick={() => onPin(null)}>Remove pin</Button>
        ) : (
          'geolocation' in navigator && <Button onClick={here}>Pin where I am</Button>
        )}
      </div>
      <div className="share-say-row">
        <input
          aria-label="Message to the crew"
          placeholder="Message to the crew"
          value={text}
          maxLength={MESSAGE_MOST_CHARACTERS}
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
        />
        <Button kind="primary" type="submit" disabled={busy || (text.trim() === '' && !pin)}>
          {busy ? 'Sending…' : 'Send'}
        </Button>
      </div>
      <p className="share-said" data-ok={said?.ok} role="status">
        {said?.text}
      </p>
    </form>
  );
}

const FOUND_WITHIN_MS = 15_000;
const PERMISSION_DENIED = 1;

/** Where this phone is; the browser asks its owner first. Throws with a sentence when it does not tell. */
function findMe(): Promise<Point> {
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude_deg: coords.latitude, longitude_deg: coords.longitude }),
      ({ code }) =>
        reject(
          new Error(
            code === PERMISSION_DENIED
              ? 'This browser may not tell where you are. Allow it in its settings, or tap the map.'
              : 'This phone does not know where it is. Tap the map instead.',
          ),
        ),
      { enableHighAccuracy: true, timeout: FOUND_WITHIN_MS },
    );
  });
}
