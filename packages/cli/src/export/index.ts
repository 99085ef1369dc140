import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { OutriderError } from '@outrider/runtime/errors';
import { Api, API_HELP, apiOptions } from '../support/api.js';
import { parseVerb, text, wrongUse } from '../support/options.js';

const FORMATS = ['tlog', 'geojson', 'kml', 'gpx', 'csv'] as const;
type Format = (typeof FORMATS)[number];
const HELP = `Usage: outrider export FLIGHT --format FORMAT [options]

Writes a flight as a file. FLIGHT is its number (F26-000123) or its id.

  --format FORMAT   ${FORMATS.join(', ')}: tlog holds the raw frames, the others the track
  --out FILE        where to write (default: NUMBER.FORMAT here); - is standard output
${API_HELP}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function run(argv: readonly string[]): Promise<number> {
  const { values, named, help } = parseVerb('export', argv, { ...apiOptions, format: text, out: text }, ['FLIGHT']);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const format = formatOf(values.format);
  const api = await Api.connect('export', values);
  const flight = await findFlight(api, named.FLIGHT);
  const stream = await api.open('exportFlight', { params: { id: flight.id, format } });
  const out = values.out ?? `${flight.number}.${format}`;
  await write(stream, out);
  if (out !== '-') console.log(out);
  return 0;
}

function formatOf(word: string | undefined): Format {
  const format = FORMATS.find((known) => known === word);
  if (format) return format;
  throw wrongUse(
    'export',
    `--format must be one of ${FORMATS.join(', ')}${word === undefined ? '' : `, not "${word}"`}`,
  );
}

async function findFlight(api: Api, wanted: string): Promise<{ id: string; number: string }> {
  if (UUID.test(wanted)) return api.call('getFlight', { params: { id: wanted.toLowerCase() } });
  const { items } = await api.call('searchFlights', { query: { q: wanted, limit: 100 } });
  const found = items.find((flight) => flight.number.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  throw new OutriderError('not_found', `There is no flight "${wanted}".`, 'Give its number (F26-000123) or its id.');
}

/** A stream that breaks off leaves no file under the name that was asked for. Throws file_unreadable. */
async function write(stream: Readable, out: string): Promise<void> {
  if (out === '-') return pipeline(stream, process.stdout, { end: false });
  const unfinished = `${out}.part`;
  try {
    if (existsSync(out)) throw new Error('it exists already');
    await pipeline(stream, createWriteStream(unfinished));
    renameSync(unfinished, out);
  } catch (cause) {
    stream.destroy();
    rmSync(unfinished, { force: true });
    const message = `${out} cannot be written: ${(cause as Error).message}.`;
    throw new OutriderError('file_unreadable', message, 'Name another file with --out.', { cause });
  }
}
