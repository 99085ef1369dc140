/** Which cameras stand first on the wall, and which of them move. */
import type { Camera, CameraStatus, FeedState, Flight } from '@outrider/schema';

/** More at once is more than a machine without a graphics processor decodes, and more than anybody watches. */
export const MOST_PLAYING = 9;

const STATES: readonly FeedState[] = ['live', 'stale', 'failed', 'waiting', 'off'];

const stateOf = (statuses: readonly CameraStatus[], id: string): FeedState =>
  statuses.find(({ camera_id }) => camera_id === id)?.state ?? 'waiting';

/** Cameras that are switched on: of aircraft under way first, then those that send, then by name. */
export function wallOrder(
  cameras: readonly Camera[],
  statuses: readonly CameraStatus[],
  flights: readonly Pick<Flight, 'aircraft_id'>[],
): Camera[] {
  const flies = new Set(flights.map(({ aircraft_id }) => aircraft_id));
  const rank = ({ id, aircraft_id }: Camera): number =>
    (aircraft_id !== null && flies.has(aircraft_id) ? 0 : STATES.length) + STATES.indexOf(stateOf(statuses, id));
  return cameras
    .filter(({ enabled }) => enabled)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** The cameras that move: those that somebody chose to play, then the first of the wall that send or just stopped sending. */
export function playingOf(
  order: readonly Camera[],
  statuses: readonly CameraStatus[],
  picked: readonly string[],
): ReadonlySet<string> {
  const sends = order.filter(({ id }) => ['live', 'stale'].includes(stateOf(statuses, id))).map(({ id }) => id);
  const there = new Set(order.map(({ id }) => id));
  return new Set([...new Set([...picked.filter((id) => there.has(id)), ...sends])].slice(0, MOST_PLAYING));
}
