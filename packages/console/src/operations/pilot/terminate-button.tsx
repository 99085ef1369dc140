import { useCan } from '../../app/session.js';
import { HoldButton } from '../../ui/hold-button.js';
import { send } from './commands.js';

const HOLD_MS = 3000;

/** Cuts the motors: the aircraft falls. Only for those who were given this permission by name; held for three seconds. */
export function TerminateButton({ aircraftId, name }: { aircraftId: string; name: string }) {
  const may = useCan('aircraft:terminate');
  if (!may) return null;
  return (
    <HoldButton
      kind="danger"
      holdMs={HOLD_MS}
      label={`Cut the motors of ${name}: it falls`}
      onConfirm={() => void send(aircraftId, { kind: 'terminate', confirm: 'terminate' })}
    >
      Cut motors
    </HoldButton>
  );
}
