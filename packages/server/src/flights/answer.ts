import { checkSegment, conflictText } from '@outrider/core/airspace';
import type { AirspaceIndex } from '@outrider/core/airspace';
import { insideRings, toXy } from '@outrider/core/geo';
import type { Xy } from '@outrider/core/geo';
import type { Action, AgencyPolicy, AirPoint, Flight, Point, TelemetrySample } from '@outrider/schema';
import { findIncident, saveIncidents } from '../incidents/store.js';
import { tell as tellIncident } from '../incidents/enter.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { loadPolicy } from '../policy/store.js';
import { releaseIncident } from './lifecycle.js';
import { findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

export interface Answered {
  flight: Flight;
  /** What the aircraft is told once this is committed; null where the answer was no. */
  action: Action | null;
}

/**
 * The RPIC answers the open question of a flight. Yes to "closed" returns the aircraft; yes to "moved" and "outranked" flies to
 * the new place, which must lie inside the fence that the autopilot holds and be reached straight and clear. Throws otherwise.
 */
export async function answerQuestion(
  tx: AgencyTransaction,
  flightId: string,
  answer: { question_id: string; accept: boolean },
  caller: Principal,
  known: { sample: TelemetrySample | null; airspace: AirspaceIndex },
): Promise<Answered> {
  const flight = found(await findFlight(tx, flightId, true), 'flight');
  const { question } = flight;
  if (!question || question.id !== answer.question_id)
    throw refuse('flight_state', 'This question is not open any more.', 'question_id');
  if (flight.rpic_user_id !== caller.id)
    throw refuse('forbidden', `Only the RPIC, ${flight.rpic_name ?? 'nobody yet'}, answers.`);
  const said = `${caller.name} answered ${answer.accept ? 'yes' : 'no'}: ${question.text}`;
  if (!answer.accept) return { flight: await settle(tx, { ...flight, question: null }, said, caller), action: null };
  if (question.kind === 'incident_closed' || !question.target) {
    return { flight: await settle(tx, { ...flight, question: null }, said, caller), action: { kind: 'return' } };
  }
  const action = divert(flight, question.target, known.sample, known.airspace, await loadPolicy(tx), tx.nowUtcMs);
  const next: Flight = { ...flight, question: null, target: question.target };
  if (question.kind === 'outranked') await moveToIncident(tx, next, question.incident_id, caller.name);
  return { flight: await settle(tx, next, said, caller), action };
}

async function settle(tx: AgencyTransaction, flight: Flight, text: string, caller: Principal): Promise<Flight> {
  await saveFlight(tx, flight);
  tellFlight(tx, flight, 'answered', text, caller.name);
  return flight;
}

async function moveToIncident(
  tx: AgencyTransaction,
  flight: Flight,
  incidentId: string | null,
  actor: string,
): Promise<void> {
  const left = flight.incident_id;
  const incident = incidentId === null ? null : await findIncident(tx, incidentId, true);
  if (!incident) return;
  flight.incident_id = incident.id;
  flight.incident_number = incident.number;
  await saveFlight(tx, flight);
  const assigned = {
    ...incident,
    state: 'assigned' as const,
    updated_at_utc_ms: tx.nowUtcMs,
    flight_ids: [...incident.flight_ids, flight.id],
  };
  await saveIncidents(tx, [assigned]);
  tellIncident(tx, assigned, 'assigned', actor);
  if (left !== null) await releaseIncident(tx, left);
}

/** The order that flies to the new place, or the refusal that says what is in the way. Pure. */
export function divert(
  flight: Flight,
  target: Point,
  sample: TelemetrySample | null,
  airspace: AirspaceIndex,
  policy: AgencyPolicy,
  nowUtcMs: number,
): Action {
  const { plan } = flight;
  if (
    !plan ||
    !sample ||
    sample.latitude_deg === null ||
    sample.longitude_deg === null ||
    sample.altitude_amsl_m === null
  ) {
    throw refuse('dispatch_refused', 'Where the aircraft is, is not known; fly there by hand or return.');
  }
  if (!insideFence(airspace, plan.fence.ring, target)) {
    throw refuse(
      'dispatch_refused',
      'The new place is outside the fence of this flight; return and request an aircraft for it.',
    );
  }
  const height = Math.max(plan.on_scene_height_m, sample.height_above_takeoff_m ?? 0);
  const from: AirPoint = {
    latitude_deg: sample.latitude_deg,
    longitude_deg: sample.longitude_deg,
    altitude_amsl_m: sample.altitude_amsl_m,
  };
  const to: AirPoint = { ...target, altitude_amsl_m: plan.home.altitude_amsl_m + height };
  const { conflicts } = checkSegment(airspace, rulesOf(flight, policy, nowUtcMs), from, to);
  const first = conflicts[0];
  if (first) {
    const why = conflictText(first, plan.home.altitude_amsl_m, policy.units);
    throw refuse('dispatch_refused', `The straight way there is not clear: ${why}. Fly there by hand or return.`);
  }
  return { kind: 'go_to', ...target, height_above_takeoff_m: height };
}

const HOUR_MS = 3_600_000;

function rulesOf(flight: Flight, policy: AgencyPolicy, nowUtcMs: number) {
  const home = flight.plan?.home.altitude_amsl_m ?? 0;
  return {
    clearance_horizontal_m: policy.obstacle_clearance_horizontal_m,
    clearance_vertical_m: policy.obstacle_clearance_vertical_m,
    min_agl_m: 0,
    max_agl_m: policy.max_height_agl_m,
    home_amsl_m: home,
    max_amsl_m: home + (flight.plan?.fence.max_height_above_takeoff_m ?? 0),
    from_utc_ms: nowUtcMs,
    to_utc_ms: nowUtcMs + HOUR_MS,
  };
}

function insideFence(airspace: AirspaceIndex, ring: readonly (readonly number[])[], target: Point): boolean {
  const flat = ring.map((corner): Xy => toXy(airspace.plane, corner[0] ?? 0, corner[1] ?? 0));
  return insideRings(toXy(airspace.plane, target.longitude_deg, target.latitude_deg), [flat]);
}
