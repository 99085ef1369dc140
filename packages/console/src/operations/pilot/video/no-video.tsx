import { useCameraStatus } from '../../../video/cameras.js';
import { usePlayerView } from '../../../video/use-player.js';
import { whyNotLive } from '../../../video/words.js';
import { useCockpitVideo } from './cockpit-video.js';

/** Why the map stands where video would: a camera is there, and has shown nothing yet. */
export function NoVideo() {
  const { camera, player } = useCockpitVideo();
  const view = usePlayerView(player);
  const status = useCameraStatus(camera?.id ?? null);
  if (!camera || view.shown || view.phase === 'connecting') return null;
  return (
    <div className="glass no-video small" role="status">
      No video of {camera.name} yet. {whyNotLive(view, status)}
    </div>
  );
}
