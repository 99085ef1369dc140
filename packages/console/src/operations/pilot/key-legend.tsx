import { useSyncExternalStore } from 'react';
import { useTelemetryFact } from '../../live/hooks.js';
import { Button, Key } from '../../ui/button.js';
import { connectedGamepad } from './control/gamepad.js';
import { controlView } from './control/session.js';

const ROWS: readonly (readonly [string, readonly string[]])[] = [
  ['move', ['W', 'A', 'S', 'D']],
  ['turn', ['Q', 'E']],
  ['climb', ['↑', '↓']],
];

/** The keys that fly, lit while they act; whether a gamepad is there. */
export function KeyLegend({ aircraftId, onSetUp }: { aircraftId: string; onSetUp: () => void }) {
  const steering = useSyncExternalStore(
    controlView.subscribe,
    () => controlView.get().aircraftId === aircraftId && controlView.get().epoch !== null,
  );
  const pad = useTelemetryFact(aircraftId, () => connectedGamepad()?.id.split('(')[0]?.trim() ?? null);
  return (
    <section className="legend small" aria-label="Keys" data-on={steering}>
      <div className="legend-keys">
        {ROWS.map(([word, keys]) => (
          <span key={word}>
            {keys.map((key) => (
              <Key key={key}>{key}</Key>
            ))}{' '}
            {word}
          </span>
        ))}
      </div>
      <div className="legend-pad">
        <span className="clip">{pad ? `${pad} · Mode 2` : 'No gamepad seen'}</span>
        <Button kind="quiet" compact onClick={onSetUp}>
          Axes
        </Button>
      </div>
    </section>
  );
}
