import { MAV_CMD } from '@outrider/protocol/mavlink';
import { itemPosition } from '../flight/index.js';
import type { Px4Parts } from './px4.js';

/** Not measured: enough for the order of events that was seen. */
const CORNER_MS = 100;
const FIRST_NAVIGATION = MAV_CMD.NAV_WAYPOINT;
const FIRST_WITHOUT_PLACE = MAV_CMD.NAV_DELAY;

/**
 * A new fence is in force as a whole once its corners have been read one after the other, some time after the upload was acknowledged.
 * A mission that is begun before that is judged by the fence before. Seen with PX4 1.17: the fence of 16 corners came later than a mission
 * of four items that was sent after it.
 */
export function fenceReadMs(corners: number): number {
  return corners * CORNER_MS;
}

/** The first waypoint that the fence in force does not allow, counted from one; null where there is none. */
export function waypointOutside(p: Px4Parts): number | null {
  const index = p.plans.mission.findIndex((item) => {
    const located =
      item.command >= FIRST_NAVIGATION && item.command < FIRST_WITHOUT_PLACE && (item.x !== 0 || item.y !== 0);
    return located && !p.fenceAllows(itemPosition(item, p.place, p.position));
  });
  return index < 0 ? null : index + 1;
}
