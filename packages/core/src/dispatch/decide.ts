/**
 * Which aircraft, if any, goes there. Every aircraft passes the same visible list of steps; a step that throws refuses the aircraft with
 * a named reason. Routes are dear, so they are computed in the order of a lower bound on arrival until the best five are certain.
 */
import { DISPATCH_STEPS } from '@outrider/schema';
import type { Candidate, DispatchDecision, Reason } from '@outrider/schema';
import type { Hasher } from '../airspace/index.js';
import { reason, stillIn } from './context.js';
import type { Judged, Question } from './context.js';
import { fingerprint } from './fingerprint.js';
import type { DispatchAircraft, DispatchInput } from './input.js';
import { takeOffPlace } from './place.js';
import { askQuestion } from './question.js';
import { airspace, targetOpen } from './step-airspace.js';
import { range, straightRange } from './step-range.js';
import { availability, crew, readiness, trust, weather } from './steps-ground.js';

interface Step {
  readonly name: Reason['step'];
  readonly run: (question: Question, judged: Judged) => readonly Reason[];
}

/** Steps for every aircraft. The last two look ahead: a target closed to all, and a range that no route could mend. */
export const FIRST_STEPS: readonly Step[] = [
  { name: 'availability', run: availability },
  { name: 'readiness', run: readiness },
  { name: 'trust', run: trust },
  { name: 'crew', run: crew },
  { name: 'weather', run: weather },
  { name: 'airspace', run: targetOpen },
  { name: 'range', run: straightRange },
];
/** Steps that need a route. */
export const ROUTE_STEPS: readonly Step[] = [
  { name: 'airspace', run: airspace },
  { name: 'range', run: range },
];

/** So many ranks are certain; whatever comes later is an estimate. */
export const CERTAIN_RANKS = 5;
/** Lines that all searches of one decision may look at together; who comes after that stays an estimate. */
const MOST_EXAMINED = 10_000;
/** Up to so many aircraft, each one's route is computed, so that each shows all its reasons. */
const ROUTE_ALL_UP_TO = 20;

/** Judges every aircraft. The same input gives the same decision, in whatever order its lists come. */
export function decide(input: DispatchInput, hash: Hasher): DispatchDecision {
  const question = askQuestion(input);
  const all = input.aircraft.map((entry) => begin(question, entry)).toSorted(byBound);
  const routed = routeBest(question, all);
  return {
    id: input.decision_id,
    incident_id: input.incident_id,
    target: input.target,
    decided_at_utc_ms: input.now_utc_ms,
    input_hash: hash(fingerprint(input)),
    candidates: ranked(all, routed),
  };
}

function begin(question: Question, entry: DispatchAircraft): Judged {
  const judged: Judged = {
    entry,
    ...takeOffPlace(entry, question.input.now_utc_ms),
    reasons: [],
    bound: null,
    earliest_s: Number.MAX_VALUE,
    verdict: null,
    route: null,
    longest_return_m: 0,
    examined: 0,
    time: null,
    energy: null,
  };
  for (const step of FIRST_STEPS) judged.reasons.push(...runStep(step, question, judged));
  judged.earliest_s = judged.bound?.time.total_s ?? Number.MAX_VALUE;
  return judged;
}

/** Fails closed: what a step could not decide is a reason against. */
function runStep(step: Step, question: Question, judged: Judged): readonly Reason[] {
  try {
    return step.run(question, judged);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const text = `The ${step.name} step failed and decided nothing: ${why}`;
    return [reason(step.name, 'step_failed', 'against', text, 'Report this with the decision; send another aircraft.')];
  }
}

/** Routes aircraft in the order of their bound until no other one could arrive before the fifth. Answers who was routed. */
function routeBest(question: Question, all: readonly Judged[]): Set<Judged> {
  const routed = new Set<Judged>();
  const arrivals: number[] = [];
  const routeAll = all.length <= ROUTE_ALL_UP_TO;
  let examined = 0;
  for (const judged of all) {
    if (judged.bound === null || question.shut !== null) continue;
    const asked = judged.entry.aircraft.id === question.input.must_route_aircraft_id;
    const wanted = stillIn(judged) && canStillWin(judged, arrivals) && examined < MOST_EXAMINED;
    if (!wanted && !routeAll && !asked) continue;
    routed.add(judged);
    routeOne(question, judged);
    examined += judged.examined;
    if (stillIn(judged) && judged.time !== null) {
      arrivals.push(judged.time.total_s);
      arrivals.sort((a, b) => a - b);
    }
  }
  return routed;
}

/** The reckoning on the route takes the place of the estimate on the straight way. */
function routeOne(question: Question, judged: Judged): void {
  const estimate = judged.reasons.filter(({ step }) => step === 'range');
  for (const step of ROUTE_STEPS) judged.reasons.push(...runStep(step, question, judged));
  if (judged.energy !== null) judged.reasons = judged.reasons.filter((one) => !estimate.includes(one));
}

function canStillWin(judged: Judged, arrivals: readonly number[]): boolean {
  const fifth = arrivals[CERTAIN_RANKS - 1];
  return fifth === undefined || judged.earliest_s <= fifth;
}

function byBound(a: Judged, b: Judged): number {
  return a.earliest_s === b.earliest_s ? byId(a, b) : a.earliest_s - b.earliest_s;
}

function byId(a: Judged, b: Judged): number {
  const [first, second] = [a.entry.aircraft.id, b.entry.aircraft.id];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Those that can go by arrival, then those not routed by their bound, then the refused. */
function ranked(all: readonly Judged[], routed: ReadonlySet<Judged>): Candidate[] {
  const able = all
    .filter((judged) => routed.has(judged) && canGo(judged))
    .toSorted((a, b) => a.time!.total_s - b.time!.total_s || byId(a, b));
  const estimated = all.filter((judged) => !routed.has(judged) && stillIn(judged));
  const shown = new Set([...able, ...estimated]);
  const refused = all.filter((judged) => !shown.has(judged));
  return [
    ...able.map((judged, i) => candidate(judged, i + 1, false)),
    ...estimated.map((judged) => candidate(judged, null, true)),
    ...refused.map((judged) => candidate(judged, null, !routed.has(judged))),
  ];
}

/** Only what has a route, a time and an energy that brings it home may be ranked. */
function canGo(judged: Judged): boolean {
  return stillIn(judged) && judged.route !== null && judged.time !== null && judged.energy !== null;
}

function candidate(judged: Judged, rank: number | null, estimated: boolean): Candidate {
  const { aircraft } = judged.entry;
  return {
    aircraft_id: aircraft.id,
    aircraft_name: aircraft.name,
    can_go: rank !== null || (estimated && stillIn(judged)),
    rank,
    time: judged.time ?? judged.bound?.time ?? null,
    energy: judged.energy ?? judged.bound?.energy ?? null,
    route: judged.route,
    verdict: judged.verdict,
    reasons: inStepOrder(judged.reasons),
    estimated,
  };
}

const STEP_ORDER = Object.fromEntries(DISPATCH_STEPS.map((step, i) => [step, i])) as Record<Reason['step'], number>;

/** Reasons mostly come in the order of the steps already; only an estimate kept beside a route is out of turn. */
function inStepOrder(reasons: Reason[]): Reason[] {
  const ordered = reasons.every((one, i) => i === 0 || STEP_ORDER[reasons[i - 1]!.step] <= STEP_ORDER[one.step]);
  return ordered ? reasons : reasons.toSorted((a, b) => STEP_ORDER[a.step] - STEP_ORDER[b.step]);
}
