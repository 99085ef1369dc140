import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { CheckField } from '../../ui/field.js';
import { connectedGamepad, gamepadMaps, mapOf, setGamepadMap, setGamepadSetUp } from './control/gamepad.js';
import type { Pad } from './control/pad-sticks.js';
import type { Axis, AxisBinding, GamepadMap } from './control/sticks.js';
import { AXES, gamepadInput, MODE_2, movedAxis } from './control/sticks.js';

const NAME: Readonly<Record<Axis, string>> = {
  forward: 'Forward (right stick up)',
  right: 'Right (right stick right)',
  up: 'Climb (left stick up)',
  turn: 'Turn clockwise (left stick right)',
};

/** Which axis of the gamepad does what: let go of the sticks, press "Set", then move the stick as named. */
export function GamepadDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  useSyncExternalStore(gamepadMaps.subscribe, gamepadMaps.get);
  const [learning, setLearning] = useState<{ axis: Axis; rest: readonly number[] } | null>(null);
  const pad = usePad(open);
  const axes = pad?.axes ?? [];
  const known = pad && mapOf(pad);
  // Of a pad whose axes nobody knows all four have to be set before it steers at all.
  const [draft, setDraft] = useState<Partial<GamepadMap>>({});
  const map = known ?? { ...MODE_2, ...draft };
  const put = (axis: Axis, binding: AxisBinding) => {
    if (!pad) return;
    const named = { ...draft, [axis]: binding };
    if (known || AXES.every((one) => named[one])) setGamepadMap(pad.id, { ...map, [axis]: binding });
    else setDraft(named);
  };

  const padId = pad?.id;
  useEffect(() => {
    setDraft({});
    setLearning(null);
  }, [padId]);

  // Nothing that is moved for this dialog may fly the aircraft.
  useEffect(() => {
    if (!open) return;
    setGamepadSetUp(true);
    return () => {
      setGamepadSetUp(false);
      setLearning(null);
      setDraft({});
    };
  }, [open]);

  useEffect(() => {
    const found = pad && learning && movedAxis(learning.rest, pad.axes);
    if (!found) return;
    put(learning.axis, found);
    setLearning(null);
  });

  const input = gamepadInput(axes, map);
  return (
    <Dialog open={open} title="Gamepad axes" onClose={onClose}>
      {!pad && <p className="muted">No gamepad is seen. Connect it and press one of its buttons.</p>}
      {pad && !known && (
        <p>
          This browser does not know which axis of {nameOf(pad)} is which. It does not steer until all four are set.
        </p>
      )}
      {AXES.map((axis) => (
        <div key={axis} className="axis-row">
          <span className="grow">{NAME[axis]}</span>
          <meter min={-1} max={1} value={input[axis]} aria-label={NAME[axis]} />
          <CheckField
            label="invert"
            disabled={!known && !draft[axis]}
            checked={map[axis].inverted}
            onChange={(event) => put(axis, { ...map[axis], inverted: event.target.checked })}
          />
          <Button compact disabled={!pad} onClick={() => setLearning({ axis, rest: axes })}>
            {learning?.axis === axis ? 'Move it…' : !known && draft[axis] ? 'Set again' : 'Set'}
          </Button>
        </div>
      ))}
      <p className="small muted">The sticks do not fly while this is open. Let go of them before you press “Set”.</p>
      <div className="cluster dialog-acts">
        <Button disabled={!pad} onClick={() => pad && setGamepadMap(pad.id, MODE_2)}>
          {known ? 'Back to Mode 2' : 'Use Mode 2'}
        </Button>
      </div>
    </Dialog>
  );
}

const nameOf = (pad: Pad): string => pad.id.split('(')[0]?.trim() || 'this gamepad';

function usePad(active: boolean): Pad | null {
  const [pad, setPad] = useState<Pad | null>(null);
  useEffect(() => {
    if (!active) return;
    const look = () => {
      const now = connectedGamepad();
      setPad(now && { ...picked(now), axes: [...now.axes] });
    };
    const timer = setInterval(look, 60);
    return () => clearInterval(timer);
  }, [active]);
  return pad;
}

/** A browser's Gamepad keeps its values on its prototype: copying it by spread would copy nothing. */
const picked = ({ id, index, mapping, connected }: Pad): Omit<Pad, 'axes'> => ({ id, index, mapping, connected });
