import type { ReactNode } from 'react';
import { useSyncExternalStore } from 'react';
import { useTelemetryFact } from '../../live/hooks.js';
import { Button, Key } from '../../ui/button.js';
import { connectedGamepad, gamepadMaps, mapOf } from './control/gamepad.js';
import { keyLabels, labelOf } from './control/key-labels.js';
import { controlView, letGoKey, pressKey } from './control/session.js';

/** What each cap shows, the key it stands for, and what it does. */
type Cap = readonly [shown: string, key: string, does: string];
const ROWS: readonly (readonly [string, readonly Cap[]])[] = [
  [
    'move',
    [
      ['W', 'w', 'Forward'],
      ['A', 'a', 'Left'],
      ['S', 's', 'Back'],
      ['D', 'd', 'Right'],
    ],
  ],
  [
    'turn',
    [
      ['Q', 'q', 'Turn left'],
      ['E', 'e', 'Turn right'],
    ],
  ],
  [
    'climb',
    [
      ['↑', 'arrowup', 'Climb'],
      ['↓', 'arrowdown', 'Descend'],
    ],
  ],
];
const none: readonly string[] = [];

/** The keys that fly, lit while they act; on a tablet they are pressed here. Whether a gamepad is there. */
export function KeyLegend({ aircraftId, onSetUp }: { aircraftId: string; onSetUp: () => void }) {
  const steering = useSyncExternalStore(
    controlView.subscribe,
    () => controlView.get().aircraftId === aircraftId && controlView.get().epoch !== null,
  );
  const down = useSyncExternalStore(controlView.subscribe, () => (steering ? controlView.get().keys : none));
  useSyncExternalStore(gamepadMaps.subscribe, gamepadMaps.get);
  useSyncExternalStore(keyLabels.subscribe, keyLabels.get);
  const pad = useTelemetryFact(aircraftId, padText);
  return (
    <section className="legend small" aria-label="Keys" data-on={steering}>
      <div className="legend-keys">
        {ROWS.map(([word, caps]) => (
          <span key={word}>
            {caps.map(([shown, key, does]) =>
              steering ? (
                <StickKey key={key} name={key} does={does} down={down.includes(key)}>
                  {labelOf(key, shown)}
                </StickKey>
              ) : (
                <Key key={key}>{labelOf(key, shown)}</Key>
              ),
            )}{' '}
            {word}
          </span>
        ))}
      </div>
      <div className="legend-pad">
        <span className="clip">{pad ?? 'No gamepad seen'}</span>
        <Button kind="quiet" compact onClick={onSetUp}>
          Axes
        </Button>
      </div>
    </section>
  );
}

/** What the connected gamepad is called and whether it flies; null without one. */
function padText(): string | null {
  const pad = connectedGamepad();
  if (!pad) return null;
  const name = pad.id.split('(')[0]?.trim() || 'Gamepad';
  if (mapOf(pad) === null) return `Set axes to fly: ${name}`;
  return `${name} · ${gamepadMaps.get().maps[pad.id] ? 'own axes' : 'Mode 2'}`;
}

/** A stick key under a finger: down while it is touched. The keyboard has its own, so it takes no focus. */
function StickKey({ name, does, down, children }: { name: string; does: string; down: boolean; children: ReactNode }) {
  const letGo = () => letGoKey(name);
  return (
    <button
      type="button"
      className="key stick-key"
      tabIndex={-1}
      aria-label={does}
      aria-pressed={down}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        pressKey(name);
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onLostPointerCapture={letGo}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}
