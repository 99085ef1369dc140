import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { OutriderError } from '@outrider/runtime/errors';
import { Api, API_HELP, apiOptions } from '../support/api.js';
import { flag, parseVerb, text, wrongUse } from '../support/options.js';
import { KINDS, kindOf } from './kind.js';
import type { Kind } from './kind.js';

const HELP = `Usage: outrider import FILE [options]

Sends a file to Outrider; all of it is taken, or nothing:
  incidents  CSV with the columns type, priority, latitude_deg, longitude_deg, and more if wanted
  addresses  CSV with the columns label, latitude_deg, longitude_deg; replaces the address register
  airspace   GeoJSON with polygons: keep-out zones, ceilings, keep-in zones, obstacles

  --as KIND         ${KINDS.join(', ')} (default: told from the file)
  --source NAME     name under which an airspace file is kept (default: the file's name)
  --replace         remove what an earlier import of the same source brought
${API_HELP}`;

export async function run(argv: readonly string[]): Promise<number> {
  const options = { ...apiOptions, as: text, source: text, replace: flag };
  const { values, named, help } = parseVerb('import', argv, options, ['FILE']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const content = read(named.FILE);
  const kind = values.as === undefined ? kindOf(named.FILE, content) : namedKind(values.as);
  const source = values.source ?? basename(named.FILE);
  const airspace = kind === 'airspace' ? { source, replace: values.replace ?? false, geojson: parse(content) } : null;
  const api = await Api.connect('import', values);
  if (airspace) {
    const { created, removed } = await api.call('importVolumes', { body: airspace });
    console.log(`airspace: ${created} volumes added, ${removed} removed`);
  } else if (kind === 'addresses') {
    const { count } = await api.call('importAddresses', { body: content });
    console.log(`addresses: ${count} in the register`);
  } else {
    const { created, updated, unchanged } = await api.call('importIncidents', { body: content });
    console.log(`incidents: ${created} added, ${updated} updated, ${unchanged} unchanged`);
  }
  return 0;
}

function namedKind(word: string): Kind {
  const kind = KINDS.find((known) => known === word);
  if (kind) return kind;
  throw wrongUse('import', `--as must be one of ${KINDS.join(', ')}, not "${word}"`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { message } = cause as Error;
    throw new OutriderError('file_unreadable', `${path} cannot be read: ${message}.`, 'Check the path.', { cause });
  }
}

function parse(content: string): Record<string, unknown> {
  try {
    const value = JSON.parse(content) as unknown;
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (cause) {
    const message = `The file is not valid JSON: ${(cause as Error).message}.`;
    throw new OutriderError('bad_geojson', message, 'Correct the file; nothing was imported.', { cause });
  }
  throw new OutriderError('bad_geojson', 'The file holds no GeoJSON object.', 'Correct it; nothing was imported.');
}
