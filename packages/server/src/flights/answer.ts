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

/** Puts an answer on record after which nothing is flown to. */
export async function settleQuestion(
  tx: AgencyTransaction,
  flightId: string,
  answer: Answer,
  caller: Principal,
): Promise<Flight> {
  const { question, ...flight } = await openQuestion(tx, flightId, answer, caller, true);
  return settle(tx, { ...flight, question: null }, question, answer, caller);
}

/**
 * Puts on record that `plan` is flown to the place of `asked`. Another question may have been asked while the plan was brought to the
 * aircraft: that one stays open, and this one was answered all the same.
 */
export async function settleDivert(
  tx: AgencyTransaction,
  flightId: string,
  asked: FlightQuestion,
  caller: Principal,
  plan: FlightPlan,
): Promise<Flight> {
  const flight = found(await findFlight(tx, flightId, true), 'flight');
  const question = flight.question?.id === asked.id ? null : flight.question;
  const next: Flight = { ...flight, question, target: asked.target, plan };
  if (asked.kind === 'outranked') await moveToIncident(tx, next, asked.incident_id, caller.name);
  return settle(tx, next, asked, { question_id: asked.id, accept: true }, caller);
}

async function settle(
  tx: AgencyTransaction,
  flight: Flight,
  question: FlightQuestion,
  { accept }: Answer,
  caller: Principal,
): Promise<Flight> {
  const text = `${caller.name} answered ${accept ? 'yes' : 'no'}: ${question.text}`;
  await saveFlight(tx, flight);
  tellFlight(tx, flight, 'answered', text, caller.name, {
    question_id: question.id,
    accept,
    answered_by: caller.id,
  });
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
