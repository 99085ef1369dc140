/** The ground around a link's camera, cut out of the agency's own map. Pure. */
import type { Point, SharedMap } from '@outrider/schema';
import { localPlane, toXy } from '@outrider/core/geo';
import type { GeoJson } from '../map/store.js';

const AROUND_M = 900;
/** What a phone draws at once and a bad link carries. */
const MOST_SHAPES = 1_500;
const AREAS: ReadonlySet<string> = new Set(['park', 'water', 'building']);
const PATHS: ReadonlySet<string> = new Set(['path', 'trail', 'footway']);
const MAJOR: ReadonlySet<string> = new Set(['arterial', 'primary', 'major', 'highway', 'avenue']);

type Position = readonly number[];
/** One shape of a map with where it lies, so that it is found without being read again. */
export interface MapShape {
  area: string | null;
  width_m: number;
  points: Position[];
  west: number;
  south: number;
  east: number;
  north: number;
}

interface Feature {
  properties?: { layer?: unknown; class?: unknown; width_m?: unknown } | null;
  geometry?: { type?: unknown; coordinates?: unknown } | null;
}

/** The shapes of a base map that a small map shows; what is not of the expected form is left out. */
export function shapesOf(geojson: GeoJson): MapShape[] {
  const features = Array.isArray(geojson['features']) ? (geojson['features'] as Feature[]) : [];
  return features.flatMap(({ properties, geometry }) => {
    const layer = String(properties?.layer ?? '');
    const kind = String(properties?.class ?? '');
    const width = properties?.width_m;
    const width_m = typeof width === 'number' ? width : PATHS.has(kind) ? 2 : MAJOR.has(kind) ? 20 : 9;
    const area = AREAS.has(layer) ? layer : null;
    if (area === null && layer !== 'street') return [];
    return linesOf(geometry, area !== null).flatMap((points) => shape(area, width_m, points));
  });
}

/** Outer rings of areas, or the lines of streets. */
function linesOf(geometry: Feature['geometry'], wantsArea: boolean): unknown[] {
  const coordinates = geometry?.coordinates;
  if (!Array.isArray(coordinates)) return [];
  const words = `${String(geometry?.type)} ${wantsArea}`;
  if (words === 'Polygon true') return coordinates.slice(0, 1);
  if (words === 'MultiPolygon true') return coordinates.flatMap((one) => (Array.isArray(one) ? one.slice(0, 1) : []));
  if (words === 'LineString false') return [coordinates];
  return words === 'MultiLineString false' ? coordinates : [];
}

function shape(area: string | null, width_m: number, line: unknown): MapShape[] {
  if (!Array.isArray(line)) return [];
  const points = line.filter((at): at is number[] => Array.isArray(at) && at.every((one) => typeof one === 'number'));
  if (points.length < 2) return [];
  const longitudes = points.map(([x]) => x ?? 0);
  const latitudes = points.map(([, y]) => y ?? 0);
  const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b));
  const box = { west: least(longitudes), south: least(latitudes), east: most(longitudes), north: most(latitudes) };
  return [{ area, width_m, points, ...box }];
}

/** The shapes around some places, nearest first; nothing without a place. */
export function mapAround(shapes: readonly MapShape[], places: readonly Point[]): SharedMap {
  const near = shapes
    .map((one) => ({ one, distance_m: Math.min(...places.map((place) => distanceTo(one, place))) }))
    .filter(({ distance_m }) => distance_m <= AROUND_M)
    .toSorted((a, b) => a.distance_m - b.distance_m)
    .slice(0, MOST_SHAPES)
    .map(({ one }) => one);
  return {
    areas: near.flatMap(({ area, points }) => (area === null ? [] : [{ kind: area, ring: points.map(rounded) }])),
    lines: near.flatMap(({ area, width_m, points }) =>
      area === null ? [{ width_m, points: points.map(rounded) }] : [],
    ),
  };
}

/** Metres from a place to the box of a shape. */
function distanceTo({ west, south, east, north }: MapShape, { longitude_deg, latitude_deg }: Point): number {
  const nearest = [
    Math.min(Math.max(longitude_deg, west), east),
    Math.min(Math.max(latitude_deg, south), north),
  ] as const;
  return Math.hypot(...toXy(localPlane(longitude_deg, latitude_deg), ...nearest));
}

/** A decimetre is enough. */
const rounded = (at: Position): number[] => at.slice(0, 2).map((value) => Math.round(value * 1e6) / 1e6);
