import { useCameraStatus } from '../../../video/cameras.js';
import type { Player } from '../../../video/player.js';
import { usePlayerFact, usePlayerView } from '../../../video/use-player.js';
import { whyNotLive } from '../../../video/words.js';
import { useCockpitVideo } from './cockpit-video.js';

/** Above this steering by the picture suffers. */
const SLOW_MS = 250;

/** How old the picture is that is shown, or why there is none. */
export function VideoChip() {
  const { camera, player } = useCockpitVideo();
  const view = usePlayerView(player);
  const status = useCameraStatus(camera?.id ?? null);
  const text = usePlayerFact(player, chipText);
  const slow = usePlayerFact(player, (one) => (latencyOf(one) ?? 0) > SLOW_MS);
  const title = usePlayerFact(player, chipTitle);
  if (!camera) {
    return (
      <span className="chip video-chip" title="No camera of this aircraft is entered or reported">
        <i className="dot" data-state="off" /> No camera
      </span>
    );
  }
  const lost = view.phase === 'stale' || (view.phase === 'failed' && view.shown);
  const state = view.phase === 'live' ? (slow ? 'caution' : 'ok') : lost ? 'warning' : 'off';
  return (
    <span
      className="chip video-chip"
      data-tone={state}
      title={view.phase === 'live' ? title : whyNotLive(view, status)}
    >
      <i className="dot" data-state={state} /> Video <span className="num">{text}</span>
    </span>
  );
}

/** From capture where the camera tells it, else from receipt. */
function latencyOf(player: Player | null): number | null {
  const numbers = player?.numbers();
  return numbers?.capture_to_shown_ms ?? numbers?.receipt_to_shown_ms ?? null;
}

function chipText(player: Player | null): string {
  const phase = player?.view.get().phase;
  if (!player || phase === 'connecting') return 'waits';
  if (phase !== 'live') {
    const { picture_age_ms } = player.numbers();
    return picture_age_ms === null ? 'none' : `${Math.max(1, Math.floor(picture_age_ms / 1000))} s old`;
  }
  const latency = latencyOf(player);
  return latency === null ? 'live' : `${Math.max(0, Math.round(latency))} ms`;
}

function chipTitle(player: Player | null): string {
  const numbers = player?.numbers();
  if (!numbers || numbers.receipt_to_shown_ms === null) return 'The latency is being measured';
  const { capture_to_shown_ms, receipt_to_shown_ms, round_trip_ms } = numbers;
  const parts = [
    capture_to_shown_ms === null
      ? 'The camera does not tell when it takes a picture'
      : `Taken by the camera to shown: ${Math.round(capture_to_shown_ms)} ms`,
    `received by the media process to shown: ${Math.round(receipt_to_shown_ms)} ms`,
  ];
  if (round_trip_ms !== null) parts.push(`browser to media process and back: ${Math.round(round_trip_ms)} ms`);
  return parts.join('; ');
}
