/** What the steps share: the question as a whole, and the one aircraft that is being judged. */
import type { AirPoint, EnergyBudget, FlightPlan, Reason, TimeToScene, Verdict } from '@outrider/schema';
import type { Conflict, LandingPlace } from '../airspace/index.js';
import type { TrustFacts } from '../trust/index.js';
import type { Wind } from '../range/index.js';
import type { DispatchAircraft, DispatchInput } from './input.js';

/** What the airspace step found for one place and one kind of aircraft. */
export interface Airway {
  readonly reasons: readonly Reason[];
  readonly plan: FlightPlan | null;
  readonly longest_return_m: number;
  /** Lines that the search looked at. */
  readonly examined: number;
}

/** What the rules say of one kind of aircraft. */
export interface Trusted {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/** Worked out once for all aircraft of a decision. Aircraft that are alike share their answers: a fleet has few kinds. */
export interface Question {
  readonly input: DispatchInput;
  readonly wind: Wind;
  readonly wind_known: boolean;
  readonly accept_s: number;
  /** Nothing can hold nearer to the target than this; 0 where the air above it is free for all. */
  readonly standoff_m: number;
  /** What closes the target to every aircraft at every height; null where nothing does. */
  readonly shut: Conflict | null;
  /** Facts that any rule reads; null where a rule does not say. */
  readonly facts_read: readonly (keyof TrustFacts)[] | null;
  /** Verdicts by the values of these facts. */
  readonly verdicts: Map<string, Trusted>;
  /** Sites that may serve as rally points. */
  readonly landing_places: readonly LandingPlace[];
  /** Ways found so far by take-off place and performance. */
  readonly airways: Map<string, Airway>;
  /** What weather says by the wind that an aircraft holds. */
  readonly weather: Map<number, readonly Reason[]>;
  /** What crew says of an aircraft without a flight of its own. */
  readonly crew: readonly Reason[];
}

/** Lower bounds of time and energy: the straight way at the best wind. A real route is never better. */
export interface Bound {
  readonly time: TimeToScene;
  readonly energy: EnergyBudget;
  readonly length_m: number;
  readonly headwind_mps: number;
}

/** One aircraft on its way through the steps. Each step adds reasons; later steps read what earlier ones found. */
export interface Judged {
  readonly entry: DispatchAircraft;
  /** Where it would take off; null = not known. */
  readonly home: AirPoint | null;
  /** Distance from its site where it is seen to stand elsewhere; 0 otherwise. */
  readonly away_m: number;
  reasons: Reason[];
  /** null where the wind or an unknown place allows no estimate. */
  bound: Bound | null;
  /** Arrival by the bound; the greatest number where there is none. */
  earliest_s: number;
  verdict: Verdict | null;
  route: FlightPlan | null;
  longest_return_m: number;
  /** Lines that the search for its route looked at. */
  examined: number;
  time: TimeToScene | null;
  energy: EnergyBudget | null;
}

/** Makes a reason of one step. */
export function reason(
  step: Reason['step'],
  code: string,
  effect: Reason['effect'],
  text: string,
  remedy: string | null = null,
): Reason {
  return { step, code, effect, text, remedy };
}

/** True while nothing speaks against the aircraft. */
export function stillIn(judged: Judged): boolean {
  return judged.reasons.every(({ effect }) => effect !== 'against');
}
