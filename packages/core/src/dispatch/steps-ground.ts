/** The steps that need no route: availability, readiness, trust, crew, weather. */
import type { Flight, Reason, Verdict } from '@outrider/schema';
import { judgeCrew } from '../crew/index.js';
import { openLines, stops } from '../readiness/index.js';
import { evaluate } from '../trust/index.js';
import type { TrustFacts } from '../trust/index.js';
import { formatDistance } from '../units/index.js';
import { checkWeather } from '../weather/index.js';
import { reason } from './context.js';
import type { Judged, Question, Trusted } from './context.js';
import type { DispatchInput } from './input.js';

const ENDED: ReadonlySet<Flight['state']> = new Set(['declined', 'cancelled', 'landed', 'failed']);
const IN_THE_AIR: ReadonlySet<string> = new Set(['armed', 'taking_off', 'airborne', 'landing']);

// What most of a fleet is told alike is made once.
const FREE = reason('availability', 'free', 'for', 'Availability: free and on the ground');
const READY = [reason('readiness', 'ready', 'for', 'Readiness: every line is in order')];

/** Free, on the ground, and at a known place. */
export function availability({ input }: Question, judged: Judged): Reason[] {
  const { entry, home, away_m } = judged;
  const { aircraft, sample } = entry;
  const reasons: Reason[] = [];
  const against = (code: string, text: string, remedy: string) =>
    reasons.push(reason('availability', code, 'against', `Availability: ${text}`, remedy));
  const open = input.open_flights.find((flight) => flight.aircraft_id === aircraft.id && !ENDED.has(flight.state));
  if (open !== undefined)
    against('busy', `on flight ${open.number} (${open.state.replace('_', ' ')})`, 'Wait or end that flight.');
  else if (aircraft.flight_id !== null) against('busy', 'on another flight', 'Wait or end that flight.');
  if (sample !== null && IN_THE_AIR.has(sample.phase) && open === undefined) {
    against(
      'not_on_ground',
      `seen ${sample.phase.replace('_', ' ')} without a flight here`,
      'Land and disarm it first.',
    );
  }
  if (home === null) against('place_unknown', 'its place is not known', 'Give it a site, or wait for its position.');
  if (away_m > 0) {
    const text = `Availability: stands ${formatDistance(away_m, input.policy.units)} from its site; reckoned from there`;
    reasons.push(reason('availability', 'away_from_site', 'info', text));
  }
  if (reasons.length === 0) reasons.push(FREE);
  return reasons;
}

/** Each line of the readiness list that is not as it should be. */
export function readiness({ input }: Question, { entry }: Judged): readonly Reason[] {
  const { policy, now_utc_ms } = input;
  const { aircraft, status, sample } = entry;
  const lines = openLines({ aircraft, status, sample, policy, now_utc_ms });
  if (lines.length === 0) return READY;
  return lines.map((item) => {
    const effect = stops(item) ? 'against' : 'info';
    const text = `Readiness: ${item.label.toLowerCase()}: ${item.detail.replace(/\.$/, '')}`;
    return reason('readiness', item.key, effect, text, item.remedy === null ? null : REMEDIES[item.remedy]);
  });
}

const REMEDIES = {
  set_failsafes: 'Set the failsafes from the readiness list.',
  tick: 'Look, then tick the item.',
  remove_grounding: 'Remove the grounding tag when its reason is gone.',
  bind_vehicle: 'Bind the vehicle under Fleet, Links.',
} as const;

const UTC_DATES = reason(
  'trust',
  'time_zone_unset',
  'info',
  'Trust: no time zone is set, so dates are those of UTC',
  'Set the time zone under Administration, Policy.',
);

/** The verdict, and on which dates it rests where these are not known to be the agency's own. */
export function trust(question: Question, judged: Judged): readonly Reason[] {
  const { id, maker, model, serial, acquired_on, contract } = judged.entry.aircraft;
  const { purpose } = question.input;
  const facts = { aircraft_id: id, maker, model, serial, acquired_on, contract, purpose };
  const { verdict, reasons } = trusted(question, facts);
  judged.verdict = verdict;
  return reasons;
}

/** Aircraft that are alike in every fact that the rules read get one verdict, worked out once. */
function trusted({ input, verdicts, facts_read }: Question, facts: TrustFacts): Trusted {
  if (facts_read === null) return trustedAs(input, facts);
  const key = keyOf(facts, facts_read);
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const answer = trustedAs(input, facts);
  verdicts.set(key, answer);
  return answer;
}

function trustedAs(input: DispatchInput, facts: TrustFacts): Trusted {
  const verdict = evaluate(facts, input.packs, input.lists, input.local_date);
  const found = verdictReason(input, verdict);
  return { verdict, reasons: input.policy.time_zone === null ? [found, UTC_DATES] : [found] };
}

/** The verdict as a reason, with what the agency has set for one that does not permit. */
function verdictReason(input: DispatchInput, verdict: Verdict): Reason {
  const says = `Trust: ${verdict.reasons.find((r) => r.effect === verdict.word)?.text ?? verdict.summary}`.replace(
    /\.$/,
    '',
  );
  if (verdict.word === 'permitted') {
    const checked = verdict.reasons.every((r) => r.unknown_facts.length === 0);
    return reason('trust', 'permitted', checked ? 'for' : 'info', says);
  }
  if (verdict.word === 'permitted_with_conditions') return reason('trust', 'with_conditions', 'condition', says);
  if (input.trust_override_reason !== null) {
    const text = `${says}; overridden by the RPIC: ${input.trust_override_reason}`;
    return reason('trust', 'overridden', 'condition', text);
  }
  const remedy = 'An RPIC may override with a recorded reason.';
  return reason('trust', verdict.word, input.policy.trust_failure === 'stop' ? 'against' : 'condition', says, remedy);
}

/** Texts are marked, so that none can pass for another value or run into its neighbour. */
function keyOf(facts: TrustFacts, names: readonly (keyof TrustFacts)[]): string {
  let key = '';
  for (const name of names) {
    const value = facts[name];
    key += typeof value === 'string' ? `"${value.length}:${value}` : `;${JSON.stringify(value)}`;
  }
  return key;
}

/** Somebody who may be RPIC of this flight. */
export function crew(question: Question, { entry }: Judged): readonly Reason[] {
  const { input } = question;
  const own = input.open_flights.some((flight) => flight.aircraft_id === entry.aircraft.id);
  return own ? crewReasons(input, entry.aircraft.id) : question.crew;
}

/** `aircraft_id` null asks about any aircraft without a flight of its own. */
export function crewReasons(input: DispatchInput, aircraft_id: string | null): readonly Reason[] {
  const { code, able, text, remedy } = judgeCrew({ ...input, aircraft_id });
  return [reason('crew', code, able ? 'for' : 'against', `Crew: ${text}`, remedy)];
}

/** The limits of the agency and of this aircraft. */
export function weather({ input, weather: known }: Question, { entry }: Judged): readonly Reason[] {
  const { max_wind_mps } = entry.aircraft.performance;
  const before = known.get(max_wind_mps);
  if (before !== undefined) return before;
  const findings = checkWeather(input.weather, input.policy, { max_wind_mps }, input.now_utc_ms);
  const reasons = findings.map(({ code, effect, text, remedy }) => reason('weather', code, effect, text, remedy));
  known.set(max_wind_mps, reasons);
  return reasons;
}
