import type { Camera, CameraStatus, FeedState } from '@outrider/schema';
import { expect, it } from 'vitest';
import { MOST_PLAYING, playingOf, wallOrder } from './wall.js';

const camera = (id: string, aircraft_id: string | null = null, enabled = true) =>
  ({ id, name: id, aircraft_id, enabled }) as Camera;
const status = (camera_id: string, state: FeedState) => ({ camera_id, state }) as CameraStatus;

it('what flies stands first, then what sends; what is switched off is not there', () => {
  const cameras = [
    camera('roof'),
    camera('gate'),
    camera('heron', 'a'),
    camera('parked', 'b'),
    camera('x', null, false),
  ];
  const statuses = [status('roof', 'live'), status('heron', 'stale'), status('gate', 'failed')];
  const order = wallOrder(cameras, statuses, [{ aircraft_id: 'a' }]);
  expect(order.map(({ id }) => id)).toEqual(['heron', 'roof', 'gate', 'parked']);
});

it('nine move at once; what somebody plays takes the place of the last', () => {
  const cameras = Array.from({ length: 12 }, (_, n) => camera(`c${String(n).padStart(2, '0')}`));
  const statuses = cameras.map(({ id }) => status(id, 'live'));
  const first = playingOf(cameras, statuses, []);
  expect([...first]).toHaveLength(MOST_PLAYING);
  const after = playingOf(cameras, statuses, ['c11']);
  expect(after.has('c11')).toBe(true);
  expect(after.has('c08')).toBe(false);
  expect(after.size).toBe(MOST_PLAYING);
});

it('what has sent nothing plays only when somebody asks for it, and what is gone never', () => {
  const cameras = [camera('a'), camera('b')];
  expect(playingOf(cameras, [status('a', 'live')], []).has('b')).toBe(false);
  expect([...playingOf(cameras, [status('a', 'live')], ['b', 'gone'])].toSorted()).toEqual(['a', 'b']);
});
