import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../chain/index.js';
import { appendAt } from './append.js';

/**
 * Version of the folder's layout; it is the first thing a reader looks at. Version 2 has hash chains (chain.jsonl, video/CAMERA/chain.jsonl)
 * and, when it is sealed, manifest.json and evidence/. Version 1 has neither; its streams are the same.
 */
export const RECORD_FORMAT_VERSION = 2;
const READABLE_VERSIONS: readonly number[] = [1, RECORD_FORMAT_VERSION];
export const RECORD_STREAMS = { tlog: 'raw.tlog', samples: 'samples.bin' } as const;
export type RecordStream = keyof typeof RECORD_STREAMS;

/** What a record folder says of itself. */
export interface RecordHeader {
  format_version: number;
  flight_id: string;
  agency_id: string;
  created_at_utc_ms: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where a flight's record lies: `<root>/<agency>/<flight>`. Throws on anything that is not an id, so that no path can escape the root. */
export function recordPath(root: string, agencyId: string, flightId: string): string {
  for (const id of [agencyId, flightId]) if (!UUID.test(id)) throw new Error(`"${id}" is not an id`);
  return join(root, agencyId, flightId);
}

/** Makes the folder and its header if they are not there yet. Returns the folder. */
export async function createRecord(root: string, header: Omit<RecordHeader, 'format_version'>): Promise<string> {
  const folder = recordPath(root, header.agency_id, header.flight_id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'record.json');
  if (await exists(path)) return folder;
  const handle = await open(`${path}.part`, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify({ format_version: RECORD_FORMAT_VERSION, ...header }, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.part`, path);
  await syncFolder(folder);
  return folder;
}

/** Reads the header; throws with a whole sentence when the folder is of a version that this program does not know. */
export async function readRecordHeader(folder: string): Promise<RecordHeader> {
  const header = JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')) as RecordHeader;
  if (!READABLE_VERSIONS.includes(header.format_version)) {
    const readable = READABLE_VERSIONS.join(' and ');
    throw new Error(
      `The record is of format ${header.format_version}; this version of Outrider reads formats ${readable}.`,
    );
  }
  return header;
}

/** Bytes of a stream that are on disk; 0 when it was not begun. */
export async function streamSize(folder: string, stream: RecordStream): Promise<number> {
  return stat(join(folder, RECORD_STREAMS[stream])).then(
    (found) => found.size,
    () => 0,
  );
}

/**
 * Adds bytes to a stream at a byte offset and fsyncs. Bytes that are already there are not written again, so a chunk fetched twice
 * does no harm; an offset beyond the end throws, since it would leave a gap. Returns the new size.
 */
export function appendStream(folder: string, stream: RecordStream, offset: number, bytes: Uint8Array): Promise<number> {
  return appendAt(streamPath(folder, stream), offset, bytes);
}

/** The whole of a stream, empty when it was not begun. */
export async function readStream(folder: string, stream: RecordStream): Promise<Uint8Array> {
  const path = join(folder, RECORD_STREAMS[stream]);
  return (await exists(path)) ? readFile(path) : new Uint8Array();
}

export const streamPath = (folder: string, stream: RecordStream): string => join(folder, RECORD_STREAMS[stream]);

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
