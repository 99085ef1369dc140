import type { Flight, Track } from '@outrider/schema';
import { expect, test } from 'vitest';
import { flightToGeoJson, flightToGpx, flightToKml, trackToCsv } from './index.js';

const flight = {
  id: 'f',
  number: '26-1 <&>',
  aircraft_name: 'Heron "1"',
  purpose: 'test',
  rpic_name: 'M. Ortiz',
  requested_at_utc_ms: 0,
} as Flight;
const track: Track = {
  flight_id: 'f',
  utc_ms: [0, 1000, 2000],
  latitude_deg: [37, null, 37.1],
  longitude_deg: [-122, null, -122.1],
  altitude_amsl_m: [10, 11, 12.5],
  height_above_takeoff_m: [0, null, 2],
  heading_deg: [1, 2, 3],
  ground_speed_mps: [0, 0, 0],
  climb_mps: [0, 0, 0],
  roll_deg: [0, 0, 0],
  pitch_deg: [0, 0, 0],
  battery_percent: [99, 98, null],
  battery_voltage_v: [1, 1, 1],
  link_age_ms: [1, 1, 1],
  mode: ['=cmd', 'a,"b"', 'hold'],
};

test('GeoJSON: longitude first, height in metres above mean sea level, moments without position left out', () => {
  const { features } = flightToGeoJson(flight, track) as { features: { geometry: { coordinates: unknown } }[] };
  expect(features[0]!.geometry.coordinates).toEqual([
    [-122, 37, 10],
    [-122.1, 37.1, 12.5],
  ]);
  expect(features).toHaveLength(3);
});

test('a flight without any position gives valid files, not a crash', () => {
  const empty = { ...track, latitude_deg: [null, null, null] };
  expect(flightToGeoJson(flight, empty)).toMatchObject({ features: [{ geometry: null }] });
  expect(flightToGpx(flight, empty)).not.toContain('<trkpt');
  expect(flightToKml(flight, empty)).not.toContain('<gx:coord>');
});

test('GPX and KML escape names and carry times', () => {
  for (const text of [flightToGpx(flight, track), flightToKml(flight, track)]) {
    expect(text).toContain('26-1 &lt;&amp;&gt;');
    expect(text).toContain('1970-01-01T00:00:02.000Z');
    expect(text).not.toMatch(/NaN|null|undefined/);
  }
});

test('KML holds the way twice: with times, and as a plain line for readers that know none', () => {
  const kml = flightToKml(flight, track);
  expect(kml).toContain('<gx:coord>-122.1000000 37.1000000 12.50</gx:coord>');
  expect(kml).toMatch(
    /<coordinates>\n-122\.0000000,37\.0000000,10\.00\n-122\.1000000,37\.1000000,12\.50\n<\/coordinates>/,
  );
});

test('CSV: unknown is empty, quotes doubled, a formula defused', () => {
  const rows = trackToCsv(track).trimEnd().split('\r\n');
  expect(rows).toHaveLength(4);
  expect(rows[1]).toMatch(/,'=cmd$/);
  expect(rows[2]).toMatch(/^1970-01-01T00:00:01.000Z,1000,,,11,/);
  expect(rows[2]).toMatch(/"a,""b"""$/);
});
