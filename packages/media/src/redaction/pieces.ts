import type { RedactionSource } from '@outrider/schema';
import { fileTimeOf, fragmentsOf, utcOf } from '@outrider/core/video';
import type { IndexedFragment } from '@outrider/core/video';
import { recordPath } from '@outrider/record/folder';
import { readVideoIndex } from '@outrider/record/video';
import type { ClipSource } from './clip-source.js';

/** A part of a clip that is rendered by itself. */
export interface Piece {
  /** Where it begins in the clip; always at a picture. */
  from_ms: number;
  /** So many pictures it has. Null for the last one, which ends where the recording does. */
  pictures: number | null;
  source: RedactionSource;
}

/** Divides a clip, so that each part begins where the recording has a picture: not inside a gap, whose last picture is in the part before. */
export async function piecesOf(
  recordsDir: string,
  source: RedactionSource,
  clip: Pick<ClipSource, 'frame_rate_hz' | 'duration_ms'>,
  piece_ms: number,
): Promise<Piece[]> {
  const index = await readVideoIndex(recordPath(recordsDir, source.agency_id, source.flight_id), source.camera_id);
  const fragments = fragmentsOf(index ?? { segments: [] });
  const starts = startsOf(fragments, source, clip, piece_ms);
  return starts.map(({ from_ms, utc_ms }, at) => {
    const next = starts[at + 1];
    const to_utc_ms = next?.utc_ms ?? source.to_utc_ms;
    const pictures = next ? Math.round(((next.from_ms - from_ms) * clip.frame_rate_hz) / 1000) : null;
    return { from_ms, pictures, source: { ...source, from_utc_ms: utc_ms, to_utc_ms } };
  });
}

interface Start {
  from_ms: number;
  utc_ms: number;
}

function startsOf(
  fragments: readonly IndexedFragment[],
  { from_utc_ms }: RedactionSource,
  { frame_rate_hz, duration_ms }: Pick<ClipSource, 'frame_rate_hz' | 'duration_ms'>,
  piece_ms: number,
): Start[] {
  const starts: Start[] = [{ from_ms: 0, utc_ms: from_utc_ms }];
  const first_90khz = fileTimeOf(fragments, from_utc_ms);
  const picture_ms = 1000 / frame_rate_hz;
  if (first_90khz === null) return starts;
  // What is left at the end joins the last part rather than being one of its own.
  for (let at_ms = piece_ms; at_ms < duration_ms - piece_ms / 2; at_ms += piece_ms) {
    const picture = Math.ceil(recordedFrom(fragments, first_90khz, at_ms) / picture_ms - 1e-6);
    const from_ms = picture * picture_ms;
    const utc_ms = utcOf(fragments, first_90khz + Math.round(from_ms * 90));
    if (utc_ms !== null && from_ms > starts.at(-1)!.from_ms && from_ms < duration_ms) starts.push({ from_ms, utc_ms });
  }
  return starts;
}

/** That time of the clip, or where the recording goes on when it lies in a gap. */
function recordedFrom(fragments: readonly IndexedFragment[], first_90khz: number, at_ms: number): number {
  const wanted = first_90khz + Math.round(at_ms * 90);
  const utc_ms = utcOf(fragments, wanted);
  const there = utc_ms === null ? null : fileTimeOf(fragments, utc_ms);
  return there === null || there <= wanted + 90 ? at_ms : (there - first_90khz) / 90;
}
