import { feetOf, formatHeight, metresOfFeet } from '@outrider/core/units';
import type { FormEvent } from 'react';
import { useUnits } from '../../app/units.js';
import { telemetry } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { send } from './commands.js';

/** Sets another height above take-off. */
export function HeightPopover({ aircraftId }: { aircraftId: string }) {
  const units = useUnits();
  const inFeet = units !== 'si';
  const present = telemetry.get(aircraftId)?.sample.height_above_takeoff_m ?? null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = Number(new FormData(event.currentTarget).get('height'));
    const metres = inFeet ? metresOfFeet(value) : value;
    void send(aircraftId, { kind: 'change_height', height_above_takeoff_m: Math.max(1, Math.min(500, metres)) });
  };
  return (
    <form className="options" onSubmit={submit}>
      <TextField
        label="Height above take-off"
        name="height"
        type="number"
        required
        min={inFeet ? 10 : 3}
        max={inFeet ? 1600 : 500}
        step={inFeet ? 10 : 1}
        unit={inFeet ? 'ft' : 'm'}
        defaultValue={present === null ? '' : Math.round((inFeet ? feetOf(present) : present) / 10) * 10}
        hint={present === null ? undefined : `now ${formatHeight(present, units, 'takeoff')}`}
      />
      <Button compact type="submit">
        Set height
      </Button>
    </form>
  );
}
