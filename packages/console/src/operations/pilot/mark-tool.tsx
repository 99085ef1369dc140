import type { Flight } from '@outrider/schema';
import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { serverNow } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { useKeys } from '../../ui/keys.js';
import { attempt, notify } from '../../ui/notices.js';
import { clockText } from '../../ui/time.js';
import { crosshairGround } from './video/crosshair-ground.js';

const MOST_CHARACTERS = 200;
const UNNAMED = 'Marked';

/** Marks this moment of the flight, with what stands under the crosshair; the words may be written before. */
export function MarkTool({ flight }: { flight: Flight }) {
  const may = useCan('flights:message');
  const [text, setText] = useState('');
  const mark = () => {
    setText('');
    void keepMark(flight, text.trim() || UNNAMED);
  };
  useKeys({ b: mark }, may);
  if (!may) return null;
  return (
    <>
      <input
        className="mark-text"
        aria-label="What is marked"
        placeholder="What is marked"
        maxLength={MOST_CHARACTERS}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') mark();
          // Back to the keys that fly.
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <Button shortcut="B" onClick={mark}>
        Mark
      </Button>
    </>
  );
}

async function keepMark(flight: Flight, text: string): Promise<void> {
  const at_utc_ms = Math.round(serverNow());
  const ground = crosshairGround(flight.aircraft_id);
  const { latitude_deg, longitude_deg } = typeof ground === 'string' ? {} : ground;
  const position =
    latitude_deg === undefined || longitude_deg === undefined ? {} : { position: { latitude_deg, longitude_deg } };
  const body = { at_utc_ms, text, ...position };
  const kept = await attempt('The moment was not marked', () =>
    call('POST', '/flights/{id}/markers', { path: { id: flight.id }, body }),
  );
  if (kept) notify(`${text} at ${clockText(at_utc_ms)}`, 'It stands in the record and on the axis of the replay.');
}
