import type { CrewMember, Flight } from '@outrider/schema';
import { expect, test } from 'vitest';
import { currencyOf, judgeCrew } from './index.js';
import type { CrewQuestion } from './index.js';

const member = (over: Partial<CrewMember> = {}): CrewMember => ({
  user_id: 'u1',
  display_name: 'R. Alvarez',
  roles: ['rpic'],
  on_duty: true,
  on_duty_since_utc_ms: 0,
  certificate_number: '4412',
  certificate_expires_on: '2027-05-31',
  last_flight_utc_ms: 0,
  flights_90_days: 3,
  hours_total: 40,
  current: true,
  current_detail: '',
  flying_aircraft_ids: [],
  ...over,
});
const question = (crew: CrewMember[], over: Partial<CrewQuestion> = {}): CrewQuestion => ({
  crew,
  open_flights: [],
  policy: { aircraft_per_rpic: 4, multi_aircraft_authority: null },
  local_date: '2026-11-21',
  purpose: 'incident',
  rpic_user_id: null,
  aircraft_id: 'a9',
  ...over,
});
const code = (crew: CrewMember[], over: Partial<CrewQuestion> = {}) => judgeCrew(question(crew, over)).code;

test.each([
  [{}, true],
  [{ certificate_number: null }, false],
  [{ certificate_expires_on: null }, false],
  [{ certificate_expires_on: '2026-11-20' }, false],
  [{ certificate_expires_on: '2026-11-21' }, true],
  [{ flights_90_days: 2 }, false],
])('currency %j', (over, current) => {
  const answer = currencyOf(member(over), '2026-11-21');
  expect(answer.current).toBe(current);
  expect(answer.detail).toMatch(/\.$/);
});

test('somebody on duty, current and free is enough', () => {
  expect(code([member({ user_id: 'u0', on_duty: false }), member()])).toBe('rpic_available');
  expect(code([member({ on_duty: false })])).toBe('off_duty');
  expect(code([member({ flights_90_days: 0 })])).toBe('papers');
  expect(code([member({ flights_90_days: 0 })], { purpose: 'training' })).toBe('rpic_available');
  expect(code([member({ roles: ['observer'] })])).toBe('no_rpic');
});

test('one aircraft per RPIC unless an authority on file allows more', () => {
  const busy = member({ flying_aircraft_ids: ['a1'] });
  expect(code([busy])).toBe('crew_limit');
  const policy = { aircraft_per_rpic: 2, multi_aircraft_authority: 'Waiver 107W-2026-1' };
  expect(code([busy], { policy })).toBe('rpic_available');
  expect(code([member({ flying_aircraft_ids: ['a1', 'a2'] })], { policy })).toBe('crew_limit');
});

test('flights accepted count, those only requested or ended do not, nor the aircraft in question', () => {
  const flight = (state: Flight['state'], aircraft_id = 'a1') =>
    ({ rpic_user_id: 'u1', aircraft_id, state, purpose: 'incident' }) as Flight;
  expect(code([member()], { open_flights: [flight('accepted')] })).toBe('crew_limit');
  expect(code([member()], { open_flights: [flight('lost')] })).toBe('crew_limit');
  expect(code([member()], { open_flights: [flight('requested'), flight('landed')] })).toBe('rpic_available');
  expect(code([member()], { open_flights: [flight('accepted', 'a9')] })).toBe('rpic_available');
});

test('a named person is judged alone', () => {
  const crew = [member(), member({ user_id: 'u2', display_name: 'J. Okafor', on_duty: false })];
  expect(judgeCrew(question(crew, { rpic_user_id: 'u2' }))).toMatchObject({
    code: 'off_duty',
    text: 'J. Okafor is not on duty',
  });
  expect(code(crew, { rpic_user_id: 'u7' })).toBe('unknown_person');
});
