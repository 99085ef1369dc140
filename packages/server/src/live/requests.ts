import { LiveRequest } from '@outrider/schema';
import type { WireError } from '@outrider/schema';
import { OutriderError } from '@outrider/runtime';
import { acknowledgeAlert } from '../alerts/acknowledge.js';
import { sendCommand } from '../commands/send.js';
import type { FlightsAtHand } from '../flights/at-hand.js';
import { Refusal, refuse } from '../platform/refusal.js';
import { requirePermission } from '../platform/auth/authenticate.js';
import { DATABASE_AWAY, isDatabaseAway } from '../platform/http/answer-error.js';
import { compileBody, explain, textFault, whenNeeded } from '../platform/http/validation.js';
import type { Services } from '../services.js';
import { gatewayOf } from '../vehicles/gateways.js';
import type { Connection } from './connection.js';
import { requestControl } from './control.js';
import { LIVE_PERMISSIONS } from './permissions.js';

const validator = whenNeeded(() => compileBody(LiveRequest));

/** Handlers of what consoles ask over the socket. Orders go to the gateway first and on record after: none waits for a query. */
export class LiveRequests {
  readonly #services: Services;
  readonly #flights: FlightsAtHand;

  constructor(services: Services, flights: FlightsAtHand) {
    this.#services = services;
    this.#flights = flights;
    // Ready before the first order comes, but not before the server is.
    setImmediate(validator);
  }

  /** Answers one text message; every message with an id gets exactly one reply. */
  async answer(connection: Connection, text: string): Promise<void> {
    const parsed = parse(text);
    const id = idOf(parsed);
    try {
      const request = check(parsed);
      requirePermission(connection.principal, LIVE_PERMISSIONS[request.type]);
      const delayMs = this.#delayOf(connection, request);
      if (request.type === 'ping') {
        if (request.active) connection.markActive();
        return connection.send({ type: 'pong', id: request.id, server_utc_ms: this.#services.clock.utcMs() });
      }
      // Renewing goes on by itself, so it is no sign that somebody is there.
      if (!(request.type === 'control' && request.verb === 'renew')) connection.markActive();
      const value = await this.#carryOut(connection, request, delayMs);
      this.#audit(connection, request, 'ok', null);
      connection.send({ type: 'reply', id: request.id, ok: true, value });
    } catch (error) {
      const fault = this.#wireError(error);
      if (validator()(parsed) && textFault(parsed, 'message') === null)
        this.#audit(connection, parsed as LiveRequest, 'refused', fault.code);
      connection.send({ type: 'reply', id, ok: false, error: fault });
    }
  }

  /** How long a message hung on its way, as far as its sender lets us know. Sockets keep machine time, however the clock runs. */
  #delayOf({ transit }: Connection, request: LiveRequest): number {
    const sent = 'sent_at_ms' in request ? request.sent_at_ms : undefined;
    return sent === undefined ? 0 : transit.delayMs(sent, performance.now());
  }

  async #carryOut(
    connection: Connection,
    request: Exclude<LiveRequest, { type: 'ping' }>,
    delayMs: number,
  ): Promise<unknown> {
    const { principal } = connection;
    const services = this.#services;
    switch (request.type) {
      case 'command': {
        const flight = this.#flights.of(principal.agencyId, request.aircraft_id);
        const { type: _type, id: _id, sent_at_ms: _sent, aircraft_id, ...command } = request;
        return sendCommand(services, principal, aircraft_id, command, flight, delayMs);
      }
      case 'control':
        return requestControl(services, this.#flights, connection, request);
      case 'acknowledge': {
        const alert = await services.store.inAgency(principal.agencyId, (transaction) =>
          acknowledgeAlert(transaction, request.alert_id, principal),
        );
        this.#tellGateway(alert.aircraft_id, alert.id, principal.agencyId, principal.id);
        return alert;
      }
    }
  }

  /** The acknowledgement is on record already; a gateway that is away keeps its own copy of the alert unseen. */
  #tellGateway(aircraftId: string | null, alertId: string, agencyId: string, userId: string): void {
    const key = aircraftId === null ? null : this.#services.vehicles.keyOf(aircraftId);
    if (key === null) return;
    const body = { agency_id: agencyId, aircraft_id: aircraftId, alert_id: alertId, user_id: userId };
    this.#services.gateways.request(gatewayOf(key), 'alert-ack', body).catch((error: unknown) => {
      this.#services.logger.warn({ error }, 'live: the gateway was not told of an acknowledgement');
    });
  }

  /** Written beside the answer, not before it: the gateway has the order on its own fsynced record. */
  #audit(connection: Connection, request: LiveRequest, outcome: 'ok' | 'refused', code: string | null): void {
    if (request.type === 'ping' || (request.type === 'control' && request.verb === 'renew' && outcome === 'ok')) return;
    const { principal, address } = connection;
    const { type, id: _id, ...detail } = request;
    this.#services.lateAudit.add(principal.agencyId, {
      actor: principal.name,
      actor_id: principal.id,
      action: request.type === 'control' ? `control.${request.verb}` : `live.${type}`,
      object: 'aircraft_id' in request ? request.aircraft_id : request.alert_id,
      outcome,
      address,
      detail: code === null ? detail : { ...detail, error: code },
    });
  }

  #wireError(error: unknown): WireError {
    if (error instanceof Refusal) {
      return { code: error.code, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) };
    }
    if (error instanceof OutriderError) return { code: error.code, message: error.message };
    this.#services.logger.error({ error }, 'live: a request failed');
    if (isDatabaseAway(error)) return { code: 'database_unavailable', message: DATABASE_AWAY };
    return { code: 'internal', message: 'Something failed inside Outrider; the log has it.' };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The id under which even a malformed request is answered. */
function idOf(value: unknown): string {
  const id = (value as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' ? id.slice(0, 60) : '';
}

function check(value: unknown): LiveRequest {
  if (value === undefined) throw refuse('not_json', 'The message is not valid JSON.');
  const isRequest = validator();
  const fault = isRequest(value) ? textFault(value, 'message') : explain(isRequest.errors, 'message');
  if (fault === null) return value as LiveRequest;
  throw refuse('bad_request', fault.message, fault.field);
}
