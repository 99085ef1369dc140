/** Flat-earth geometry around a reference point; good to a few centimetres over a town. */

/** Metres on the ground from a reference point. */
export interface GroundOffset {
  east_m: number;
  north_m: number;
}
export interface LatLon {
  latitude_deg: number;
  longitude_deg: number;
}

const DEG = Math.PI / 180;
const WGS84_A = 6378137;
const WGS84_E2 = 0.00669437999014;

/** Metres per degree at a latitude, from the radii of curvature of the WGS84 ellipsoid. */
export function metresPerDegree(latitude_deg: number): { latitude: number; longitude: number } {
  const s = Math.sin(latitude_deg * DEG);
  const w = 1 - WGS84_E2 * s * s;
  return {
    latitude: (DEG * WGS84_A * (1 - WGS84_E2)) / (w * Math.sqrt(w)),
    longitude: (DEG * WGS84_A * Math.cos(latitude_deg * DEG)) / Math.sqrt(w),
  };
}

/** Conversion between degrees and metres around one origin. */
export interface LocalFrame {
  readonly origin: LatLon;
  toLatLon(offset: GroundOffset): LatLon;
  toOffset(point: LatLon): GroundOffset;
}

export function localFrame(origin: LatLon): LocalFrame {
  const scale = metresPerDegree(origin.latitude_deg);
  return {
    origin,
    toLatLon: ({ east_m, north_m }) => ({
      latitude_deg: origin.latitude_deg + north_m / scale.latitude,
      longitude_deg: origin.longitude_deg + east_m / scale.longitude,
    }),
    toOffset: (point) => ({
      east_m: (point.longitude_deg - origin.longitude_deg) * scale.longitude,
      north_m: (point.latitude_deg - origin.latitude_deg) * scale.latitude,
    }),
  };
}

/** Ground distance between two points of a town, metres. */
export function distanceM(from: LatLon, to: LatLon): number {
  const offset = localFrame(from).toOffset(to);
  return Math.hypot(offset.east_m, offset.north_m);
}

/** Compass bearing of an offset, degrees in [0, 360). */
export function bearingDeg({ east_m, north_m }: GroundOffset): number {
  return wrap360(Math.atan2(east_m, north_m) / DEG);
}

export function wrap360(angle_deg: number): number {
  return ((angle_deg % 360) + 360) % 360;
}

/** Angle in [-180, 180). */
export function wrap180(angle_deg: number): number {
  return wrap360(angle_deg + 180) - 180;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** True inside a ring of [x, y] (even-odd rule); the last point may repeat the first. */
export function insideRing(x: number, y: number, ring: readonly (readonly number[])[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
