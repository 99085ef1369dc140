/** Geometries of GeoJSON to closed rings, with the checks that later geometry relies on. */
import type { VolumeKind } from '@outrider/schema';
import { insideRings, localPlane, selfCrossing, toXy, circleRing } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { isRecord, ParseFault } from './parse-fault.js';

type RingDegrees = [number, number][];
type Refuse = (property: string, message: string, remedy: string) => never;

const MAX_CORNERS = 5000;
const MAX_RINGS = 50;
const MAX_RADIUS_M = 100_000;

/** One list of rings for each polygon of the geometry. A point needs `radius_m` and becomes a ring of 32 corners. */
export function parseOutlines(
  geometry: unknown,
  properties: Record<string, unknown>,
  kind: VolumeKind,
  feature_index: number,
): RingDegrees[][] {
  const refuse: Refuse = (property, message, remedy) => {
    throw new ParseFault({ feature_index, property, message, remedy });
  };
  if (!isRecord(geometry)) return refuse('geometry', 'There is none.', 'Give a Polygon, MultiPolygon or Point.');
  const coordinates = geometry['coordinates'];
  switch (geometry['type']) {
    case 'Polygon':
      return [readPolygon(coordinates, 'geometry.coordinates', refuse)];
    case 'MultiPolygon':
      return readList(coordinates, 'geometry.coordinates', refuse).map((polygon, part) =>
        readPolygon(polygon, `geometry.coordinates[${part}]`, refuse),
      );
    case 'Point':
      return [[readCircle(coordinates, properties['radius_m'], kind, refuse)]];
    default:
      return refuse(
        'geometry.type',
        `"${String(geometry['type'])}" has no area.`,
        'Use Polygon, MultiPolygon, or Point with radius_m.',
      );
  }
}

function readList(value: unknown, where: string, refuse: Refuse): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    return refuse(where, 'It is not a list.', 'See RFC 7946 section 3.1.');
  return value;
}

function readPolygon(value: unknown, where: string, refuse: Refuse): RingDegrees[] {
  const list = readList(value, where, refuse);
  if (list.length > MAX_RINGS) return refuse(where, `It has ${list.length} rings.`, `Use at most ${MAX_RINGS}.`);
  const rings = list.map((ring, i) => readRing(ring, `${where}[${i}]`, refuse));
  checkHoles(rings, where, refuse);
  return rings;
}

function readRing(value: unknown, where: string, refuse: Refuse): RingDegrees {
  const list = readList(value, where, refuse);
  if (list.length < 4 || list.length > MAX_CORNERS) {
    return refuse(
      where,
      `A ring of ${list.length} positions.`,
      `Use 4 to ${MAX_CORNERS}, the last equal to the first.`,
    );
  }
  const ring = list.map((position, i) => readPosition(position, `${where}[${i}]`, refuse));
  const [first, last] = [ring[0]!, ring[ring.length - 1]!];
  if (first[0] !== last[0] || first[1] !== last[1]) {
    return refuse(where, 'The ring is not closed.', 'Repeat its first position at its end.');
  }
  const jump = ring.findIndex((position, i) => i > 0 && Math.abs(position[0] - ring[i - 1]![0]) > 180);
  if (jump > 0) {
    return refuse(`${where}[${jump}]`, 'The ring crosses the date line.', 'Split it there (RFC 7946 section 3.1.9).');
  }
  const clash = selfCrossing(flat(ring));
  if (clash !== null) {
    return refuse(where, `Its edges ${clash[0]} and ${clash[1]} touch or cross.`, 'Draw it without crossing itself.');
  }
  return ring;
}

function readPosition(value: unknown, where: string, refuse: Refuse): [number, number] {
  if (!Array.isArray(value) || value.length < 2)
    return refuse(where, 'It is not a position.', 'Write [longitude, latitude].');
  const [longitude, latitude] = value as unknown[];
  if (typeof longitude !== 'number' || !(Math.abs(longitude) <= 180)) {
    return refuse(where, `${JSON.stringify(longitude)} is not a longitude.`, 'Write [longitude, latitude] in degrees.');
  }
  if (typeof latitude !== 'number' || !(Math.abs(latitude) <= 90)) {
    return refuse(
      where,
      `${JSON.stringify(latitude)} is not a latitude.`,
      'Write [longitude, latitude] in degrees, in that order.',
    );
  }
  return [longitude, latitude];
}

function checkHoles(rings: readonly RingDegrees[], where: string, refuse: Refuse): void {
  const outer = rings[0]!;
  const plane = localPlane(outer[0]![0], outer[0]![1]);
  const outline = outer.map(([longitude, latitude]) => toXy(plane, longitude, latitude));
  rings.forEach((hole, i) => {
    const outside =
      i > 0 && hole.some(([longitude, latitude]) => !insideRings(toXy(plane, longitude, latitude), [outline]));
    if (outside) refuse(`${where}[${i}]`, 'The hole is not inside the outer ring.', 'Put the outer ring first.');
  });
}

function readCircle(coordinates: unknown, radius_m: unknown, kind: VolumeKind, refuse: Refuse): RingDegrees {
  const [longitude_deg, latitude_deg] = readPosition(coordinates, 'geometry.coordinates', refuse);
  if (typeof radius_m !== 'number' || !(radius_m > 0 && radius_m <= MAX_RADIUS_M)) {
    return refuse(
      'radius_m',
      `${JSON.stringify(radius_m)} is no radius.`,
      `Give metres, above 0, up to ${MAX_RADIUS_M}.`,
    );
  }
  const side = kind === 'keep_in' ? 'inside' : 'outside';
  return circleRing({ latitude_deg, longitude_deg }, radius_m, side).map(([east, north]) => [east, north]);
}

/** Positions on a plane without the repeated last one, for crossing tests only. */
function flat(ring: RingDegrees): Xy[] {
  const plane = localPlane(ring[0]![0], ring[0]![1]);
  return ring.slice(0, -1).map(([longitude, latitude]) => toXy(plane, longitude, latitude));
}
