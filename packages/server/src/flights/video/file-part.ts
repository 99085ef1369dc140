import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { refuse } from '../../platform/index.js';
import type { FileAnswer } from '../../platform/index.js';
import { rangeOf } from './file-range.js';

/** A file, or what a Range header asks of it. A segment that is still written is served as long as it is now. */
export async function filePart(path: string, name: string, header: string | undefined): Promise<FileAnswer> {
  const size = await stat(path).then(
    (file) => file.size,
    () => null,
  );
  if (size === null) throw refuse('not_found', `There is no recorded file ${name} here.`, 'name');
  const range = rangeOf(header, size);
  if (range === 'none') {
    throw refuse('range_not_satisfiable', `${name} has ${size} bytes; the range asked for begins behind them.`);
  }
  const [start, end] = range === 'whole' ? [0, size - 1] : [range.start, range.end];
  const body = size === 0 ? Readable.from([]) : createReadStream(path, { start, end });
  const headers = { 'accept-ranges': 'bytes', 'content-length': String(size === 0 ? 0 : end - start + 1) };
  if (range === 'whole') return { name: null, type: 'video/mp4', body, headers };
  const part = { ...headers, 'content-range': `bytes ${start}-${end}/${size}` };
  return { name: null, type: 'video/mp4', body, status: 206, headers: part };
}
