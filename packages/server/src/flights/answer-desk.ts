/** Answers of RPICs to what they are asked in flight: each is carried out once, however often it is sent. */
import type { Flight } from '@outrider/schema';
import { sendCommand } from '../commands/send.js';
import { refuse } from '../platform/index.js';
import type { Call, Principal } from '../platform/index.js';
import { answeredAlready, openQuestion, settleDivert, settleQuestion } from './answer.js';
import { divertFlight } from './divert.js';
import type { FlightServices } from './services.js';

type AnswerCall = Call<'answerFlightQuestion'>;

interface Pending {
  readonly accept: boolean;
  readonly caller_id: string;
  readonly outcome: Promise<Flight>;
}

export class AnswerDesk {
  readonly #services: FlightServices;
  /** Being carried out, by flight and question. */
  readonly #pending = new Map<string, Pending>();

  constructor(services: FlightServices) {
    this.#services = services;
  }

  /**
   * What follows from the answer is done before it is put on record: where the aircraft cannot, the question stays open. The same answer
   * again joins the one that is being carried out, or gets what came of it.
   */
  async take(call: AnswerCall): Promise<Flight> {
    const { params, body, principal } = call;
    const key = `${principal.agencyId}/${params.id}/${body.question_id}`;
    const pending = this.#pending.get(key);
    if (pending) {
      if (pending.caller_id === principal.id && pending.accept === body.accept) return pending.outcome;
      throw refuse('flight_state', 'Another answer to this question is being carried out.', 'question_id');
    }
    // Nothing is waited for before this is known: of two equal answers at once, the second would begin where the first has just ended.
    const outcome = this.#onlyOnce(call);
    this.#pending.set(key, { accept: body.accept, caller_id: principal.id, outcome });
    try {
      return await outcome;
    } finally {
      this.#pending.delete(key);
    }
  }

  async #onlyOnce(call: AnswerCall): Promise<Flight> {
    const { params, body, principal, read } = call;
    return (await read((tx) => answeredAlready(tx, params.id, body, principal))) ?? this.#carryOut(call);
  }

  /** No transaction is held meanwhile, for an upload in flight may take a minute. */
  async #carryOut({ params, body, principal, read, change }: AnswerCall): Promise<Flight> {
    const services = this.#services;
    const flight = await read((tx) => openQuestion(tx, params.id, body, principal));
    const { question } = flight;
    if (body.accept && question.kind !== 'incident_closed' && question.target) {
      const plan = await divertFlight(services, principal.agencyId, (work) => read(work), flight, question.target);
      return change((tx) => settleDivert(tx, params.id, question, principal, plan));
    }
    if (body.accept) await this.#comeHome(principal, flight, question.id);
    return change((tx) => settleQuestion(tx, params.id, body, principal));
  }

  /** The question's id is the command's, so that the gateway knows it again after a reply was lost. */
  async #comeHome(principal: Principal, flight: Flight, command_id: string): Promise<void> {
    const request = { command_id, action: { kind: 'return' as const } };
    const at = { flight_id: flight.id, rpic_user_id: flight.rpic_user_id };
    const command = await sendCommand(this.#services, principal, flight.aircraft_id, request, at);
    if (command.state === 'failed') throw refuse('command_rejected', command.detail ?? 'The aircraft refused.');
  }
}
