import type { Flight } from '@outrider/schema';
import { useState } from 'react';
import { Button } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { useKeys } from '../../ui/keys.js';
import { send } from './commands.js';
import { ControlState } from './control-state.js';
import { HandOver } from './hand-over.js';
import { HeightPopover } from './height-popover.js';
import { LimitsDialog } from './limits/limits-dialog.js';
import { LimitsNote } from './limits/limits-note.js';
import { LastCommand } from './last-command.js';
import { OrbitOptions } from './orbit-options.js';
import { aimFor, useTargeting } from './targeting.js';
import { TerminateButton } from './terminate-button.js';
import { useAuthority } from './use-authority.js';

/** Left edge: who steers, and what the aircraft can be told. */
export function ControlPanel({ flight }: { flight: Flight }) {
  const authority = useAuthority(flight);
  const { now: aim } = useTargeting();
  const id = flight.aircraft_id;
  const { mayCommand, own, able } = authority;
  const hold = () => void send(id, { kind: 'hold' });
  const [more, setMore] = useState(false);
  const [limiting, setLimiting] = useState(false);
  useKeys(
    {
      h: hold,
      o: () => able('orbit') && aimFor('orbit'),
      g: () => able('go_to') && aimFor('go_to'),
      escape: () => aimFor('none'),
    },
    mayCommand,
  );
  useKeys({ r: () => void send(id, { kind: 'return' }), l: () => void send(id, { kind: 'land' }) }, mayCommand && own);
  return (
    <section className="glass control-panel" aria-label="Control">
      <h2 className="cap">Control</h2>
      <ControlState flight={flight} authority={authority} />
      <LimitsNote flight={flight} isRpic={authority.isRpic} />
      {mayCommand && (
        <>
          <Button shortcut="H" onClick={hold}>
            Hold
          </Button>
          <Button
            shortcut="O"
            disabled={!able('orbit')}
            aria-pressed={aim.kind === 'orbit'}
            onClick={() => aimFor(toggled(aim.kind, 'orbit'))}
          >
            Orbit…
          </Button>
          {aim.kind === 'orbit' && <OrbitOptions flight={flight} />}
          <Button
            shortcut="G"
            disabled={!able('go_to')}
            aria-pressed={aim.kind === 'go_to'}
            onClick={() => aimFor(toggled(aim.kind, 'go_to'))}
          >
            Go to…
          </Button>
          <GuardedButton word="Return" shortcut="R" own={own} act={() => void send(id, { kind: 'return' })} />
          <GuardedButton word="Land" shortcut="L" own={own} act={() => void send(id, { kind: 'land' })} />
          <Button kind="quiet" compact aria-expanded={more} onClick={() => setMore(!more)}>
            {more ? 'Less' : 'More'}
          </Button>
          {more && (
            <>
              {able('change_height') && <HeightPopover aircraftId={id} />}
              {authority.isRpic && <Button onClick={() => setLimiting(true)}>Limits…</Button>}
              <HandOver flight={flight} authority={authority} />
              <TerminateButton aircraftId={id} name={flight.aircraft_name} />
            </>
          )}
        </>
      )}
      <LastCommand aircraftId={id} />
      <LimitsDialog flight={flight} open={limiting} onClose={() => setLimiting(false)} />
    </section>
  );
}

const toggled = <T extends 'orbit' | 'go_to'>(present: string, wanted: T): T | 'none' =>
  present === wanted ? 'none' : wanted;

/** Acts at once for the one who answers for the flight or steers it; anybody else holds to confirm. */
function GuardedButton(props: { word: string; shortcut: string; own: boolean; act: () => void }) {
  const { word, shortcut, own, act } = props;
  if (own) {
    return (
      <Button shortcut={shortcut} onClick={act}>
        {word}
      </Button>
    );
  }
  return (
    <HoldButton label={`${word}: the flight is another's`} onConfirm={act}>
      Hold to {word.toLowerCase()}
    </HoldButton>
  );
}
