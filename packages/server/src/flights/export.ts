import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { flightToGeoJson, flightToGpx, flightToKml, trackToCsv } from '@outrider/record/export';
import { recordPath, streamPath } from '@outrider/record/folder';
import type { Flight, Track } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { FileAnswer } from '../platform/index.js';

export type ExportFormat = 'tlog' | 'geojson' | 'kml' | 'gpx' | 'csv';

const text = (flight: Flight, extension: string, type: string, body: string): FileAnswer => ({
  name: `${flight.number}.${extension}`,
  type,
  body: Buffer.from(body),
});

/** A flight as a file in somebody else's format, made from its track. */
export function exportTrack(format: Exclude<ExportFormat, 'tlog'>, flight: Flight, track: Track): FileAnswer {
  switch (format) {
    case 'geojson':
      return text(flight, 'geojson', 'application/geo+json', JSON.stringify(flightToGeoJson(flight, track)));
    case 'kml':
      return text(flight, 'kml', 'application/vnd.google-earth.kml+xml', flightToKml(flight, track));
    case 'gpx':
      return text(flight, 'gpx', 'application/gpx+xml', flightToGpx(flight, track));
    case 'csv':
      return text(flight, 'csv', 'text/csv; charset=utf-8', trackToCsv(track));
  }
}

/** The raw frames as they came over the link, timed as MAVLink ground stations do. Throws not_found where none were kept. */
export async function exportTlog(recordsDir: string, agencyId: string, flight: Flight): Promise<FileAnswer> {
  const path = streamPath(recordPath(recordsDir, agencyId, flight.id), 'tlog');
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) throw refuse('not_found', `No raw frames of flight ${flight.number} have arrived yet.`, 'id');
  return {
    name: `${flight.number}.tlog`,
    type: 'application/octet-stream',
    body: createReadStream(path, { end: size - 1 }),
  };
}
