import type { Flight, FlightPlan, FlightQuestion } from '@outrider/schema';
import { findIncident, saveIncidents } from '../incidents/store.js';
import { tell as tellIncident } from '../incidents/enter.js';
import { found, refuse } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { releaseIncident } from './lifecycle.js';
import { findFlight, saveFlight } from './store.js';
import { tellFlight } from './tell.js';

type Answer = { question_id: string; accept: boolean };

/** The flight with this question open, which only its RPIC answers. Throws otherwise. */
export async function openQuestion(
  tx: AgencyTransaction,
  flightId: string,
  answer: Answer,
  caller: Principal,
  lock = false,
): Promise<Flight & { question: FlightQuestion }> {
  const flight = found(await findFlight(tx, flightId, lock), 'flight');
  const { question } = flight;
  if (!question || question.id !== answer.question_id)
    throw refuse('flight_state', 'This question is not open any more.', 'question_id');
  if (flight.rpic_user_id !== caller.id)
    throw refuse('forbidden', `Only the RPIC, ${flight.rpic_name ?? 'nobody yet'}, answers.`);
  return { ...flight, question };
}

/**
 * The flight after this answer, where the same person has given it before and its outcome is on record; null where it has not been given.
 * Throws where this question was answered otherwise.
 */
export async function answeredAlready(
  tx: AgencyTransaction,
  flightId: string,
  answer: Answer,
  caller: Principal,
): Promise<Flight | null> {
  const flight = found(await findFlight(tx, flightId), 'flight');
  if (flight.question?.id === answer.question_id) return null;
  const lines = await tx.sql
    .selectFrom('events')
    .select('data')
    .where('flight_id', '=', flightId)
    .where('kind', '=', 'flight_answered')
    .execute();
  const given = lines.find(({ data }) => data['question_id'] === answer.question_id)?.data;
  if (given?.['answered_by'] !== caller.id) return null;
  if (given['accept'] === answer.accept) return flight;
  const word = given['accept'] === true ? 'yes' : 'no';
  throw refuse('flight_state', `This question was answered with ${word} already.`, 'accept');
}

/** Puts the answer on record. `plan` is the one that is flown to the new place by now; null where nothing is flown to. */
export async function settleQuestion(
  tx: AgencyTransaction,
  flightId: string,
  answer: Answer,
  caller: Principal,
  plan: FlightPlan | null,
): Promise<Flight> {
  const { question, ...flight } = await openQuestion(tx, flightId, answer, caller, true);
  const said = `${caller.name} answered ${answer.accept ? 'yes' : 'no'}: ${question.text}`;
  const given = { question_id: question.id, accept: answer.accept, answered_by: caller.id };
  if (!plan) return settle(tx, { ...flight, question: null }, said, caller, given);
  const next: Flight = { ...flight, question: null, target: question.target, plan };
  if (question.kind === 'outranked') await moveToIncident(tx, next, question.incident_id, caller.name);
  return settle(tx, next, said, caller, given);
}

async function settle(
  tx: AgencyTransaction,
  flight: Flight,
  text: string,
  caller: Principal,
  given: Record<string, unknown>,
): Promise<Flight> {
  await saveFlight(tx, flight);
  tellFlight(tx, flight, 'answered', text, caller.name, given);
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
  // It may have been closed while the new plan was brought to the aircraft.
  if (!incident || incident.state === 'closed') return;
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
