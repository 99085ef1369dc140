import type { Flight, Track } from '@outrider/schema';
import { xmlText } from './escape.js';
import { isoTime, trackPoints } from './points.js';

/** A flight as GPX 1.1: one track; `ele` is height above mean sea level in metres and is left out where unknown. */
export function flightToGpx(flight: Flight, track: Track): string {
  const points = [...trackPoints(track)].map((point) => {
    const elevation = point.altitude_amsl_m === null ? '' : `<ele>${point.altitude_amsl_m.toFixed(2)}</ele>`;
    return `<trkpt lat="${point.latitude_deg.toFixed(7)}" lon="${point.longitude_deg.toFixed(7)}">${elevation}<time>${isoTime(point.utc_ms)}</time></trkpt>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Outrider" xmlns="http://www.topografix.com/GPX/1/1">',
    `<metadata><name>${xmlText(flight.number)}</name><time>${isoTime(flight.requested_at_utc_ms)}</time></metadata>`,
    `<trk><name>${xmlText(`${flight.number} ${flight.aircraft_name}`)}</name><trkseg>`,
    ...points,
    '</trkseg></trk>',
    '</gpx>',
    '',
  ].join('\n');
}
