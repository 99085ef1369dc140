import { describe, expect, it } from 'vitest';
import { segmentsOf } from './segments.js';

describe('track as lines', () => {
  it('breaks at gaps in time and at unknown positions', () => {
    const track = {
      utc_ms: [0, 1000, 20_000, 21_000, 22_000, 23_000, 24_000],
      longitude_deg: [0, 1, 2, 3, null, 5, 6],
      latitude_deg: [0, 1, 2, 3, 4, 5, 6],
    };
    expect(segmentsOf(track)).toEqual([
      [
        [0, 0],
        [1, 1],
      ],
      [
        [2, 2],
        [3, 3],
      ],
      [
        [5, 5],
        [6, 6],
      ],
    ]);
  });
  it('draws no line through a single point', () => {
    expect(segmentsOf({ utc_ms: [0], longitude_deg: [1], latitude_deg: [1] })).toEqual([]);
  });
});
