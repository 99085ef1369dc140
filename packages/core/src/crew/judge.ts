/** Who could be RPIC of one more flight: on duty, with papers, current, and with a hand free. */
import type { AgencyPolicy, CrewMember, Flight, FlightPurpose } from '@outrider/schema';
import { currencyOf } from './currency.js';

export type CrewPolicy = Pick<AgencyPolicy, 'aircraft_per_rpic' | 'multi_aircraft_authority'>;

/** One aircraft per RPIC unless an authority on file allows more (14 CFR 107.35 allows one without a waiver). */
export function aircraftPerRpic(policy: CrewPolicy): number {
  return policy.multi_aircraft_authority === null ? 1 : Math.max(1, Math.floor(policy.aircraft_per_rpic));
}

export interface CrewFinding {
  readonly able: boolean;
  readonly code: 'rpic_available' | 'not_rpic' | 'off_duty' | 'papers' | 'crew_limit' | 'no_rpic' | 'unknown_person';
  readonly text: string;
  readonly remedy: string | null;
}

export interface CrewQuestion {
  readonly crew: readonly CrewMember[];
  readonly open_flights: readonly Flight[];
  readonly policy: CrewPolicy;
  readonly local_date: string;
  readonly purpose: FlightPurpose;
  /** The person who would accept; null asks whether anybody could. */
  readonly rpic_user_id: string | null;
  /** The aircraft in question: a flight of it that is already accepted does not count against its own RPIC. */
  readonly aircraft_id: string | null;
}

/** Judges the named person, or whether anybody on duty could accept. */
export function judgeCrew(question: CrewQuestion): CrewFinding {
  if (question.rpic_user_id !== null) {
    const member = question.crew.find((one) => one.user_id === question.rpic_user_id);
    return member === undefined
      ? refuse('unknown_person', 'The person who would accept is not in the crew', null)
      : judgeMember(member, question);
  }
  const findings = question.crew
    .filter((member) => member.roles.includes('rpic'))
    .toSorted((a, b) => (a.user_id < b.user_id ? -1 : 1))
    .map((member) => judgeMember(member, question));
  const able = findings.filter((finding) => finding.able);
  if (able.length > 0) return able[0]!;
  return nobody(findings);
}

/** Judges one person for one more flight. */
export function judgeMember(member: CrewMember, question: CrewQuestion): CrewFinding {
  const name = member.display_name;
  if (!member.roles.includes('rpic')) return refuse('not_rpic', `${name} does not hold the role of RPIC`, null);
  if (!member.on_duty) return refuse('off_duty', `${name} is not on duty`, 'Go on duty under Crew.');
  // Training is how currency comes back: it needs the certificate, not the practice.
  const papers = question.purpose === 'training' ? { ...member, flights_90_days: Infinity } : member;
  const currency = currencyOf(papers, question.local_date);
  if (!currency.current) return refuse('papers', `${name}: ${withoutStop(currency.detail)}`, 'See the crew entry.');
  const most = aircraftPerRpic(question.policy);
  const flying = aircraftOf(member, question);
  if (flying.size >= most) {
    const allowed = most === 1 ? 'one at a time is allowed' : `${most} at a time are allowed`;
    const text = `${name} already flies ${flying.size} aircraft; ${allowed}`;
    return refuse('crew_limit', text, 'Hand one over, or put an authority for more on file.');
  }
  return { able: true, code: 'rpic_available', text: `${name} is on duty and current`, remedy: null };
}

function aircraftOf(member: CrewMember, question: CrewQuestion): Set<string> {
  const open = question.open_flights.filter((flight) => flight.rpic_user_id === member.user_id && isHeld(flight));
  const flying = new Set([...member.flying_aircraft_ids, ...open.map((flight) => flight.aircraft_id)]);
  if (question.aircraft_id !== null) flying.delete(question.aircraft_id);
  return flying;
}

const ENDED: ReadonlySet<Flight['state']> = new Set(['declined', 'cancelled', 'landed', 'failed']);

/** A lost aircraft still needs its RPIC; one that was only requested has none yet. */
function isHeld(flight: Flight): boolean {
  return !ENDED.has(flight.state) && flight.state !== 'requested' && flight.purpose !== 'replay';
}

function nobody(findings: readonly CrewFinding[]): CrewFinding {
  if (findings.length === 0)
    return refuse('no_rpic', 'Nobody in the crew holds the role of RPIC', 'Give the role to a pilot.');
  const busy = findings.filter((finding) => finding.code === 'crew_limit');
  if (busy.length > 0) return { ...busy[0]!, text: `No RPIC has a hand free: ${busy[0]!.text}` };
  const papers = findings.filter((finding) => finding.code === 'papers');
  if (papers.length > 0) return { ...papers[0]!, text: `No RPIC on duty is current: ${papers[0]!.text}` };
  return refuse('off_duty', 'No RPIC is on duty', 'An RPIC goes on duty under Crew.');
}

function refuse(code: CrewFinding['code'], text: string, remedy: string | null): CrewFinding {
  return { able: false, code, text, remedy };
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');
