/** Small geometry for drawing. Legal distances are the server's business. */
import type { Position } from 'geojson';

const METRES_PER_DEGREE = 111_320;

/** A circle on the ground as a ring of [longitude, latitude], first = last. */
export function circleRing(longitude: number, latitude: number, radiusM: number, corners = 48): Position[] {
  const east = radiusM / (METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  const north = radiusM / METRES_PER_DEGREE;
  return Array.from({ length: corners + 1 }, (_, index) => {
    const angle = (index / corners) * 2 * Math.PI;
    return [longitude + east * Math.cos(angle), latitude + north * Math.sin(angle)];
  });
}

/** Bounding box of positions: [west, south, east, north], or null for none. */
export function boundsOf(positions: readonly Position[]): [number, number, number, number] | null {
  if (positions.length === 0) return null;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of positions) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** A point that lies `distanceM` from another in a direction (degrees from north). */
export function pointAt(longitude: number, latitude: number, bearingDeg: number, distanceM: number): [number, number] {
  const angle = (bearingDeg * Math.PI) / 180;
  const north = (distanceM * Math.cos(angle)) / METRES_PER_DEGREE;
  const east = (distanceM * Math.sin(angle)) / (METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  return [longitude + east, latitude + north];
}
