import { describe, expect, it } from 'vitest';
import type { JournalCursor } from './cursors.js';
import { dueIn, MOST_UNDER_WAY } from './due.js';

const cursors = (count: number, flight_ended: boolean): JournalCursor[] =>
  Array.from({ length: count }, (_, index) => ({
    agency_id: 'a',
    flight_id: `${flight_ended ? 'ended' : 'flying'}-${index}`,
    gateway: 'g',
    stream: 'tlog',
    read_bytes: 0,
    flight_ended,
    created_at_utc_ms: 0,
  }));

describe('the journals of a round', () => {
  it('are all of them while few fly', () => {
    const few = [...cursors(3, true), ...cursors(MOST_UNDER_WAY, false)];
    for (const round of [0, 1, 2]) expect(new Set(dueIn(round, few))).toEqual(new Set(few));
    expect(dueIn(5, [])).toEqual([]);
  });

  it('are those of ended flights and a bounded share of the others, each in its turn', () => {
    const ended = cursors(5, true);
    const flying = cursors(5 * MOST_UNDER_WAY - 1, false);
    const rounds = [7, 8, 9, 10, 11].map((round) => dueIn(round, [...flying, ...ended]));
    for (const due of rounds) {
      expect(due.slice(0, 5)).toEqual(ended);
      expect(due.length).toBeLessThanOrEqual(5 + MOST_UNDER_WAY);
    }
    expect(new Set(rounds.flat())).toEqual(new Set([...ended, ...flying]));
  });
});
