import type { Alert } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import type { Said } from './announce.js';
import { toAnnounce } from './announce.js';

const alert = (change: Partial<Alert> = {}): Alert => ({
  id: 'a',
  aircraft_id: 'heron',
  flight_id: null,
  level: 'caution',
  kind: 'link_stale',
  text: 'Link stale',
  spoken: 'link stale',
  raised_at_utc_ms: 1000,
  cleared_at_utc_ms: null,
  acknowledged_at_utc_ms: null,
  acknowledged_by: null,
  ...change,
});

describe('announcing', () => {
  it('says a condition once', () => {
    const said = new Map<string, Said>();
    expect(toAnnounce([alert()], said, 0)).toHaveLength(1);
    expect(toAnnounce([alert()], said, 1000)).toEqual([]);
  });
  it('says it again only when it got worse', () => {
    const said = new Map<string, Said>();
    toAnnounce([alert()], said, 0);
    expect(toAnnounce([alert({ id: 'b', level: 'warning' })], said, 1000)).toHaveLength(1);
    expect(toAnnounce([alert({ id: 'c', level: 'caution' })], said, 2000)).toEqual([]);
  });
  it('stays silent when a condition flickers, and speaks when it comes back later', () => {
    const said = new Map<string, Said>();
    toAnnounce([alert()], said, 0);
    toAnnounce([], said, 5000);
    expect(toAnnounce([alert({ id: 'b' })], said, 10_000)).toEqual([]);
    expect(toAnnounce([], said, 40_000)).toEqual([]);
    expect(toAnnounce([alert({ id: 'c' })], said, 41_000)).toHaveLength(1);
  });
  it('shows advisories without saying them, and says warnings first', () => {
    const said = new Map<string, Said>();
    const list = [
      alert(),
      alert({ id: 'w', kind: 'fence', level: 'warning' }),
      alert({ id: 'x', kind: 'mode', level: 'advisory' }),
    ];
    expect(toAnnounce(list, said, 0).map((one) => one.id)).toEqual(['w', 'a']);
  });
  it('does not say what somebody acknowledged already', () => {
    expect(toAnnounce([alert({ acknowledged_at_utc_ms: 1 })], new Map(), 0)).toEqual([]);
  });
});
