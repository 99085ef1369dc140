/** A target that is closed to every aircraft at every height is found once, not once for each aircraft and height. */
import type { Conflict, FlightRules } from '../airspace/index.js';
import { createScene, groundAt, planePoint } from '../airspace/index.js';
import { holdPoint } from '../airspace/hold-point.js';
import type { Level } from '../airspace/level.js';
import { heightsMeet, volumeConflicts } from '../airspace/segment-check.js';
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
  if (holdPoint(level, target) !== null) return null;
  const at = planePoint(airspace, target);
  const [first] = volumeConflicts(scene, at, at, range.low, range.high).filter(
    (conflict) => conflict.code !== 'ceiling',
  );
  return first ?? null;
}

/** Lowest and highest height at which any of the aircraft could be at the target. */
function heightRange({ aircraft, airspace, target, policy }: DispatchInput): { low: number; high: number } | null {
  const grounds = aircraft.flatMap(({ site, sample }) =>
    [site?.position.altitude_amsl_m ?? [], sample?.altitude_amsl_m ?? []].flat(),
  );
  const ground = groundAt(airspace.terrain, target);
  const all = ground === null ? grounds : [...grounds, ground];
  if (all.length === 0) return null;
  const [least, most] = all.reduce(
    ([low, high], one) => [Math.min(low, one), Math.max(high, one)],
    [Infinity, -Infinity],
  );
  return { low: least! + leastHeight(policy), high: most! + policy.max_height_agl_m };
}
