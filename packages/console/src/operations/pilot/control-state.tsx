import { mayFlyByHand } from '@outrider/core/camera';
import type { Flight } from '@outrider/schema';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { playTone } from '../../alerts/sound.js';
import { useLiveView } from '../../live/hooks.js';
import { Button } from '../../ui/button.js';
import { attempt, notify, notifyError } from '../../ui/notices.js';
import { useLiveVideo } from '../../video/cameras.js';
import { askForControl, asking } from './control/asking.js';
import { controlView, releaseControl, takeControl } from './control/session.js';
import { SightDialog } from './sight-dialog.js';
import type { Authority } from './use-authority.js';

/** Who steers now, by name, and the way to take, ask for or release control. */
export function ControlState({ flight, authority }: { flight: Flight; authority: Authority }) {
  const [confirming, setConfirming] = useState(false);
  const ended = useSyncExternalStore(controlView.subscribe, () => controlView.get().ended);
  const camera = useSyncExternalStore(controlView.subscribe, () => controlView.get().cameraEpoch !== null);
  const video = useLiveVideo(flight.aircraft_id);
  const connected = useLiveView((view) => view.connection === 'live');
  const padGone = useSyncExternalStore(controlView.subscribe, () => controlView.get().padGone);
  const asked = useSyncExternalStore(asking.subscribe, () => asking.get().asked?.aircraftId === flight.aircraft_id);
  useEffect(() => {
    if (!ended) return;
    playTone('caution');
    notifyError('You no longer steer', new Error(ended));
  }, [ended]);
  useEffect(() => {
    if (!padGone) return;
    playTone('caution');
    notifyError('The gamepad is gone', new Error('Its sticks count as let go. The keys still fly.'));
  }, [padGone]);

  // The RPIC takes it from anyone; whoever else wants it from somebody asks.
  const asks = authority.other !== null && !authority.isRpic;
  const take = (sight: boolean) => void attempt('Control was not taken', () => takeControl(flight.aircraft_id, sight));
  const ask = (sight: boolean) =>
    void attempt('Control was not asked for', async () => {
      if ((await askForControl(flight.aircraft_id, sight)) === 'taken') return;
      notify(
        `${authority.other ?? 'The holder'} was asked for control`,
        'The request stands for ten seconds. Keep this window in front: you steer the moment it is granted.',
      );
    });
  const go = asks ? ask : take;
  const start = () => {
    const sight_confirmed = flight.visual_line_of_sight_confirmed;
    if (mayFlyByHand({ simulated: flight.simulated, live_video: video, sight_confirmed })) go(sight_confirmed);
    else setConfirming(true);
  };

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
        (asks ? (
          <Button disabled={asked} onClick={start}>
            {asked ? 'Asked for control…' : 'Ask for control'}
          </Button>
        ) : (
          <Button kind="primary" onClick={start}>
            {authority.other ? `Take from ${authority.other}` : 'Take control'}
          </Button>
        ))}
      <SightDialog
        open={confirming}
        name={flight.aircraft_name}
        onClose={() => setConfirming(false)}
        onConfirm={() => go(true)}
      />
    </>
  );
}
