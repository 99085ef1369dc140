/** A target that is closed to every aircraft at every height is found once, not once for each aircraft and height. */
import type { AreaDegrees, Conflict, FlightRules } from '../airspace/index.js';
import { createScene, groundRange, planePoint } from '../airspace/index.js';
import { FARTHEST_STANDOFF_M, holdPoint } from '../airspace/hold-point.js';
import type { Level } from '../airspace/level.js';
import { heightsMeet, volumeConflicts } from '../airspace/segment-check.js';
import { destination } from '../geo/index.js';
import type { DispatchInput } from './input.js';
import { leastHeight } from './rules.js';

/** Answers what closes the target; null where some aircraft may find a place to hold at some height. */
export function targetShut(input: DispatchInput): Conflict | null {
  const { airspace, policy, target, now_utc_ms } = input;
  const range = heightRange(input);
  if (range === null) return null;
  const rules: FlightRules = {
    clearance_horizontal_m: policy.obstacle_clearance_horizontal_m,
    clearance_vertical_m: policy.obstacle_clearance_vertical_m,
    min_agl_m: leastHeight(policy),
    max_agl_m: policy.max_height_agl_m,
    home_amsl_m: range.low,
    max_amsl_m: range.high,
    // Only what is in force at this moment is in force for every flight that could start now.
    from_utc_ms: now_utc_ms,
    to_utc_ms: now_utc_ms,
  };
  const scene = createScene(airspace, rules, null);
  const blocks = (position: number): boolean => {
    const shape = airspace.shapes[position]!;
    if (shape.volume.kind === 'keep_in' || shape.volume.kind === 'ceiling' || !scene.inForce(position)) return false;
    return heightsMeet(scene, shape, range.high, range.high) && shape.floor_amsl_m <= range.low;
  };
  const level: Level = { scene, altitude_amsl_m: range.low, blocks };
  const at = planePoint(airspace, target);
  if (holdPoint(level, target, at) !== null) return null;
  const [first] = volumeConflicts(scene, at, at, range.low, range.high).filter(
    (conflict) => conflict.code !== 'ceiling',
  );
  return first ?? null;
}

/**
 * Lowest and highest height at which any of the aircraft could hold at the target: by the ground there, and where that is not known by
 * the take-off heights.
 */
function heightRange(input: DispatchInput): { low: number; high: number } | null {
  const { policy } = input;
  const ground = groundRange(input.airspace.terrain, areaAround(input)) ?? takeOffRange(input);
  if (ground === null) return null;
  return { low: ground.min_amsl_m + leastHeight(policy), high: ground.max_amsl_m + policy.max_height_agl_m };
}

function areaAround({ target }: DispatchInput): AreaDegrees {
  const [north, east] = [destination(target, 0, FARTHEST_STANDOFF_M), destination(target, 90, FARTHEST_STANDOFF_M)];
  const [south, west] = [destination(target, 180, FARTHEST_STANDOFF_M), destination(target, 270, FARTHEST_STANDOFF_M)];
  return {
    north_deg: north.latitude_deg,
    south_deg: south.latitude_deg,
    east_deg: east.longitude_deg,
    west_deg: west.longitude_deg,
  };
}

function takeOffRange({ aircraft }: DispatchInput): { min_amsl_m: number; max_amsl_m: number } | null {
  let [min_amsl_m, max_amsl_m] = [Infinity, -Infinity];
  for (const { site, sample } of aircraft) {
    for (const height of [site?.position.altitude_amsl_m, sample?.altitude_amsl_m]) {
      if (height === undefined || height === null) continue;
      min_amsl_m = Math.min(min_amsl_m, height);
      max_amsl_m = Math.max(max_amsl_m, height);
    }
  }
  return max_amsl_m < min_amsl_m ? null : { min_amsl_m, max_amsl_m };
}
