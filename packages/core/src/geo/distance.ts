/** Distances and bearings on WGS84: geodesic where law or evidence asks, cheap-ruler where millions are measured. */
import type { Point } from '@outrider/schema';
import CheapRuler from 'cheap-ruler';
import geographiclib from 'geographiclib-geodesic';
import { wrapDegrees } from './plane.js';

const wgs84 = geographiclib.Geodesic.WGS84;

/** Distance in metres along the geodesic (Karney 2013), right to nanometres; 2 microseconds. For separation and limits in law. */
export function geodesicDistance(from: Point, to: Point): number {
  const { s12 } = wgs84.Inverse(from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg);
  // Points of whole numbers always have a distance; the type allows none because other output may be asked for.
  return s12 ?? Number.NaN;
}

/** Bearing in degrees clockwise from true north, 0..360, at which the geodesic leaves `from`. */
export function geodesicBearing(from: Point, to: Point): number {
  const { azi1 } = wgs84.Inverse(from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg);
  return ((azi1 ?? Number.NaN) + 360) % 360;
}

/** The point reached from `from` after `distance_m` metres at `bearing_deg` (clockwise from true north). */
export function destination(from: Point, bearing_deg: number, distance_m: number): Point {
  const { lat2, lon2 } = wgs84.Direct(from.latitude_deg, from.longitude_deg, bearing_deg, distance_m);
  return { latitude_deg: lat2 ?? Number.NaN, longitude_deg: wrapDegrees(lon2 ?? Number.NaN) };
}

/** Distance in metres by cheap-ruler at the middle latitude: within 0.1 % of the geodesic up to 50 km below 60 degrees. */
export function distance(from: Point, to: Point): number {
  const ruler = rulerBetween(from, to);
  const east = wrapDegrees(to.longitude_deg - from.longitude_deg) * ruler.kx;
  const north = (to.latitude_deg - from.latitude_deg) * ruler.ky;
  return Math.sqrt(east * east + north * north);
}

/** Bearing in degrees clockwise from true north, 0..360, by cheap-ruler; for distances up to 50 km. */
export function bearing(from: Point, to: Point): number {
  const degrees = rulerBetween(from, to).bearing(
    [from.longitude_deg, from.latitude_deg],
    [to.longitude_deg, to.latitude_deg],
  );
  return (degrees + 360) % 360;
}

/** Distance in metres and bearing in degrees, 0..360, in one go: for hot paths. As `distance` and `bearing`. */
export function polar(from: Point, to: Point): { distance_m: number; bearing_deg: number } {
  const ruler = rulerBetween(from, to);
  const east = wrapDegrees(to.longitude_deg - from.longitude_deg) * ruler.kx;
  const north = (to.latitude_deg - from.latitude_deg) * ruler.ky;
  const degrees = (Math.atan2(east, north) * 180) / Math.PI;
  return { distance_m: Math.sqrt(east * east + north * north), bearing_deg: degrees < 0 ? degrees + 360 : degrees };
}

function rulerBetween(from: Point, to: Point): CheapRuler {
  return new CheapRuler((from.latitude_deg + to.latitude_deg) / 2, 'meters');
}
