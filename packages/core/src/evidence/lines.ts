/** A line of a file as bytes, without its line feed. */
export interface FileLine {
  bytes: Uint8Array;
  /** Where it begins in the file. */
  offset: number;
  /** False for a last line without line feed. */
  ended: boolean;
}

const LINE_FEED = 0x0a;
/** Longer lines are damage, not entries. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * Cuts a stream of bytes at line feeds and at nothing else (U+2028 may stand raw in JSON). Throws RangeError at a line above
 * MAX_LINE_BYTES, so that no file can fill the memory.
 */
export async function* fileLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileLine> {
  let pieces: Uint8Array[] = [];
  let pending = 0;
  let offset = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      const bytes = joined(pieces, chunk.subarray(from, at));
      yield { bytes, offset, ended: true };
      offset += bytes.byteLength + 1;
      pieces = [];
      pending = 0;
      from = at + 1;
    }
    if (from === chunk.byteLength) continue;
    pieces.push(chunk.slice(from));
    pending += chunk.byteLength - from;
    if (pending > MAX_LINE_BYTES)
      throw new RangeError(`The line at byte ${offset} has more than ${MAX_LINE_BYTES} bytes.`);
  }
  if (pending > 0) yield { bytes: joined(pieces, new Uint8Array()), offset, ended: false };
}

function joined(pieces: readonly Uint8Array[], last: Uint8Array): Uint8Array {
  if (pieces.length === 0) return last;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, last.byteLength));
  let at = 0;
  for (const piece of [...pieces, last]) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
