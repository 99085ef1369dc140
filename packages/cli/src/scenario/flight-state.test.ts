import type { Flight } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { hasReached, secondsTo, stateOf } from './flight-state.js';

const flight = (fields: Partial<Flight>): Flight =>
  ({
    state: 'requested',
    requested_at_utc_ms: 1000,
    on_scene_at_utc_ms: null,
    landed_at_utc_ms: null,
    ...fields,
  }) as Flight;

describe('states of a flight', () => {
  it('count as reached once they are passed, the scene only if it was really there', () => {
    expect(hasReached(flight({ state: 'en_route' }), 'accepted')).toBe(true);
    expect(hasReached(flight({ state: 'accepted' }), 'en_route')).toBe(false);
    expect(hasReached(flight({ state: 'returning' }), 'on_scene')).toBe(false);
    expect(hasReached(flight({ state: 'returning', on_scene_at_utc_ms: 5000 }), 'on_scene')).toBe(true);
    expect(hasReached(flight({ state: 'failed' }), 'departing')).toBe(false);
  });

  it('have times counted from the request', () => {
    expect(secondsTo(flight({ on_scene_at_utc_ms: 61_000 }), 'on_scene')).toBe(60);
    expect(secondsTo(flight({}), 'on_scene')).toBeNull();
    expect(() => stateOf('flying')).toThrow(/no flight state/);
  });
});
