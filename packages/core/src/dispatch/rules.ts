/** The agency's policy and the aircraft as the rules that a route keeps. */
import type { AgencyPolicy, AirPoint, Performance } from '@outrider/schema';
import type { FlightRules } from '../airspace/index.js';
import type { Question } from './context.js';

/** Half the cruise height above any known ground, and never less than the vertical clearance: trees are not in terrain data. */
export function leastHeight(policy: Pick<AgencyPolicy, 'cruise_height_m' | 'obstacle_clearance_vertical_m'>): number {
  return Math.max(policy.obstacle_clearance_vertical_m, policy.cruise_height_m / 2);
}

/** Rules of one flight. The window runs from now to the end of a battery after the latest start, so that no volume comes too late. */
export function flightRules(question: Question, home: AirPoint, performance: Performance): FlightRules {
  const { policy, now_utc_ms } = question.input;
  return {
    clearance_horizontal_m: policy.obstacle_clearance_horizontal_m,
    clearance_vertical_m: policy.obstacle_clearance_vertical_m,
    min_agl_m: leastHeight(policy),
    max_agl_m: policy.max_height_agl_m,
    home_amsl_m: home.altitude_amsl_m,
    max_amsl_m: home.altitude_amsl_m + performance.ceiling_above_takeoff_m,
    from_utc_ms: now_utc_ms,
    to_utc_ms: now_utc_ms + (question.accept_s + performance.launch_time_s + endurance_s(performance)) * 1000,
  };
}

/** Longest time in the air on one battery, seconds. */
export function endurance_s(performance: Performance): number {
  return (performance.battery_capacity_wh * 3600) / Math.min(performance.hover_power_w, performance.cruise_power_w);
}
