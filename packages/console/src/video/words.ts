import type { CameraStatus, FeedState, Lens } from '@outrider/schema';
import type { PlayerView } from './player.js';

export const LENS: Readonly<Record<Lens, string>> = { wide: 'Wide', zoom: 'Zoom', thermal: 'Thermal', other: 'Other' };
export const FEED_STATE: Readonly<Record<FeedState, string>> = {
  waiting: 'waiting for pictures',
  live: 'live',
  stale: 'stale',
  failed: 'failed',
  off: 'off',
};

/** Whether this browser shows H.265 by WebRTC. */
function showsH265(): boolean {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities('video')?.codecs ?? [];
  return codecs.some(({ mimeType }) => /h265|hevc/i.test(mimeType));
}

/** What the camera's own end says of it. */
export type FeedSays = Pick<CameraStatus, 'state' | 'codec' | 'detail'>;

/** Why no live picture is shown: what the camera's own end says goes before what this browser saw. */
export function whyNotLive(view: PlayerView, status: FeedSays | null): string {
  if (status?.state === 'live') {
    if (status.codec === 'h265' && !showsH265()) {
      return 'The camera sends H.265, which this browser cannot show. It is recorded all the same; set the camera to H.264 to see it here.';
    }
    return view.reason ?? 'The camera sends; its pictures are not here yet.';
  }
  return status?.detail ?? view.reason ?? 'The camera has sent nothing yet.';
}
