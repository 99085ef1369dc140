import type { Track } from '@outrider/schema';
import type { Position } from 'geojson';
import { GAP_MS } from './track-index.js';

/** The track as lines, broken where positions are unknown or a gap is longer than GAP_MS. */
export function segmentsOf(track: Pick<Track, 'utc_ms' | 'longitude_deg' | 'latitude_deg'>): Position[][] {
  const lines: Position[][] = [];
  let line: Position[] = [];
  let last = -Infinity;
  const close = () => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  track.utc_ms.forEach((ms, i) => {
    const longitude = track.longitude_deg[i] ?? null;
    const latitude = track.latitude_deg[i] ?? null;
    if (longitude === null || latitude === null || ms - last > GAP_MS) close();
    last = ms;
    if (longitude !== null && latitude !== null) line.push([longitude, latitude]);
  });
  close();
  return lines;
}
