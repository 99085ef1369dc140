import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { collectMetrics, isLoopback } from '@outrider/runtime';
import type { Bus } from '@outrider/runtime';
import type { Store } from '../database/index.js';
import { refuse } from '../refusal.js';

export interface HealthOptions {
  store: Store;
  bus: Bus;
  /** Gateways that answer now; without one nothing can be flown, though the rest can be used. */
  gatewaysNow: () => readonly string[];
  /** Names under which the processes of this deployment answer for their metrics. */
  processes: () => readonly string[];
}

/** `/healthz`: this process runs. `/readyz`: it can serve. `/metrics`: all processes, for a scraper on this machine. */
export function registerHealth(app: FastifyInstance, { store, bus, gatewaysNow, processes }: HealthOptions): void {
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const database = await sql`SELECT 1`.execute(store.outside).then(
      () => true,
      () => false,
    );
    const ready = database && bus.connected;
    return reply.code(ready ? 200 : 503).send({ ok: ready, database, bus: bus.connected, gateways: gatewaysNow() });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLoopback(request.ip)) throw refuse('forbidden', 'Metrics are read from this machine.');
    const page = await collectMetrics(bus, processes());
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(page);
  });
}
