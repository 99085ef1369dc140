/** The least time and energy that an aircraft could need: the straight way at the lowest height and the weakest wind on it. */
import type { AirPoint, Performance, Point } from '@outrider/schema';
import { polar } from '../geo/index.js';
import { climbCost, cruiseCost, descentCost, headwind, hoverCost } from '../range/index.js';
import type { Bound, Judged, Question } from './context.js';
import { leastHeight } from './rules.js';

/**
 * Lower bounds for one aircraft; null where its place is not known, 'no_headway' where the wind at the station already beats it. Wind
 * grows with height and a detour only adds length, so no route can arrive earlier or come back with more.
 */
export function lowerBound(question: Question, judged: Judged, battery: number | null): Bound | null | 'no_headway' {
  const { home, entry } = judged;
  if (home === null) return null;
  const { performance } = entry.aircraft;
  const { policy } = question.input;
  // Take-off heights may be off by the ground's unevenness: a fifth less keeps the bound below any route.
  const height = leastHeight(policy) * 0.8;
  const out = straight(question, performance, home);
  const back = homeward(question, performance, home);
  if (out === null || back === null) return 'no_headway';
  const climb = climbCost(performance, height);
  const hold = hoverCost(performance, policy.hold_on_scene_s);
  const land = descentCost(performance, height);
  const [out_percent, back_percent] = [climb.percent + out.percent, back.percent + land.percent];
  const after = battery === null ? null : battery - out_percent - hold.percent - back_percent;
  const time = {
    accept_s: question.accept_s,
    launch_s: performance.launch_time_s,
    climb_s: climb.time_s,
    cruise_s: out.time_s,
    descend_s: 0,
    total_s: question.accept_s + performance.launch_time_s + climb.time_s + out.time_s,
  };
  const energy = {
    out_percent,
    hold_percent: hold.percent,
    back_percent,
    reserve_percent: policy.reserve_percent,
    battery_now_percent: battery,
    after_landing_percent: after,
    hold_available_s: null,
  };
  return { time, energy, length_m: out.length_m, headwind_mps: Math.max(0, out.headwind_mps, back.headwind_mps) };
}

function straight(question: Question, performance: Performance, home: AirPoint) {
  const { waypoints, target } = question.input;
  let [time_s, percent, length_m, headwind_mps] = [0, 0, 0, 0];
  let from: Point = home;
  for (let i = 0; i <= waypoints.length; i++) {
    const to = waypoints[i] ?? target;
    const { distance_m, bearing_deg: course } = polar(from, to);
    const standoff = i === waypoints.length ? question.standoff_m : 0;
    const metres = Math.max(0, distance_m - standoff);
    const cost = cruiseCost(performance, metres, course, question.wind);
    if (cost === null) return null;
    time_s += cost.time_s;
    percent += cost.percent;
    length_m += metres;
    headwind_mps = Math.max(headwind_mps, headwind(course, question.wind));
    from = to;
  }
  return { time_s, percent, length_m, headwind_mps };
}

function homeward(question: Question, performance: Performance, home: AirPoint) {
  const { target } = question.input;
  const { distance_m, bearing_deg: course } = polar(target, home);
  const metres = Math.max(0, distance_m - question.standoff_m);
  const cost = cruiseCost(performance, metres, course, question.wind);
  return cost === null ? null : { ...cost, headwind_mps: headwind(course, question.wind) };
}
