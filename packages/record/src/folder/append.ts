import { open } from 'node:fs/promises';

/**
 * Adds bytes to a file at a byte offset and fsyncs. Bytes that are already there are not written again, so a chunk fetched twice
 * does no harm; an offset before its beginning or beyond its end throws, since it would leave a gap. Returns the new size.
 */
export async function appendAt(path: string, offset: number, bytes: Uint8Array): Promise<number> {
  const handle = await open(path, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    if (offset < 0 || offset > size)
      throw new Error(`${path} has ${size} bytes; a chunk at ${offset} would leave a gap.`);
    const fresh = bytes.subarray(Math.min(size - offset, bytes.byteLength));
    if (fresh.byteLength === 0) return size;
    await handle.write(fresh);
    await handle.sync();
    return size + fresh.byteLength;
  } finally {
    await handle.close();
  }
}
