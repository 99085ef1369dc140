import type { Flight } from '@outrider/schema';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLiveView } from '../../live/hooks.js';
import { control } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { attempt, notify, notifyError } from '../../ui/notices.js';
import { controlView, releaseControl, takeControl } from './control/session.js';
import { SightDialog } from './sight-dialog.js';
import type { Authority } from './use-authority.js';

/** Who steers now, by name, and the way to take, ask for or release control. */
export function ControlState({ flight, authority }: { flight: Flight; authority: Authority }) {
  const [asking, setAsking] = useState(false);
  const ended = useSyncExternalStore(controlView.subscribe, () => controlView.get().ended);
  const camera = useSyncExternalStore(controlView.subscribe, () => controlView.get().cameraEpoch !== null);
  const connected = useLiveView((view) => view.connection === 'live');
  useEffect(() => {
    if (ended) notifyError('You no longer steer', new Error(ended));
  }, [ended]);

  const take = (sight: boolean) => void attempt('Control was not taken', () => takeControl(flight.aircraft_id, sight));
  const start = () => {
    if (flight.simulated || flight.visual_line_of_sight_confirmed) take(!flight.simulated);
    else setAsking(true);
  };
  const request = () =>
    void attempt('Control was not asked for', async () => {
      await control('request_takeover', flight.aircraft_id, 'aircraft');
      notify(`${authority.other ?? 'The holder'} was asked for control`, 'The request stands for ten seconds.');
    });

  if (authority.steering) {
    return (
      <>
        <p className="small control-holder" data-mine="true" role="status">
          You hold aircraft{camera ? ' and camera' : ''}
        </p>
        <Button onClick={() => void releaseControl()}>Release</Button>
      </>
    );
  }
  if (!connected) {
    return (
      <p className="small control-holder" role="status">
        No connection: who steers is not known
      </p>
    );
  }
  return (
    <>
      <p className="small control-holder" role="status">
        {authority.other ? (
          <>
            Held by <b>{authority.other}</b>
          </>
        ) : (
          'Nobody steers by hand'
        )}
      </p>
      {authority.maySteer &&
        authority.able('manual') &&
        (authority.other && !authority.isRpic ? (
          <Button onClick={request}>Ask for control</Button>
        ) : (
          <Button kind="primary" onClick={start}>
            {authority.other ? `Take from ${authority.other}` : 'Take control'}
          </Button>
        ))}
      <SightDialog
        open={asking}
        name={flight.aircraft_name}
        onClose={() => setAsking(false)}
        onConfirm={() => take(true)}
      />
    </>
  );
}
