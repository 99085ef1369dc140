/** The range step: does it come home with its reserve? */
import type { EnergyBudget, Reason } from '@outrider/schema';
import { comesHome, energyBudget } from '../range/index.js';
import type { EnergyAnswer } from '../range/index.js';
import { formatDistance, formatDuration, formatPercent, formatWind } from '../units/index.js';
import { freshSample } from '../readiness/index.js';
import { lowerBound } from './bound.js';
import { reason } from './context.js';
import type { Judged, Question } from './context.js';

/** Below this a wind from ahead is not worth a word. */
const NOTABLE_WIND_MPS = 1;

/** The estimate on the straight way, made before any route: what fails here fails on every route. */
export function straightRange(question: Question, judged: Judged): Reason[] {
  const bound = lowerBound(question, judged, batteryOf(question, judged));
  if (bound === null) return [];
  if (bound === 'no_headway') return [noHeadway(question, question.wind.speed_mps)];
  judged.bound = bound;
  const { energy } = bound;
  if (energy.battery_now_percent === null) return [batteryUnknown()];
  return comesHome(energy) ? [] : [tooFar(question, energy, bound.length_m, bound.headwind_mps)];
}

/** The reckoning on the planned route. */
export function range(question: Question, judged: Judged): Reason[] {
  const { route, home, entry } = judged;
  if (route === null || home === null) return [];
  const { performance } = entry.aircraft;
  const answer = energyBudget({
    performance,
    home,
    take_off_height_m: route.take_off_height_m,
    way: route.legs.map((leg) => ({ place: leg.to, height_above_takeoff_m: leg.height_above_takeoff_m })),
    hold_s: route.hold_s,
    return_height_m: route.return_line.return_height_m,
    least_back_m: judged.longest_return_m,
    wind: question.wind,
    battery_percent: batteryOf(question, judged),
    reserve_percent: question.input.policy.reserve_percent,
  });
  if ('no_headway' in answer) return [noHeadway(question, answer.headwind_mps)];
  judged.energy = answer.budget;
  judged.time = timeOf(question, judged, answer);
  return [...verdictOn(question, answer), ...windCondition(question)];
}

function timeOf(question: Question, { entry }: Judged, answer: EnergyAnswer) {
  const { accept_s } = question;
  const launch_s = entry.aircraft.performance.launch_time_s;
  const { climb_s, cruise_s, descend_s } = answer;
  return {
    accept_s,
    launch_s,
    climb_s,
    cruise_s,
    descend_s,
    total_s: accept_s + launch_s + climb_s + cruise_s + descend_s,
  };
}

function verdictOn(question: Question, { budget, length_out_m, worst_headwind_mps }: EnergyAnswer): Reason[] {
  if (budget.after_landing_percent === null) return [batteryUnknown()];
  if (!comesHome(budget)) return [tooFar(question, budget, length_out_m, worst_headwind_mps)];
  const back = `comes back with ${formatPercent(budget.after_landing_percent)}, needs ${formatPercent(budget.reserve_percent)}`;
  return [
    reason('range', 'comes_home', 'for', `Energy: ${wayText(question, length_out_m, worst_headwind_mps)} ${back}`),
  ];
}

function tooFar(question: Question, budget: EnergyBudget, length_m: number, headwind_mps: number): Reason {
  const way = wayText(question, length_m, headwind_mps);
  const after = budget.after_landing_percent!;
  const needs = `needs ${formatPercent(budget.reserve_percent)}`;
  const remedy = 'Choose a nearer aircraft or a charged battery.';
  if (after >= 0) {
    // Rounded down, so that no figure just below the reserve reads as if it were enough.
    const text = `Energy: ${way} comes back with ${formatPercent(Math.floor(after))}, ${needs}`;
    return reason('range', 'out_of_range', 'against', text, remedy);
  }
  const total = budget.out_percent + budget.hold_percent + budget.back_percent;
  const hold = `${formatDuration(question.input.policy.hold_on_scene_s)} on scene`;
  const has = `has ${formatPercent(budget.battery_now_percent)}`;
  const text = `Energy: ${way} and ${hold} take ${formatPercent(Math.ceil(total))}, ${has} and ${needs} at the end`;
  return reason('range', 'out_of_range', 'against', text, remedy);
}

function wayText(question: Question, length_m: number, headwind_mps: number): string {
  const { units } = question.input.policy;
  const way = formatDistance(length_m, units);
  return headwind_mps < NOTABLE_WIND_MPS ? way : `${way} against ${formatWind(headwind_mps, units)}`;
}

function noHeadway({ input, wind_known }: Question, wind_mps: number): Reason {
  const wind = formatWind(wind_mps, input.policy.units);
  const text = `Energy: makes no headway against ${wind}${wind_known ? '' : ' (wind unknown, the strongest allowed is reckoned with)'}`;
  return reason('range', 'no_headway', 'against', text, 'Wait for less wind, or choose a faster aircraft.');
}

function batteryUnknown(): Reason {
  const text = 'Energy: the battery level is not known, so nothing shows that it comes home';
  return reason('range', 'battery_unknown', 'against', text, 'Wait for telemetry, or look at the battery.');
}

function windCondition({ input, wind, wind_known }: Question): Reason[] {
  if (wind_known) return [];
  const text = `Wind: unknown; reckoned with ${formatWind(wind.speed_mps, input.policy.units)} from ahead all the way`;
  return [reason('range', 'wind_unknown', 'condition', text, 'Enter the weather by hand or give a METAR.')];
}

/** A level that was heard long ago is not known now. */
function batteryOf({ input }: Question, { entry }: Judged): number | null {
  return freshSample({ sample: entry.sample, now_utc_ms: input.now_utc_ms })?.battery_percent ?? null;
}
