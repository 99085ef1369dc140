import { box, fullBox, u16, u32, u8, zeros } from './bytes.js';
import type { PictureSize } from './sample-entry.js';

/** Units per second of every time in our files: that of RTP video (RFC 3551). */
export const TIMESCALE_90KHZ = 90_000;
const UNITY_MATRIX = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const UNDETERMINED_LANGUAGE = 0x55c4; // "und"

/** Dates in ISO/IEC 14496-12 count seconds from 1904. */
const secondsSince1904 = (utc_ms: number | null): number =>
  utc_ms === null ? 0 : Math.floor(utc_ms / 1000) + 2_082_844_800;

/** Times of a whole file; 0 and null in one whose length is not known beforehand. */
export interface MovieTimes {
  duration_90khz: number;
  created_at_utc_ms: number | null;
}

export function movieHeader({ duration_90khz, created_at_utc_ms }: MovieTimes): Uint8Array {
  const created = secondsSince1904(created_at_utc_ms);
  const times = u32(created, created, TIMESCALE_90KHZ, duration_90khz);
  return fullBox('mvhd', 0, 0, times, u32(0x10000), u16(0x100), zeros(10), UNITY_MATRIX, zeros(24), u32(2));
}

/** `content` are the boxes behind the track's header: an edit list where there is one, and the media. */
export function track(times: MovieTimes, size: PictureSize, ...content: Uint8Array[]): Uint8Array {
  const created = secondsSince1904(times.created_at_utc_ms);
  const head = fullBox(
    'tkhd',
    0,
    3, // enabled, in the movie
    u32(created, created, 1, 0, times.duration_90khz),
    zeros(16),
    UNITY_MATRIX,
    u32(size.width_px * 0x10000, size.height_px * 0x10000),
  );
  return box('trak', head, ...content);
}

/** The media of a video track with its sample table. */
export function videoMedia(times: MovieTimes, sampleTable: Uint8Array): Uint8Array {
  const created = secondsSince1904(times.created_at_utc_ms);
  return box(
    'mdia',
    fullBox('mdhd', 0, 0, u32(created, created, TIMESCALE_90KHZ, times.duration_90khz), u16(UNDETERMINED_LANGUAGE, 0)),
    fullBox('hdlr', 0, 0, u32(0), 'vide', zeros(12), 'Outrider', u8(0)),
    box('minf', fullBox('vmhd', 0, 1, zeros(8)), dataInThisFile(), sampleTable),
  );
}

const dataInThisFile = (): Uint8Array => box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
