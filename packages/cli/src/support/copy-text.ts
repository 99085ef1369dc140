import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** One row of COPY text: column to value as text, null for NULL. */
export type CopyRow = Record<string, string | null>;

const ESCAPES: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads the text that PostgreSQL's COPY TO writes: fields parted by tabs, \\N for NULL, backslash escapes. */
export async function* copyRows(stream: Readable, columns: readonly string[]): AsyncGenerator<CopyRow> {
  let failure: Error | null = null;
  stream.once('error', (error) => (failure = error));
  // COPY escapes carriage returns, so a line ends with a line feed alone.
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) yield parseRow(line, columns);
  if (failure) throw failure as Error;
}

/** One line without its end. */
export function parseRow(line: string, columns: readonly string[]): CopyRow {
  const fields = line.split('\t');
  return Object.fromEntries(columns.map((column, index) => [column, unescape(fields[index] ?? '\\N')]));
}

function unescape(field: string): string | null {
  if (field === '\\N') return null;
  return field.includes('\\') ? field.replace(/\\(.)/g, (_whole, letter: string) => ESCAPES[letter] ?? letter) : field;
}
