/** Works out once what is the same for every aircraft of a decision. */
import { landingPlaces, planePoint } from '../airspace/index.js';
import { FARTHEST_STANDOFF_M } from '../airspace/hold-point.js';
import { shapesInBox } from '../airspace/search.js';
import { planningWind } from '../range/index.js';
import { weatherIsCurrent } from '../weather/index.js';
import type { Question } from './context.js';
import { crewReasons } from './steps-ground.js';
import { targetShut } from './target-shut.js';
import { DEFAULT_ACCEPT_S } from './input.js';
import type { DispatchInput } from './input.js';

/** Prepares a decision: wind, time to accept, crew, and whether anything near the target may push the hold point aside. */
export function askQuestion(input: DispatchInput): Question {
  const { policy, weather, now_utc_ms } = input;
  const current = weatherIsCurrent(weather, policy.weather_valid_for_min, now_utc_ms) ? weather : null;
  const { wind, known } = planningWind(current, policy.max_wind_mps);
  return {
    input,
    wind,
    wind_known: known,
    accept_s: acceptTime(input),
    standoff_m: nothingNear(input) ? 0 : FARTHEST_STANDOFF_M,
    shut: targetShut(input),
    facts_read: factsRead(input),
    verdicts: new Map(),
    landing_places: landingPlaces(
      input.airspace,
      input.sites.map((site) => site.position),
    ),
    airways: new Map(),
    weather: new Map(),
    crew: crewReasons(input, null),
  };
}

function acceptTime({ policy, typical_accept_s }: DispatchInput): number {
  return policy.automatic_acceptance_authority === null ? (typical_accept_s ?? DEFAULT_ACCEPT_S) : 0;
}

/** True where no volume's box comes within the clearance of the target: every aircraft can then hold right above it. */
function nothingNear({ airspace, target, policy }: DispatchInput): boolean {
  const [x, y] = planePoint(airspace, target);
  const box = { min_x: x, min_y: y, max_x: x, max_y: y };
  return (
    shapesInBox(airspace, box, policy.obstacle_clearance_horizontal_m, () => true).length === 0 &&
    airspace.keep_in.length === 0
  );
}

function factsRead({ packs }: DispatchInput): Question['facts_read'] {
  const rules = packs.flatMap((pack) => pack.rules);
  if (rules.some((rule) => rule.reads === undefined)) return null;
  return [...new Set(rules.flatMap((rule) => rule.reads ?? []))].toSorted();
}
