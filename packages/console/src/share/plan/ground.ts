/** The ground as a few SVG paths in metres about one place, so that a phone draws it at once. Pure. */
import type { Point, SharedMap } from '@outrider/schema';
import { localPlane, toXy } from '@outrider/core/geo';

export interface GroundPath {
  /** park, water, building, or street */
  kind: string;
  /** Width of a street in metres; null: an area */
  width_m: number | null;
  d: string;
}
export interface Ground {
  origin: Point;
  paths: GroundPath[];
}
const ORDER: readonly string[] = ['park', 'water', 'street', 'building'];

/** One path for each kind of area and each width of street, areas under streets under buildings. */
export function groundOf(map: SharedMap, origin: Point): Ground {
  const plane = localPlane(origin.longitude_deg, origin.latitude_deg);
  const line = (points: readonly (readonly number[])[]): string =>
    points
      .map(([x = 0, y = 0]) => toXy(plane, x, y))
      .map(([east, north], index) => `${index === 0 ? 'M' : 'L'}${east.toFixed(1)} ${(-north).toFixed(1)}`)
      .join('');
  const paths = new Map<string, GroundPath>();
  const add = (kind: string, width_m: number | null, d: string): void => {
    const key = `${kind}${width_m ?? ''}`;
    const path = paths.get(key) ?? { kind, width_m, d: '' };
    path.d += d;
    paths.set(key, path);
  };
  for (const { kind, ring } of map.areas) add(kind, null, `${line(ring)}Z`);
  for (const { width_m, points } of map.lines) add('street', width_m, line(points));
  return { origin, paths: [...paths.values()].toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)) };
}
