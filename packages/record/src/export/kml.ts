import type { Flight, Track } from '@outrider/schema';
import { xmlText } from './escape.js';
import { isoTime, trackPoints } from './points.js';

/** A flight as KML 2.3 with a timed track (`Track`), heights absolute above mean sea level; moments without one are left out. */
export function flightToKml(flight: Flight, track: Track): string {
  const points = [...trackPoints(track)].filter((point) => point.altitude_amsl_m !== null);
  const when = points.map((point) => `<when>${isoTime(point.utc_ms)}</when>`);
  const coordinates = points.map(
    (point) =>
      `<coord>${point.longitude_deg.toFixed(7)} ${point.latitude_deg.toFixed(7)} ${(point.altitude_amsl_m ?? 0).toFixed(2)}</coord>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.3">',
    `<Document><name>${xmlText(flight.number)}</name>`,
    '<Style id="track"><LineStyle><color>ffe0d03f</color><width>3</width></LineStyle></Style>',
    `<Placemark><name>${xmlText(flight.aircraft_name)}</name><styleUrl>#track</styleUrl>`,
    '<Track><altitudeMode>absolute</altitudeMode>',
    ...when,
    ...coordinates,
    '</Track></Placemark></Document>',
    '</kml>',
    '',
  ].join('\n');
}
