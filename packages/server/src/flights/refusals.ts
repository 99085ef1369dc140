import type { Candidate, DispatchStep, ErrorCode } from '@outrider/schema';
import { refuse } from '../platform/index.js';
import type { Refusal } from '../platform/refusal.js';

/** Whoever asks may be told to go on when only these steps speak against it: an RPIC settles crew and, with a reason, trust. */
const SETTLED_AT_ACCEPTANCE: ReadonlySet<DispatchStep> = new Set<DispatchStep>(['trust', 'crew']);

const CODE_OF_STEP: Readonly<Record<DispatchStep, ErrorCode>> = {
  availability: 'aircraft_busy',
  readiness: 'not_ready',
  trust: 'trust_stopped',
  crew: 'crew_limit',
  weather: 'dispatch_refused',
  airspace: 'dispatch_refused',
  range: 'out_of_range',
};

function refusalOf(candidate: Candidate, settledLater: ReadonlySet<DispatchStep>): Refusal | null {
  const against = candidate.reasons.filter((reason) => reason.effect === 'against' && !settledLater.has(reason.step));
  const first = against[0];
  if (!first) return null;
  const code = first.code === 'papers' ? 'crew_not_current' : CODE_OF_STEP[first.step];
  return refuse(
    code,
    `${candidate.aircraft_name} cannot go. ${against.map((reason) => reason.text).join(' ')}`,
    'aircraft_id',
  );
}

/** Throws when the aircraft may not even be requested, with every reason against it. */
export function requireRequestable(candidate: Candidate): void {
  const refusal = refusalOf(candidate, SETTLED_AT_ACCEPTANCE);
  if (refusal) throw refusal;
}

/** Throws when the aircraft may not take off for this RPIC, with every reason against it. */
export function requireAcceptable(candidate: Candidate): void {
  const refusal = refusalOf(candidate, new Set());
  if (refusal) throw refusal;
}
