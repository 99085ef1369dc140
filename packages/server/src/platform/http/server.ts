import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Logger, Metrics, Settings } from '@outrider/runtime';
import { refuse } from '../refusal.js';
import { answerError } from './answer-error.js';
import { registerConsole } from './console-files.js';
import type { Implementation } from './contract.js';
import { registerHealth } from './health.js';
import type { HealthOptions } from './health.js';
import { openApiText } from './openapi.js';
import { registerRoute } from './register.js';
import type { RegistryOptions } from './register.js';
import { securityHeaders } from './security.js';

export interface HttpOptions extends RegistryOptions, HealthOptions {
  settings: Settings;
  logger: Logger;
  metrics: Metrics;
  tls: { cert: string; key: string } | null;
  implementations: readonly Implementation[];
  /** Another folder than the built console, for tests. */
  consoleFolder?: string;
}

// A console with a busy operator makes a few requests a second; a feed up to some hundred.
const REQUESTS_PER_10_S = 10_000;

/** The HTTP server, not yet listening. */
export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const { settings } = options;
  const app = Fastify({
    bodyLimit: settings.http.body_limit_bytes,
    // The proxy of a public address runs on this machine; anything else could lie about its address.
    trustProxy: settings.http.public_url === null ? false : 'loopback',
    requestTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    ...(options.tls ? { https: options.tls } : {}),
  }) as FastifyInstance;
  app.decorateRequest('principal', null);
  app.decorateRequest('callAudit', null);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(options.secure, settings.map.style_url));
  await app.register(rateLimit, {
    max: REQUESTS_PER_10_S,
    timeWindow: 10_000,
    errorResponseBuilder: (_request, context) => refuse('rate_limited', `Too many requests; wait ${context.after}.`),
  });
  app.addContentTypeParser('application/sdp', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  countRequests(app, options.metrics);
  app.setErrorHandler((error, request, reply) => handleError(error, request, reply, options));
  registerHealth(app, options);
  const document = openApiText();
  app.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document));
  for (const implementation of options.implementations) registerRoute(app, implementation, options);
  await registerConsole(app, options.consoleFolder);
  return app;
}

async function handleError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: HttpOptions,
): Promise<FastifyReply> {
  const reference = randomUUID();
  const { status, body, unexpected } = answerError(error, reference, options.settings.http.body_limit_bytes);
  if (unexpected) options.logger.error({ error, reference, url: request.routeOptions.url }, 'http: a request failed');
  const outcome = status >= 500 ? 'failed' : 'refused';
  await request.callAudit?.refused(options.store, outcome, body.error.code).catch((fault: unknown) => {
    options.logger.error({ error: fault }, 'audit: an entry could not be written');
  });
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
}

function countRequests(app: FastifyInstance, metrics: Metrics): void {
  const buckets = [0.005, 0.02, 0.1, 0.5, 2, 10];
  const seconds = metrics.histogram('outrider_http_seconds', 'Time to answer a request.', buckets, ['route', 'status']);
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    seconds.observe({ route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
}
