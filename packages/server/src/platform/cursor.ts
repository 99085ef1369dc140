import { refuse } from './refusal.js';

/** Where a page ended: the next one begins after it. */
export interface Cursor {
  at_utc_ms: number;
  id: string;
}

/** Opaque text of a cursor; callers hand it back and read nothing from it. */
export const encodeCursor = ({ at_utc_ms, id }: Cursor): string =>
  Buffer.from(`${at_utc_ms} ${id}`).toString('base64url');

/** Throws bad_request for text that no page gave out. */
export function decodeCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const [at, id] = Buffer.from(text, 'base64url').toString().split(' ');
  if (!/^\d{1,16}$/.test(at ?? '') || !/^[0-9a-f-]{36}$/.test(id ?? '')) {
    throw refuse('bad_request', 'The cursor is not one that a page gave out; leave it away to start anew.', 'cursor');
  }
  return { at_utc_ms: Number(at), id: id as string };
}

/** A page of `limit` from rows that hold one more when there is a next page. */
export function pageOf<T>(
  rows: T[],
  limit: number,
  cursorOf: (row: T) => Cursor,
): { items: T[]; next_cursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
