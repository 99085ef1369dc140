import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouteContract } from '@outrider/schema';
import type { Permission } from '@outrider/core/access';
import { authenticate, cookieName, requireOwnOrigin, requirePermission } from '../auth/authenticate.js';
import type { Principal } from '../auth/principal.js';
import type { Sessions } from '../auth/sessions.js';
import type { Store } from '../database/index.js';
import { refuse } from '../refusal.js';
import { CallAudit, isAudited } from './audit-call.js';
import type { Call, FileAnswer, Implementation } from './contract.js';
import { compileAddress, compileBody, explain, textFault, whenNeeded } from './validation.js';

export interface RegistryOptions {
  store: Store;
  sessions: Sessions;
  secure: boolean;
  publicUrl: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
    /** Present on routes of a contract. */
    callAudit: CallAudit | null;
  }
}

/** Adds a route of the API: who calls, may they, is it of the right form, then the handler. */
export function registerRoute(app: FastifyInstance, implementation: Implementation, options: RegistryOptions): void {
  const { contract, handler } = implementation;
  const check = checkerOf(contract);
  app.route({
    method: contract.method,
    url: `/api/v1${contract.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ...(contract.permission === null && !contract.limitsItself
      ? { config: { rateLimit: { max: 30, timeWindow: 60_000 } } }
      : {}),
    onRequest: (request) => authorise(request, contract, options),
    handler: async (request, reply) => {
      check(request);
      const call = callOf(request, reply, options.store);
      const answer = await handler(call);
      await request.callAudit?.settle(options.store);
      return send(reply, contract, answer);
    },
  });
}

async function authorise(request: FastifyRequest, contract: RouteContract, options: RegistryOptions): Promise<void> {
  if (contract.method !== 'GET') requireOwnOrigin(request.headers.origin, request.headers.host, options.publicUrl);
  if (contract.permission === null) return;
  request.principal = await authenticate(options.sessions, {
    authorization: request.headers.authorization,
    cookie: request.cookies[cookieName(options.secure)],
  });
  if (isAudited(contract))
    request.callAudit = new CallAudit(contract.id, request.principal, request.ip, paramId(request));
  requirePermission(request.principal, contract.permission as Permission);
}

/** For the audit, before the address was checked: only what may be an id, since the database keeps no other text for sure. */
function paramId(request: FastifyRequest): string | null {
  const { id } = request.params as { id?: string };
  return id !== undefined && /^[\w.-]{1,80}$/.test(id) ? id : null;
}

function checkerOf({ params, query, body }: RouteContract): (request: FastifyRequest) => void {
  const parts = [
    { name: 'params', label: 'address', get: params && whenNeeded(() => compileAddress(params)) },
    { name: 'query', label: 'query', get: query && whenNeeded(() => compileAddress(query)) },
    { name: 'body', label: 'body', get: body && whenNeeded(() => compileBody(body)) },
  ] as const;
  return (request) => {
    if (!query && Object.keys(request.query as object).length > 0) throw unknownQuery(request);
    for (const { name, label, get } of parts) {
      const validate = get?.();
      if (!validate) continue;
      const fault = validate(request[name]) ? textFault(request[name], label) : explain(validate.errors, label);
      if (fault) throw refuse('bad_request', fault.message, fault.field);
    }
  };
}

function unknownQuery(request: FastifyRequest): Error {
  const [key] = Object.keys(request.query as object);
  return refuse('bad_request', `The field "${key}" is not known here.`, key);
}

function callOf(request: FastifyRequest, reply: FastifyReply, store: Store): Call {
  const { principal, callAudit } = request;
  const agencyId = principal?.agencyId ?? '';
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    principal,
    address: request.ip,
    reply,
    read: (work) => store.inAgency(agencyId, work),
    change: (work) =>
      store.inAgency(agencyId, async (transaction) => {
        const result = await work(transaction);
        callAudit?.commitWith(transaction);
        return result;
      }),
    note: (object, detail) => callAudit?.note(object, detail),
  } as Call;
}

function send(reply: FastifyReply, contract: RouteContract, answer: unknown): FastifyReply {
  if (contract.responseType) {
    const file = answer as FileAnswer;
    // Only letters that need no quoting: the name is made of numbers and dates.
    const name = file.name?.replaceAll(/[^\w.-]/g, '_');
    if (name) reply.header('content-disposition', `attachment; filename="${name}"`);
    return reply
      .code(file.status ?? 200)
      .headers(file.headers ?? {})
      .type(file.type)
      .send(file.body);
  }
  if (contract.response === null) return reply.code(204).send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
}
