/** Which part of the ground the plan shows, and where its places lie on it. Pure. */
import type { Point, SharedFeed } from '@outrider/schema';
import { localPlane, toLonLat, toXy } from '@outrider/core/geo';
import type { LocalPlane } from '@outrider/core/geo';

/** The plan is drawn in a box of these units about its middle; it is scaled to what the screen has. */
export const BOX = { width: 390, height: 260 } as const;
const NEAREST_M = 60;
const FARTHEST_M = 900;
const STEP = 1.6;

/** A place of the ground in the middle, and how many metres there are from it to the upper edge. */
export interface PlanView {
  centre: Point;
  reach_m: number;
}
/** Units of the box from its middle, right and down. */
export interface BoxPoint {
  x: number;
  y: number;
}

const planeOf = ({ longitude_deg, latitude_deg }: Point): LocalPlane => localPlane(longitude_deg, latitude_deg);
const unitsPerMetre = (view: PlanView): number => BOX.height / 2 / view.reach_m;

export function toBox(view: PlanView, { longitude_deg, latitude_deg }: Point): BoxPoint {
  const [east_m, north_m] = toXy(planeOf(view.centre), longitude_deg, latitude_deg);
  const scale = unitsPerMetre(view);
  return { x: east_m * scale, y: -north_m * scale };
}

export function toGround(view: PlanView, { x, y }: BoxPoint): Point {
  const scale = unitsPerMetre(view);
  const [longitude_deg, latitude_deg] = toLonLat(planeOf(view.centre), [x / scale, -y / scale]);
  return { longitude_deg, latitude_deg };
}

/** How the ground that is drawn in metres about `origin` (east, south) lies in the box: an SVG transform. */
export function groundTransform(view: PlanView, origin: Point): string {
  const { x, y } = toBox(view, origin);
  const scale = unitsPerMetre(view);
  return `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})`;
}

/** steps > 0: nearer */
export function zoomed(view: PlanView, steps: number): PlanView {
  return { ...view, reach_m: Math.min(FARTHEST_M, Math.max(NEAREST_M, view.reach_m / STEP ** steps)) };
}

/** The same ground under the finger after it has moved by so much. */
export const dragged = (view: PlanView, by: BoxPoint): PlanView => ({
  ...view,
  centre: toGround(view, { x: -by.x, y: -by.y }),
});

/** What the camera is: the aircraft, or where it stands; null where neither is known. */
export const eyeOf = ({ aircraft, camera }: SharedFeed): Point | null =>
  aircraft ? aircraft.position : camera.place && { ...pointOf(camera.place) };

const pointOf = ({ latitude_deg, longitude_deg }: Point): Point => ({ latitude_deg, longitude_deg });

/** The view that a page starts with: camera and incident on it; null while no place is known. */
export function firstView(feed: SharedFeed): PlanView | null {
  const eye = eyeOf(feed);
  const incident = feed.incident?.position ?? null;
  const centre = eye ?? incident;
  if (!centre) return null;
  if (!eye || !incident) return { centre, reach_m: 200 };
  const [east_m, north_m] = toXy(planeOf(eye), incident.longitude_deg, incident.latitude_deg);
  const wanted_m = Math.max(Math.abs(north_m), Math.abs(east_m) * (BOX.height / BOX.width)) * 1.25;
  return { centre, reach_m: Math.min(FARTHEST_M, Math.max(150, wanted_m)) };
}

/** Metres between two places, on the plane of the first. */
export function apart_m(one: Point, other: Point): number {
  return Math.hypot(...toXy(planeOf(one), other.longitude_deg, other.latitude_deg));
}
