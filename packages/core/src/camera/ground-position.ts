/** Where on the ground the camera looks, and how far that may be wrong. */
import type { Point } from '@outrider/schema';
import { destination } from '../geo/index.js';
import type { CameraDirection } from './picture-angles.js';

/** A camera in the air. Heights in metres. */
export interface CameraView extends CameraDirection {
  position: Point;
  altitude_amsl_m: number | null;
  height_above_takeoff_m: number | null;
  /** Dilution of the satellites' geometry; null: unknown, taken as 1.5. */
  gnss_hdop: number | null;
}
/** Ground above mean sea level in metres, or null where it is not known. */
export type GroundHeight = (longitude_deg: number, latitude_deg: number) => number | null;

export interface GroundPosition extends Point {
  /** Over ground from below the aircraft, metres. */
  distance_m: number;
  /** One standard deviation, metres: about two of three positions are nearer than this. */
  error_m: number;
  /** terrain: by the elevation model · take_off_height: as if all ground were as high as where it took off */
  ground: 'terrain' | 'take_off_height';
}
export type NoGroundPosition = 'height_unknown' | 'above_horizon' | 'too_far';

const RADIANS = Math.PI / 180;
/** Beyond this neither attitude nor a flat earth is good enough for a position. */
const FARTHEST_M = 5000;
const STEP_M = 10;
const HALVINGS = 12;
// One standard deviation of what is measured: gimbal and attitude, horizontal position for a dilution of 1, height.
const ATTITUDE_DEG = 1;
const POSITION_M = 1.5;
const UNKNOWN_HDOP = 1.5;
const HEIGHT_M = 2;

/**
 * Follows the middle of the picture down to the ground: to the terrain where its height is known below the aircraft and along the way,
 * else to flat ground as high as the take-off. The error adds the squares of what one standard deviation of pitch, bearing, height and
 * position each move the result (propagation by differences); a pitch that could as well be above the horizon has no position.
 */
export function groundPosition(view: CameraView, ground: GroundHeight | null): GroundPosition | NoGroundPosition {
  const sees = sightOf(view, ground);
  if (sees === null) return 'height_unknown';
  if (view.pitch_deg >= 0) return 'above_horizon';
  const distance_m = sees.reach(view.pitch_deg, 0);
  const farther = sees.reach(view.pitch_deg + ATTITUDE_DEG, 0);
  if (distance_m === null || farther === null) return 'too_far';
  const nearer = sees.reach(view.pitch_deg - ATTITUDE_DEG, 0) ?? 0;
  const higher = sees.reach(view.pitch_deg, HEIGHT_M) ?? farther;
  const parts = [
    Math.max(farther - distance_m, distance_m - nearer),
    distance_m * ATTITUDE_DEG * RADIANS,
    higher - distance_m,
    POSITION_M * (view.gnss_hdop ?? UNKNOWN_HDOP),
  ];
  return {
    ...destination(view.position, view.bearing_deg, distance_m),
    distance_m,
    error_m: Math.hypot(...parts),
    ground: sees.ground,
  };
}

interface Sight {
  ground: GroundPosition['ground'];
  /** Metres over ground to where the ray meets it, from a camera `higher_m` above what is measured; null: beyond the farthest. */
  reach(pitch_deg: number, higher_m: number): number | null;
}

function sightOf(view: CameraView, ground: GroundHeight | null): Sight | null {
  const { position, altitude_amsl_m, height_above_takeoff_m, bearing_deg } = view;
  const below = ground?.(position.longitude_deg, position.latitude_deg) ?? null;
  if (ground !== null && below !== null && altitude_amsl_m !== null) {
    const height = (distance_m: number): number => {
      const at = destination(position, bearing_deg, distance_m);
      return ground(at.longitude_deg, at.latitude_deg) ?? below;
    };
    return { ground: 'terrain', reach: (pitch, higher) => reachTerrain(altitude_amsl_m + higher, pitch, height) };
  }
  if (height_above_takeoff_m === null) return null;
  return { ground: 'take_off_height', reach: (pitch, higher) => reachFlat(height_above_takeoff_m + higher, pitch) };
}

function reachFlat(height_m: number, pitch_deg: number): number | null {
  if (pitch_deg >= 0) return null;
  if (pitch_deg <= -90) return 0;
  const distance_m = Math.max(0, height_m) / Math.tan(-pitch_deg * RADIANS);
  return distance_m <= FARTHEST_M ? distance_m : null;
}

/** Walks along the ray until it is below the ground, then halves the last step. */
function reachTerrain(
  altitude_amsl_m: number,
  pitch_deg: number,
  groundAt: (distance_m: number) => number,
): number | null {
  const slope = Math.tan(Math.max(-89.9, pitch_deg) * RADIANS);
  const below = (distance_m: number) => altitude_amsl_m + slope * distance_m <= groundAt(distance_m);
  if (below(0)) return 0;
  for (let far = STEP_M; far <= FARTHEST_M; far += STEP_M) {
    if (!below(far)) continue;
    let near = far - STEP_M;
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (near + far) / 2;
      if (below(middle)) far = middle;
      else near = middle;
    }
    return far;
  }
  return null;
}
