import { expect, test } from 'vitest';
import { dateIn, requireTimeZone } from './time-zone.js';

test('a day begins by the legal time of the zone, summer time included', () => {
  const zone = 'America/Los_Angeles';
  // 2026-07-01 is UTC-7: the day begins at 07:00 UTC; 2026-12-01 is UTC-8.
  expect(dateIn(Date.UTC(2026, 6, 1, 6, 59, 59), zone)).toBe('2026-06-30');
  expect(dateIn(Date.UTC(2026, 6, 1, 7, 0, 0), zone)).toBe('2026-07-01');
  expect(dateIn(Date.UTC(2026, 11, 1, 7, 30, 0), zone)).toBe('2026-11-30');
  expect(dateIn(Date.UTC(2026, 11, 1, 8, 0, 0), zone)).toBe('2026-12-01');
  // A zone ahead of UTC is in the next year already; without a zone it is UTC.
  expect(dateIn(Date.UTC(2026, 11, 31, 23, 0, 0), 'Pacific/Auckland')).toBe('2027-01-01');
  expect(dateIn(Date.UTC(2026, 11, 31, 23, 0, 0), null)).toBe('2026-12-31');
});

test('a name that is no time zone is refused at its field', () => {
  expect(() => requireTimeZone('America/Redwood')).toThrow(expect.objectContaining({ field: 'time_zone' }));
  expect(() => requireTimeZone('')).toThrow();
  expect(() => requireTimeZone('Europe/Berlin')).not.toThrow();
  expect(() => requireTimeZone(null)).not.toThrow();
});
