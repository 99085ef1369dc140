/** Bytes of a file, both ends included. */
export interface FileRange {
  start: number;
  end: number;
}

/**
 * What a Range header asks of a file (RFC 9110, 14.2): one part of it; 'whole' where there is no header, or one of a kind that is not
 * served and may be ignored; 'none' where the file has no such bytes.
 */
export function rangeOf(header: string | undefined, bytes: number): FileRange | 'whole' | 'none' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const count = Math.min(Number(last), bytes);
    return count === 0 ? 'none' : { start: bytes - count, end: bytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (last !== '' && Number(last) < start) return 'whole';
  return start >= bytes ? 'none' : { start, end };
}
