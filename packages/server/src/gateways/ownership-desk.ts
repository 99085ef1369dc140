import { Compile } from 'typebox/compile';
import { OwnershipRequest, ownershipSubject } from '@outrider/schema';
import type { GatewayReply, OwnershipAnswer } from '@outrider/schema';
import type { OwnershipStore } from '@outrider/core/command';
import type { Bus, BusSubscription, Logger } from '@outrider/runtime';
import { isDatabaseAway } from '../platform/http/answer-error.js';
import type { GatewayDirectory } from './directory.js';

const shape = Compile(OwnershipRequest);

/** Answers gateways that ask which aircraft they may command. The subject says who asks; a NATS server vouches for it. */
export function serveOwnership(
  bus: Bus,
  store: OwnershipStore,
  directory: GatewayDirectory,
  logger: Logger,
): BusSubscription {
  const answer = async (gateway: string, bytes: Uint8Array): Promise<GatewayReply<OwnershipAnswer | object>> => {
    try {
      const request = JSON.parse(Buffer.from(bytes).toString()) as OwnershipRequest;
      if (!shape.Check(request)) return refused('bad_request', 'The request is not of the expected form.');
      if (!directory.serves(gateway, request.agency_id)) return refused('forbidden', 'It does not serve this agency.');
      if (request.verb === 'use') return { ok: true, value: await store.use(request, gateway, request.held) };
      if (request.held !== null) await store.release(request, gateway, request.held);
      return { ok: true, value: {} };
    } catch (error) {
      if (error instanceof SyntaxError) return refused('not_json', 'The request is not valid JSON.');
      logger.warn({ error, gateway }, 'gateways: ownership could not be looked up');
      return refused(isDatabaseAway(error) ? 'database_unavailable' : 'internal', 'The owner could not be looked up.');
    }
  };
  return bus.subscribe(ownershipSubject('*'), (subject, bytes, reply) => {
    const gateway = subject.slice(subject.lastIndexOf('.') + 1);
    const copy = Uint8Array.from(bytes);
    answer(gateway, copy)
      .then((value) => reply?.(Buffer.from(JSON.stringify(value))))
      .catch((error: unknown) => logger.error({ error, gateway }, 'gateways: an answer was not sent'));
  });
}

function refused(code: string, message: string): GatewayReply<never> {
  return { ok: false, error: { code, message } };
}
