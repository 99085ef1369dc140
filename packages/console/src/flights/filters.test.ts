import { describe, expect, it } from 'vitest';
import { NO_FILTERS, queryOf } from './filters.js';

describe('flight search', () => {
  it('asks for everything when nothing is set', () => {
    expect(queryOf(NO_FILTERS, undefined)).toEqual({ limit: 50 });
  });
  it('includes the last day whole', () => {
    const query = queryOf({ ...NO_FILTERS, from: '2026-11-20', to: '2026-11-20' }, undefined);
    expect((query.to_utc_ms ?? 0) - (query.from_utc_ms ?? 0)).toBe(86_400_000 - 1);
  });
  it('sends text, words, area and where to go on', () => {
    const query = queryOf({ ...NO_FILTERS, q: ' heron ', state: 'landed', area: [-122, 37, -121, 38] }, 'next');
    expect(query).toEqual({
      limit: 50,
      cursor: 'next',
      q: 'heron',
      state: 'landed',
      west: -122,
      south: 37,
      east: -121,
      north: 38,
    });
  });
});
