import type { Flight, Track } from '@outrider/schema';
import { trackPoints } from './points.js';

/**
 * A flight as GeoJSON (RFC 7946): one LineString with heights above mean sea level in metres as the third coordinate, times in
 * `properties.coordTimes` (ISO 8601), and points for take-off and landing. A moment without a height has two coordinates only
 * when no height of the flight is known, since a line must not mix both.
 */
export function flightToGeoJson(flight: Flight, track: Track): object {
  const points = [...trackPoints(track)];
  const withHeight = points.filter((point) => point.altitude_amsl_m !== null);
  const used = withHeight.length > 0 ? withHeight : points;
  const coordinates = used.map((p) => [
    p.longitude_deg,
    p.latitude_deg,
    ...(p.altitude_amsl_m === null ? [] : [p.altitude_amsl_m]),
  ]);
  const line = {
    type: 'Feature',
    geometry: coordinates.length > 1 ? { type: 'LineString', coordinates } : null,
    properties: {
      flight_id: flight.id,
      number: flight.number,
      aircraft: flight.aircraft_name,
      purpose: flight.purpose,
      rpic: flight.rpic_name,
      vertical_datum: 'AMSL, metres',
      coordTimes: used.map((point) => new Date(point.utc_ms).toISOString()),
    },
  };
  const ends = [
    ['take-off', coordinates[0]],
    ['last position', coordinates.at(-1)],
  ] as const;
  const marks = ends.flatMap(([name, position]) =>
    position ? [{ type: 'Feature', geometry: { type: 'Point', coordinates: position }, properties: { name } }] : [],
  );
  return { type: 'FeatureCollection', features: [line, ...marks] };
}
