import path from 'node:path';
import { realpathSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { OutriderError } from '@outrider/runtime';

export const PMTILES_PATH = '/map/tiles.pmtiles';

/** Serves the user's PMTiles file by HTTP ranges, as its readers ask. Throws bad_settings when it is not there. */
export async function registerPmtiles(app: FastifyInstance, file: string | null): Promise<void> {
  if (file === null) return;
  const real = resolved(file);
  await app.register(fastifyStatic, { root: path.dirname(real), serve: false, decorateReply: true });
  app.get(PMTILES_PATH, (_request, reply) =>
    reply.header('cache-control', 'no-cache').sendFile(path.basename(real), path.dirname(real)),
  );
}

function resolved(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    throw new OutriderError('bad_settings', `map.pmtiles_file names ${file}, which is not there.`, 'Correct the path.');
  }
}
