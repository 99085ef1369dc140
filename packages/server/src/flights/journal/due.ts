import type { JournalCursor } from './cursors.js';

/** Streams of flights under way that are read in one round; each costs a question to the gateway, a transaction and an fsync. */
export const MOST_UNDER_WAY = 60;

/**
 * The streams to read in this round: those of ended flights, which somebody waits for, and of the others so many that a round stays
 * short whatever flies, each in its turn.
 * @param cursors in an order that stays the same from round to round
 */
export function dueIn(round: number, cursors: readonly JournalCursor[]): JournalCursor[] {
  const underWay = cursors.filter((cursor) => !cursor.flight_ended);
  const turns = Math.ceil(underWay.length / MOST_UNDER_WAY);
  const inTurn = underWay.filter((_, index) => index % turns === round % turns);
  return [...cursors.filter((cursor) => cursor.flight_ended), ...inTurn];
}
