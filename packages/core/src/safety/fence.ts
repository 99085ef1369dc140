/** The fence of one flight, as the gateway watches it beside the autopilot. */
import type { Action, FlightPlan } from '@outrider/schema';
import type { LonLat, Xy } from '../geo/index.js';
import { insideRings, localPlane, pointToSegment, toXy } from '../geo/index.js';
import type { Units } from '../units/index.js';
import { formatHeight } from '../units/index.js';

export type Fence = FlightPlan['fence'];

export interface FenceView {
  /** Inside the polygon and outside every keep-out. */
  inside: boolean;
  /** Distance to the nearest edge in metres; Infinity without a polygon. */
  edge_m: number;
}

/** Where a point stands to the fence. An empty ring fences nothing. */
export function viewFence(fence: Fence, position: { latitude_deg: number; longitude_deg: number }): FenceView {
  const plane = localPlane(position.longitude_deg, position.latitude_deg);
  const onPlane = (ring: readonly (readonly number[])[]): Xy[] =>
    openRing(ring).map(([longitude, latitude]) => toXy(plane, longitude, latitude));
  const here: Xy = [0, 0];
  const stayIn = onPlane(fence.ring);
  const keepOut = fence.keep_out.map(onPlane).filter((ring) => ring.length >= 3);
  const fenced = stayIn.length >= 3;
  const inside = (!fenced || insideRings(here, [stayIn])) && !keepOut.some((ring) => insideRings(here, [ring]));
  const edges = [...(fenced ? [stayIn] : []), ...keepOut].map((ring) => distanceToRing(here, ring));
  return { inside, edge_m: Math.min(Number.POSITIVE_INFINITY, ...edges) };
}

/**
 * Why the fence refuses an order, as a sentence; null where it does not. ArduCopter says only that it failed
 * (ModeGuided::set_destination), and an orbit that leads out would end in the fence's own action.
 */
export function fenceRefusal(action: Action, fence: Fence, units: Units): string | null {
  if (action.kind !== 'go_to' && action.kind !== 'orbit' && action.kind !== 'change_height') return null;
  const height = action.height_above_takeoff_m;
  const most = fence.max_height_above_takeoff_m;
  if (height !== undefined && height > most) {
    const [asked, allowed] = [formatHeight(height, units, 'takeoff'), formatHeight(most, units, 'takeoff')];
    return `${asked} is above the fence of this flight: ${allowed}.`;
  }
  if (action.kind === 'change_height') return null;
  const { inside, edge_m } = viewFence(fence, action);
  if (!inside) return 'The place is outside the fence of this flight.';
  if (action.kind === 'orbit' && edge_m <= action.radius_m) return 'The orbit leads out of the fence of this flight.';
  return null;
}

/** GeoJSON repeats the first corner at the end; fence items of an autopilot do not. */
export function openRing(ring: readonly (readonly number[])[]): LonLat[] {
  const corners = ring.map(([longitude, latitude]): LonLat => [longitude!, latitude!]);
  const [first, last] = [corners[0], corners.at(-1)];
  const closed = corners.length > 1 && first![0] === last![0] && first![1] === last![1];
  return closed ? corners.slice(0, -1) : corners;
}

function distanceToRing(point: Xy, ring: readonly Xy[]): number {
  return Math.min(...ring.map((corner, index) => pointToSegment(point, corner, ring[(index + 1) % ring.length]!)));
}
