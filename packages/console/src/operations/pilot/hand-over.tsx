import type { Flight } from '@outrider/schema';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { HoldButton } from '../../ui/hold-button.js';
import { attempt, notify } from '../../ui/notices.js';
import { releaseControl } from './control/session.js';
import type { Authority } from './use-authority.js';

/** Hands the sticks over, or takes the flight over as its RPIC. */
export function HandOver({ flight, authority }: { flight: Flight; authority: Authority }) {
  const mayAnswer = useCan('flights:accept');
  const transfer = () =>
    void attempt('You did not become its RPIC', async () => {
      await call('POST', '/flights/{id}/transfer', { path: { id: flight.id } });
      notify(`You are now RPIC of ${flight.aircraft_name}`);
    });
  return (
    <>
      {authority.steering && (
        <Button
          onClick={() => {
            void releaseControl();
            notify('Control released', 'The aircraft holds; every RPIC is told and offered control.');
          }}
        >
          Hand over
        </Button>
      )}
      {mayAnswer && !authority.isRpic && (
        <HoldButton label={`Become RPIC of ${flight.aircraft_name}`} onConfirm={transfer}>
          Become RPIC
        </HoldButton>
      )}
    </>
  );
}
