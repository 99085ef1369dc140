/** The dispatch decision: every aircraft judged, every reason kept. */
import Type, { type Static } from 'typebox';
import { AirPoint, Id, IsoDate, Nullable, Percent, Point, Strict, Text, UtcMs, Words } from './primitives.js';

/** The steps of the pipeline, in the order in which they are shown. */
export const DISPATCH_STEPS = ['availability', 'readiness', 'trust', 'crew', 'weather', 'airspace', 'range'] as const;
export const DispatchStep = Words(DISPATCH_STEPS);
export type DispatchStep = (typeof DISPATCH_STEPS)[number];
/** One reason. effect: against = cannot go; condition = may go if; info = for the reader. */
export const Reason = Strict({
  step: DispatchStep,
  code: Text(60),
  effect: Words(['for', 'against', 'condition', 'info'] as const),
  text: Type.String(),
  remedy: Nullable(Type.String()),
});
export type Reason = Static<typeof Reason>;

export const VerdictWord = Words([
  'permitted',
  'permitted_with_conditions',
  'needs_waiver',
  'denied',
  'unknown',
] as const);
export const Verdict = Strict({
  word: VerdictWord,
  /** Two lines that a dispatcher understands. */
  summary: Type.String(),
  reasons: Type.Array(
    Strict({
      rule_id: Type.String(),
      rule_version: Type.String(),
      effect: VerdictWord,
      text: Type.String(),
      facts_used: Type.Record(Type.String(), Type.Unknown()),
      unknown_facts: Type.Array(Type.String()),
      citation: Nullable(Type.String()),
    }),
  ),
  conditions: Type.Array(Type.String()),
  /** First day on which it may be another; null while no rule names one. */
  valid_until: Nullable(IsoDate),
  evaluated_on: IsoDate,
});
export type Verdict = Static<typeof Verdict>;

/** Approved makers, the first trust rule. Owned by the host or by the agency. */
export const ApprovedMakers = Strict({
  enabled: Type.Boolean(),
  makers: Type.Array(Text(), { maxItems: 1000 }),
  in_force_since: Nullable(IsoDate),
  /** Longest time an existing aircraft may go on under its contract after in_force_since. */
  grandfather_cap_days: Type.Number({ minimum: 0, maximum: 3660 }),
  citation: Nullable(Type.String()),
});
export type ApprovedMakers = Static<typeof ApprovedMakers>;

/** Energy for one flight, in percent of a full battery. */
export const EnergyBudget = Strict({
  out_percent: Type.Number(),
  hold_percent: Type.Number(),
  back_percent: Type.Number(),
  reserve_percent: Type.Number(),
  battery_now_percent: Nullable(Percent),
  after_landing_percent: Nullable(Type.Number()),
  hold_available_s: Nullable(Type.Number()),
});
export type EnergyBudget = Static<typeof EnergyBudget>;
export const TimeToScene = Strict({
  accept_s: Type.Number(),
  launch_s: Type.Number(),
  climb_s: Type.Number(),
  cruise_s: Type.Number(),
  descend_s: Type.Number(),
  total_s: Type.Number(),
});
export type TimeToScene = Static<typeof TimeToScene>;

/** What the aircraft does when the leg cannot be finished. */
export const Contingency = Words(['return', 'land', 'hold_then_return', 'rally'] as const);
export const Leg = Strict({
  to: AirPoint,
  height_above_takeoff_m: Type.Number(),
  speed_mps: Type.Number(),
  contingency: Contingency,
});
export type Leg = Static<typeof Leg>;
export const ReturnLine = Strict({
  ok: Type.Boolean(),
  return_height_m: Type.Number(),
  raised: Type.Boolean(),
  rally_points: Type.Array(AirPoint),
  detail: Type.String(),
});
export type ReturnLine = Static<typeof ReturnLine>;
export const FlightPlan = Strict({
  home: AirPoint,
  target: Point,
  take_off_height_m: Type.Number(),
  legs: Type.Array(Leg, { minItems: 1, maxItems: 200 }),
  hold_s: Type.Number(),
  on_scene_height_m: Type.Number(),
  return_line: ReturnLine,
  /** Polygon the autopilot must stay in, [longitude, latitude], and its ceiling. */
  fence: Strict({
    ring: Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 })),
    max_height_above_takeoff_m: Type.Number(),
    keep_out: Type.Array(Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }))),
  }),
  length_out_m: Type.Number(),
  length_back_m: Type.Number(),
});
export type FlightPlan = Static<typeof FlightPlan>;

export const Candidate = Strict({
  aircraft_id: Id,
  aircraft_name: Text(60),
  can_go: Type.Boolean(),
  rank: Nullable(Type.Number()),
  time: Nullable(TimeToScene),
  energy: Nullable(EnergyBudget),
  route: Nullable(FlightPlan),
  verdict: Nullable(Verdict),
  reasons: Type.Array(Reason),
  /** True where the route was not computed because better candidates were certain already; times are lower bounds. */
  estimated: Type.Boolean(),
});
export type Candidate = Static<typeof Candidate>;
export const DispatchDecision = Strict({
  id: Id,
  incident_id: Nullable(Id),
  target: Point,
  decided_at_utc_ms: UtcMs,
  /** Hash of everything that went in, so that the same inputs can be shown to give the same answer. */
  input_hash: Type.String(),
  candidates: Type.Array(Candidate),
});
export type DispatchDecision = Static<typeof DispatchDecision>;
