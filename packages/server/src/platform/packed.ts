import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const compress = promisify(gzip);
const expand = promisify(gunzip);
// A terrain of 4000 x 4000 points as JSON is below this; what is larger was not written by us.
const MAX_BYTES = 512 * 1024 * 1024;

/** A large document as compressed JSON, for a bytea column. The work is done off the main thread. */
export const pack = (value: unknown): Promise<Uint8Array> => compress(JSON.stringify(value));

/** Reads what `pack` wrote. */
export async function unpack<T>(bytes: Uint8Array): Promise<T> {
  const text = await expand(bytes, { maxOutputLength: MAX_BYTES });
  return JSON.parse(text.toString()) as T;
}
