import type { Flight, Track } from '@outrider/schema';
import { xmlText } from './escape.js';
import { isoTime, trackPoints } from './points.js';

/**
 * A flight as KML 2.2: a timed track (`gx:Track`, what Google Earth plays), and the same way as a plain line for readers that know no
 * times. Heights are absolute above mean sea level; moments without one are left out.
 */
export function flightToKml(flight: Flight, track: Track): string {
  const points = [...trackPoints(track)].filter((point) => point.altitude_amsl_m !== null);
  const when = points.map((point) => `<when>${isoTime(point.utc_ms)}</when>`);
  const places = points.map((point) => [
    point.longitude_deg.toFixed(7),
    point.latitude_deg.toFixed(7),
    (point.altitude_amsl_m ?? 0).toFixed(2),
  ]);
  const name = xmlText(flight.aircraft_name);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">',
    `<Document><name>${xmlText(flight.number)}</name>`,
    '<Style id="track"><LineStyle><color>ffe0d03f</color><width>3</width></LineStyle></Style>',
    `<Placemark><name>${name}</name><styleUrl>#track</styleUrl>`,
    '<gx:Track><altitudeMode>absolute</altitudeMode>',
    ...when,
    ...places.map((place) => `<gx:coord>${place.join(' ')}</gx:coord>`),
    '</gx:Track></Placemark>',
    `<Placemark><name>${name}, way</name><styleUrl>#track</styleUrl>`,
    '<LineString><altitudeMode>absolute</altitudeMode><coordinates>',
    ...places.map((place) => place.join(',')),
    '</coordinates></LineString></Placemark></Document>',
    '</kml>',
    '',
  ].join('\n');
}
