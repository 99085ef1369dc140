import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckField } from '../../ui/field.js';
import { connectedGamepad, gamepadMap, setGamepadMap } from './control/gamepad.js';
import type { Axis } from './control/sticks.js';
import { AXES, gamepadInput, MODE_2 } from './control/sticks.js';

const NAME: Readonly<Record<Axis, string>> = {
  forward: 'Forward (right stick up)',
  right: 'Right (right stick right)',
  up: 'Climb (left stick up)',
  turn: 'Turn clockwise (left stick right)',
};

/** Which axis of the gamepad does what: press "Set", then move the stick as named. */
export function GamepadDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { map } = useSyncExternalStore(gamepadMap.subscribe, gamepadMap.get);
  const [learning, setLearning] = useState<Axis | null>(null);
  const axes = useAxes(open);

  useEffect(() => {
    if (!learning) return;
    const index = axes.findIndex((value) => Math.abs(value) > 0.7);
    if (index < 0) return;
    setGamepadMap({ ...map, [learning]: { index, inverted: (axes[index] ?? 0) < 0 } });
    setLearning(null);
  }, [axes, learning, map]);

  const input = gamepadInput(axes, map);
  return (
    <Dialog open={open} title="Gamepad axes" onClose={onClose}>
      {axes.length === 0 && <p className="muted">No gamepad is seen. Connect it and press one of its buttons.</p>}
      {AXES.map((axis) => (
        <div key={axis} className="axis-row">
          <span className="grow">{NAME[axis]}</span>
          <meter min={-1} max={1} value={input[axis]} aria-label={NAME[axis]} />
          <CheckField
            label="invert"
            checked={map[axis].inverted}
            onChange={(event) => setGamepadMap({ ...map, [axis]: { ...map[axis], inverted: event.target.checked } })}
          />
          <Button compact disabled={axes.length === 0} onClick={() => setLearning(axis)}>
            {learning === axis ? 'Move it…' : 'Set'}
          </Button>
        </div>
      ))}
      <div className="cluster dialog-acts">
        <Button onClick={() => setGamepadMap(MODE_2)}>Back to Mode 2</Button>
      </div>
    </Dialog>
  );
}

function useAxes(active: boolean): readonly number[] {
  const [axes, setAxes] = useState<readonly number[]>([]);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setAxes([...(connectedGamepad()?.axes ?? [])]), 60);
    return () => clearInterval(timer);
  }, [active]);
  return axes;
}
