import { join } from 'node:path';
import type { Readable } from 'node:stream';
import yazl from 'yazl';
import { listFiles } from '../files/index.js';

/** A file of a ZIP that is made here and lies on no disk. */
export interface ExtraFile {
  file: string;
  bytes: Uint8Array;
}

/**
 * A record as a ZIP, made while it is read: nothing is kept in memory or on disk. Files are stored as they are (video does not
 * shrink, and any part can be read without unpacking); ZIP64 where sizes need it. `extra` replaces files of the same name.
 */
export async function zipRecord(folder: string, extra: readonly ExtraFile[] = []): Promise<Readable> {
  const replaced = new Set(extra.map(({ file }) => file));
  const zip = new yazl.ZipFile();
  for (const { file } of await listFiles(folder)) {
    if (!replaced.has(file) && !file.endsWith('.part')) zip.addFile(join(folder, file), file, { compress: false });
  }
  for (const { file, bytes } of extra) zip.addBuffer(Buffer.from(bytes), file, { compress: false });
  zip.end();
  // It is a PassThrough, which the library's types do not say.
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  return output;
}
