import { ERRORS, gatewaySubject } from '@outrider/schema';
import type { ErrorCode, GatewayReply, GatewayVerb } from '@outrider/schema';
import type { Bus } from '@outrider/runtime';
import { refuse } from '../platform/index.js';

// A gateway answers from memory; what takes longer is told by events.
const ANSWER_TIMEOUT_MS = 3_000;

/** Name of the gateway in a vehicle key ("gateway/link/system id"). */
export const gatewayOf = (vehicleKey: string): string => vehicleKey.slice(0, vehicleKey.indexOf('/'));

/** Asks gateways over the bus. */
export class Gateways {
  readonly #bus: Bus;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  /** The gateway's answer. Throws gateway_unavailable, or what the gateway refused with. */
  async request<T>(gateway: string, verb: GatewayVerb, body: unknown, timeoutMs = ANSWER_TIMEOUT_MS): Promise<T> {
    const reply = await this.#ask(gateway, verb, body, timeoutMs);
    if (reply.ok) return reply.value as T;
    const { code, message, field } = reply.error;
    throw refuse(code in ERRORS ? (code as ErrorCode) : 'internal', message, field);
  }

  async #ask(gateway: string, verb: GatewayVerb, body: unknown, timeoutMs: number): Promise<GatewayReply<unknown>> {
    try {
      const bytes = await this.#bus.request(
        gatewaySubject(gateway, verb),
        Buffer.from(JSON.stringify(body)),
        timeoutMs,
      );
      return JSON.parse(Buffer.from(bytes).toString()) as GatewayReply<unknown>;
    } catch {
      throw refuse('gateway_unavailable', `The gateway "${gateway}" does not answer.`);
    }
  }
}
