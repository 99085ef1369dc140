import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { refuse } from '../refusal.js';

/** Where `vite build` puts the console, seen from this file (src and dist lie equally deep). */
const BUILT_CONSOLE = fileURLToPath(new URL('../../../../console/dist/app/', import.meta.url));
const YEAR_MS = 31_536_000_000;

/** Serves the console. Its pages stand behind the #: whoever types one without it is led there; addresses of the API never are. */
export async function registerConsole(app: FastifyInstance, folder = BUILT_CONSOLE): Promise<void> {
  const built = existsSync(folder);
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      // File names under assets/ hold a hash of their content.
      setHeaders: (response, path) => {
        const lasting = path.includes('/assets/');
        void response.header('cache-control', lasting ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/');
    if (!page) throw refuse('not_found', `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`);
    if (!built) throw refuse('not_found', 'The console is not built; run "npm run build".');
    // A file that is gone is an error; a page has no dot in its name.
    if (request.url.split('?')[0]!.includes('.'))
      throw refuse('not_found', `There is no file ${request.url.slice(0, 200)}.`);
    return reply.redirect(`/#${request.url}`);
  });
}
