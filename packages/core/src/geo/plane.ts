/** A flat map in metres around one point, for the geometry of a town or county. */
import CheapRuler from 'cheap-ruler';

/** Metres east and north of the plane's origin. */
export type Xy = readonly [x: number, y: number];
/** Longitude and latitude in degrees, the order of GeoJSON. */
export type LonLat = readonly [longitude: number, latitude: number];

/**
 * An equirectangular plane touching WGS84 at its origin. Within 50 km of the origin lengths are right to 0.4 % at 45 degrees of
 * latitude, which is 6 cm in a clearance of 15 m. Legal distances come from `geodesicDistance`, never from a plane.
 */
export interface LocalPlane {
  readonly longitude_deg: number;
  readonly latitude_deg: number;
  /** Metres per degree of longitude and of latitude at the origin. */
  readonly metres_per_degree_east: number;
  readonly metres_per_degree_north: number;
}

/** The plane that touches WGS84 at the point given. */
export function localPlane(longitude_deg: number, latitude_deg: number): LocalPlane {
  const ruler = new CheapRuler(latitude_deg, 'meters');
  return { longitude_deg, latitude_deg, metres_per_degree_east: ruler.kx, metres_per_degree_north: ruler.ky };
}

/** Brings a difference of longitudes to -180..180, so that a plane at the date line works. */
export function wrapDegrees(difference_deg: number): number {
  const turned = (difference_deg + 180) % 360;
  return (turned < 0 ? turned + 360 : turned) - 180;
}

/** Degrees to metres on the plane. */
export function toXy(plane: LocalPlane, longitude_deg: number, latitude_deg: number): Xy {
  return [
    wrapDegrees(longitude_deg - plane.longitude_deg) * plane.metres_per_degree_east,
    (latitude_deg - plane.latitude_deg) * plane.metres_per_degree_north,
  ];
}

/** Metres on the plane back to degrees. */
export function toLonLat(plane: LocalPlane, point: Xy): LonLat {
  return [
    wrapDegrees(plane.longitude_deg + point[0] / plane.metres_per_degree_east),
    plane.latitude_deg + point[1] / plane.metres_per_degree_north,
  ];
}
