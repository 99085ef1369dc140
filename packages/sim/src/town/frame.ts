import type { LatLon } from '../geometry/index.js';
import { localFrame } from '../geometry/index.js';

/** A place in the town's own grid: u along the streets (bearing 78), v along the avenues (bearing 348), metres. */
export interface TownPoint {
  u: number;
  v: number;
}

/** The street grid is turned against north, as in many harbour towns that followed their shore: avenues run 12 degrees west of it. */
export const TOWN_TURN_DEG = 12;
export const TOWN_CENTRE: LatLon = { latitude_deg: 37.485, longitude_deg: -122.236 };
const TURN_RAD = (TOWN_TURN_DEG * Math.PI) / 180;
const COS = Math.cos(TURN_RAD);
const SIN = Math.sin(TURN_RAD);
const frame = localFrame(TOWN_CENTRE);

export function toLatLon({ u, v }: TownPoint): LatLon {
  return frame.toLatLon({ east_m: u * COS - v * SIN, north_m: u * SIN + v * COS });
}

export function fromLatLon(point: LatLon): TownPoint {
  const { east_m, north_m } = frame.toOffset(point);
  return { u: east_m * COS + north_m * SIN, v: -east_m * SIN + north_m * COS };
}

/** GeoJSON position; six decimals are 0.1 m, which keeps the map file small. */
export function position(point: TownPoint): [number, number] {
  const { latitude_deg, longitude_deg } = toLatLon(point);
  return [Math.round(longitude_deg * 1e6) / 1e6, Math.round(latitude_deg * 1e6) / 1e6];
}

/** Closed GeoJSON ring from corners in order. */
export function ring(corners: readonly TownPoint[]): [number, number][] {
  const positions = corners.map(position);
  const first = positions[0];
  return first ? [...positions, first] : [];
}

/** Regular polygon with the area's edge no further out than the radius. */
export function circle(centre: TownPoint, radius_m: number, corners = 48): TownPoint[] {
  return Array.from({ length: corners }, (_, index) => {
    const angle = (2 * Math.PI * index) / corners;
    return { u: centre.u + radius_m * Math.cos(angle), v: centre.v + radius_m * Math.sin(angle) };
  });
}

export interface TownRect {
  u0: number;
  v0: number;
  u1: number;
  v1: number;
}

export function corners({ u0, v0, u1, v1 }: TownRect): TownPoint[] {
  return [
    { u: u0, v: v0 },
    { u: u1, v: v0 },
    { u: u1, v: v1 },
    { u: u0, v: v1 },
  ];
}

export function insideRect({ u, v }: TownPoint, rect: TownRect, margin_m = 0): boolean {
  return u > rect.u0 - margin_m && u < rect.u1 + margin_m && v > rect.v0 - margin_m && v < rect.v1 + margin_m;
}

export function townDistanceM(a: TownPoint, b: TownPoint): number {
  return Math.hypot(a.u - b.u, a.v - b.v);
}
