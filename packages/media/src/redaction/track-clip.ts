import type { RedactTrack, TrackedRegion } from '@outrider/schema';
import { MediaRefusal } from '../refusal.js';
import { openClip } from './clip-source.js';
import { decodePictures } from './ffmpeg.js';
import { Tracker } from './track.js';
import type { TimedPicture } from './track.js';

/** Brightness is looked at in this width: what is left of detail is enough to follow people, and noise is gone. */
const WIDTH_PX = 640;
/** Pictures of that many seconds fit into memory, for following back in time. */
export const MOST_TRACKED_MS = 30_000;

/** Follows a box or an outline through a recording, forwards or back in time. Throws bad_request, clip_refused, redaction_unavailable. */
export async function trackInClip({ source, track }: RedactTrack, recordsDir: string): Promise<TrackedRegion> {
  const { clip, size: whole, frame_rate_hz, duration_ms } = await openClip(recordsDir, source);
  const to_ms = Math.min(track.to_ms, duration_ms);
  const [first, last] = [Math.min(track.from_ms, to_ms), Math.max(track.from_ms, to_ms)];
  if (last - first > MOST_TRACKED_MS) {
    clip.body.destroy();
    throw new MediaRefusal(
      'bad_request',
      `At most ${MOST_TRACKED_MS / 1000} s are followed at once; set a keyframe in between.`,
    );
  }
  const width_px = Math.min(WIDTH_PX, whole.width_px);
  const size = { width_px, height_px: 2 * Math.round((whole.height_px * width_px) / whole.width_px / 2) };
  const half_s = 0.5 / frame_rate_hz;
  const span = { from_s: Math.max(0, first / 1000 - half_s), to_s: last / 1000 + half_s };
  const start_ms = (Math.ceil(span.from_s * frame_rate_hz) * 1000) / frame_rate_hz;
  const tracker = new Tracker(track.shape);
  const pictures: TimedPicture[] = [];
  try {
    let number = 0;
    for await (const luma of decodePictures(clip.body, { size, frame_rate_hz, pixels: 'gray', ...span })) {
      const time_ms = Math.min(duration_ms, start_ms + (number * 1000) / frame_rate_hz);
      number += 1;
      const picture = { luma, width: size.width_px, height: size.height_px, time_ms };
      if (to_ms < track.from_ms) pictures.push(picture);
      else if (!tracker.follow(picture)) break;
    }
    for (const picture of pictures.toReversed()) if (!tracker.follow(picture)) break;
  } catch (error) {
    if (error instanceof RangeError) throw new MediaRefusal('bad_request', error.message);
    throw error;
  }
  return tracker.result();
}
