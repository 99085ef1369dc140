import { fileTimeOf, fragmentAt, fragmentsOf } from '@outrider/core/video';
import type { IndexedFragment } from '@outrider/core/video';
import type { VideoIndex } from '@outrider/schema';

/** Bytes of one recorded file, both ends included, that are fetched and appended together. */
export interface Piece {
  segment: string;
  start: number;
  end: number;
  /** It begins with the start of the file, which a player needs before any picture of it. */
  withInit: boolean;
  codec_string: string;
  init_bytes: number;
  from_s: number;
  to_s: number;
}

/** What a player needs to find pictures by the time of day. */
export interface Recording {
  fragments: readonly IndexedFragment[];
}
export const recordingOf = (index: VideoIndex): Recording => ({ fragments: fragmentsOf(index) });

/** Longer pieces would keep a player waiting. */
const MOST_PIECE_S = 4;
/** The first is the shortest that can be played on from: nothing behind the picture that is waited for holds that one up. */
const FIRST_PIECE_S = 0.5;

/** Where the player must stand for a time of day, in seconds of the file; null in a gap and outside the recording. */
export function positionAt({ fragments }: Recording, utc_ms: number): number | null {
  const found = fragmentAt(fragments, utc_ms);
  if (!found || utc_ms > found.utc_ms + (found.end_90khz - found.time_90khz) / 90) return null;
  const time = fileTimeOf(fragments, utc_ms);
  return time === null ? null : time / 90_000;
}

/** When pictures come next after a time of day, or null. */
export function nextPictureUtcMs({ fragments }: Recording, utc_ms: number): number | null {
  return fragments.find((fragment) => fragment.utc_ms > utc_ms)?.utc_ms ?? null;
}

/** The piece that a player needs first to show a position: from the picture before it at which decoding may begin. */
export function pieceFor({ fragments }: Recording, position_s: number): Piece | null {
  const at = fragments.findLastIndex(({ time_90khz }) => time_90khz / 90_000 <= position_s + 1e-6);
  const start = fragments.findLastIndex(({ keyframe }, index) => index <= at && keyframe);
  return start < 0 ? null : pieceFrom(fragments, start, position_s + FIRST_PIECE_S);
}

/** The piece behind one, or null at the end. */
export function pieceAfter({ fragments }: Recording, { to_s }: Piece): Piece | null {
  const start = fragments.findIndex(({ time_90khz }) => time_90khz / 90_000 > to_s - 1e-3);
  return start < 0 ? null : pieceFrom(fragments, start, fragments[start]!.time_90khz / 90_000 + MOST_PIECE_S);
}

/** From one fragment to the last that begins by then, or to the end of its file. */
function pieceFrom(fragments: readonly IndexedFragment[], start: number, until_s: number): Piece {
  const first = fragments[start]!;
  const { segment } = first;
  let last = first;
  for (const fragment of fragments.slice(start)) {
    if (fragment.segment !== segment || fragment.time_90khz / 90_000 > until_s) break;
    last = fragment;
  }
  return {
    segment: segment.name,
    start: first.at === 0 ? 0 : segment.offset_bytes[first.at]!,
    end: segment.offset_bytes[last.at]! + segment.fragment_bytes[last.at]! - 1,
    withInit: first.at === 0,
    codec_string: segment.codec_string,
    init_bytes: segment.init_bytes,
    from_s: first.time_90khz / 90_000,
    to_s: last.end_90khz / 90_000,
  };
}
