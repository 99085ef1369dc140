import type { FlightEvent } from '@outrider/schema';
import { expect, it } from 'vitest';
import { pinsAt } from './pins.js';

const pin = { latitude_deg: 37.5, longitude_deg: -122.2 };
const event = (seq: number, kind: string, data: Record<string, unknown>, actor = 'Engine 7'): FlightEvent =>
  ({ seq, at_utc_ms: seq * 1000, kind, text: '', actor, data }) as FlightEvent;
const events = [
  event(1, 'flight_airborne', {}),
  event(2, 'message', { message_id: 'a', pin, text: 'behind the shed' }),
  event(3, 'message', { message_id: 'b', pin: null, text: 'hurry' }),
  event(4, 'message', { message_id: 'c', pin, text: '' }, 'Chief'),
  event(5, 'message_accepted', { message_id: 'a', pin }, 'All of Harbor'),
  event(6, 'message_dismissed', { message_id: 'c', pin }, 'All of Harbor'),
];

it('pins stand on the map of the replay from when they were sent until they were dismissed', () => {
  const at = (seconds: number) =>
    pinsAt(events, seconds * 1000).map(({ id, sender, state }) => `${id} ${sender} ${state}`);
  expect(at(1)).toEqual([]);
  expect(at(2)).toEqual(['a Engine 7 new']);
  expect(at(4)).toEqual(['a Engine 7 new', 'c Chief new']);
  expect(at(5)).toEqual(['a Engine 7 accepted', 'c Chief new']);
  expect(at(9)).toEqual(['a Engine 7 accepted']);
  expect(pinsAt(events, 9000)[0]).toMatchObject({ text: 'behind the shed', pin });
});
