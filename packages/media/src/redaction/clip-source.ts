import type { RedactionSource } from '@outrider/schema';
import { recordPath } from '@outrider/record/folder';
import { ClipRefused, cutClip, readVideoIndex } from '@outrider/record/video';
import type { Clip } from '@outrider/record/video';
import { MediaRefusal } from '../refusal.js';
import type { PictureSize } from './mask.js';

/** The clip whose pictures are looked at: the same that the console shows to who draws. */
export interface ClipSource {
  clip: Clip;
  /** Even, since colour has half the size. */
  size: PictureSize;
  frame_rate_hz: number;
  duration_ms: number;
}

/** Throws clip_refused where there is no video of that time, or of two kinds. */
export async function openClip(recordsDir: string, source: RedactionSource): Promise<ClipSource> {
  const folder = recordPath(recordsDir, source.agency_id, source.flight_id);
  const { agency_id, agency_name, flight_id, flight_number } = source;
  try {
    const clip = await cutClip(folder, source.camera_id, source, { agency_id, agency_name, flight_id, flight_number });
    const index = await readVideoIndex(folder, source.camera_id);
    const used = new Set(clip.facts.segments.map(({ file }) => file));
    const segments = index!.segments.filter(({ name }) => used.has(name));
    const pictures = sum(segments.flatMap((segment) => segment.pictures));
    const duration_s = sum(segments.flatMap((segment) => segment.duration_90khz)) / 90_000;
    const { width_px, height_px } = segments[0]!;
    return {
      clip,
      size: { width_px: width_px - (width_px % 2), height_px: height_px - (height_px % 2) },
      frame_rate_hz: Math.min(60, Math.max(1, Math.round(pictures / duration_s))),
      duration_ms: clip.facts.to_utc_ms - clip.facts.from_utc_ms,
    };
  } catch (error) {
    if (error instanceof ClipRefused) throw new MediaRefusal('clip_refused', error.message);
    throw error;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
