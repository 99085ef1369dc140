import path from 'node:path';
import { realpathSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OutriderError } from '@outrider/runtime';

export const PMTILES_PATH = '/map/tiles.pmtiles';

/**
 * Serves the user's PMTiles file to whoever is signed in, by HTTP ranges, as its readers ask. Throws bad_settings when it is not
 * there.
 */
export async function registerPmtiles(
  app: FastifyInstance,
  file: string | null,
  requireSignedIn: (request: FastifyRequest) => Promise<void>,
): Promise<void> {
  if (file === null) return;
  const real = resolved(file);
  const root = path.dirname(real);
  await app.register(fastifyStatic, { root, serve: false, decorateReply: !app.hasReplyDecorator('sendFile') });
  app.get(PMTILES_PATH, { onRequest: requireSignedIn }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile(path.basename(real), root),
  );
}

function resolved(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    throw new OutriderError('bad_settings', `map.pmtiles_file names ${file}, which is not there.`, 'Correct the path.');
  }
}
