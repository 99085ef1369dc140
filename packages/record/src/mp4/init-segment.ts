import { box, concat, fullBox, u32 } from './bytes.js';
import { movieHeader, track, videoMedia } from './movie-boxes.js';
import type { ParameterSets } from './parameter-sets.js';
import { pictureSize, sampleEntry } from './sample-entry.js';

/**
 * The start of a segment: `ftyp` and `moov` of a fragmented file with one video track (CMAF, ISO/IEC 23000-19, header). Throws
 * BadStream when the parameter sets cannot be read.
 */
export function initSegment(sets: ParameterSets): Uint8Array {
  const times = { duration_90khz: 0, created_at_utc_ms: null };
  const table = box(
    'stbl',
    fullBox('stsd', 0, 0, u32(1), sampleEntry(sets)),
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  );
  return concat([
    box('ftyp', 'iso6', u32(1), 'iso6cmfcmp41'),
    box(
      'moov',
      movieHeader(times),
      track(times, pictureSize(sets), videoMedia(times, table)),
      box('mvex', fullBox('trex', 0, 0, u32(1, 1, 0, 0, 0))),
    ),
  ]);
}
