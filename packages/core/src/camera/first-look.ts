/** Fixed cameras that may show a place before an aircraft is there. */
import type { Camera, Point } from '@outrider/schema';
import { bearing, distance } from '../geo/index.js';

export interface FirstLook {
  camera: Camera;
  distance_m: number;
  /** From the camera to the place, clockwise from true north. */
  bearing_deg: number;
  /** Whether the place lies within the camera's field of view; null where its heading or field is not known. */
  in_view: boolean | null;
}

/** Beyond this a fixed camera shows nothing of a place. */
export const FIRST_LOOK_WITHIN_M = 1500;

/** Fixed cameras in reach of a place that are switched on: those that look at it first, then the nearest. */
export function firstLooks(cameras: readonly Camera[], place: Point): FirstLook[] {
  const looks = cameras.flatMap((camera): FirstLook[] => {
    const position = camera.place?.position;
    if (!position || !camera.enabled) return [];
    const distance_m = distance(position, place);
    if (distance_m > FIRST_LOOK_WITHIN_M) return [];
    const bearing_deg = bearing(position, place);
    return [{ camera, distance_m, bearing_deg, in_view: looksAt(camera, bearing_deg) }];
  });
  return looks.toSorted(
    (a, b) => Number(b.in_view ?? false) - Number(a.in_view ?? false) || a.distance_m - b.distance_m,
  );
}

function looksAt({ place, horizontal_fov_deg }: Camera, bearing_deg: number): boolean | null {
  const heading = place?.heading_deg ?? null;
  if (heading === null || horizontal_fov_deg === null) return null;
  const off = Math.abs(((bearing_deg - heading + 540) % 360) - 180);
  return off <= horizontal_fov_deg / 2;
}
