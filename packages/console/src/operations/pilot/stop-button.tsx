import { useState } from 'react';
import { useCan } from '../../app/session.js';
import { command, stopAircraft } from '../../live/live.js';
import { useTelemetryFact } from '../../live/hooks.js';
import { Key } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { useKeys } from '../../ui/keys.js';
import { attempt } from '../../ui/notices.js';

/** Brake and hold, latched: one press, no question. While it is latched, hold to re-activate. Backspace does the same as STOP. */
export function StopButton({ aircraftId }: { aircraftId: string }) {
  const may = useCan('aircraft:command');
  const stopped = useTelemetryFact(aircraftId, (entry) => entry?.sample.stopped ?? false);
  const [sending, setSending] = useState(false);
  const stop = async () => {
    if (sending) return;
    setSending(true);
    await attempt('STOP did not arrive', () => stopAircraft(aircraftId));
    setSending(false);
  };
  useKeys({ backspace: () => void stop() }, may, true);
  if (!may) return null;
  if (stopped) {
    return (
      <HoldButton
        className="reactivate"
        label="Re-activate the aircraft"
        onConfirm={() => void attempt('Not re-activated', () => command(aircraftId, { kind: 'reactivate' }))}
      >
        Hold to re-activate
      </HoldButton>
    );
  }
  return (
    <button
      type="button"
      className="stop"
      onClick={() => void stop()}
      aria-busy={sending}
      aria-keyshortcuts="Backspace"
    >
      {sending ? 'STOP…' : 'STOP'} <Key>⌫</Key>
    </button>
  );
}
