/** The fence of one flight, as the gateway watches it beside the autopilot. */
import type { Action, FlightPlan } from '@outrider/schema';
import type { LonLat, Xy } from '../geo/index.js';
import { insideRings, localPlane, pointToSegment, segmentsMeet, toXy } from '../geo/index.js';
import type { Units } from '../units/index.js';
import { formatHeight } from '../units/index.js';

export type Fence = FlightPlan['fence'];
type Position = { latitude_deg: number; longitude_deg: number };

export interface FenceView {
  /** Inside the polygon and outside every keep-out. */
  inside: boolean;
  /** Distance to the nearest edge in metres; Infinity without a polygon. */
  edge_m: number;
}

/** Where a point stands to the fence. An empty ring fences nothing. */
export function viewFence(fence: Fence, position: Position): FenceView {
  const here: Xy = [0, 0];
  const { stayIn, keepOut } = ringsAround(fence, position);
  const inside =
    stayIn.every((ring) => insideRings(here, [ring])) && !keepOut.some((ring) => insideRings(here, [ring]));
  const edges = [...stayIn, ...keepOut].map((ring) => distanceToRing(here, ring));
  return { inside, edge_m: Math.min(Number.POSITIVE_INFINITY, ...edges) };
}

/** True where the straight way from inside the fence to a place inside it leads out in between, or through a keep-out. */
function wayLeadsOut(fence: Fence, from: Position, to: Position): boolean {
  const { stayIn, keepOut, plane } = ringsAround(fence, from);
  const [here, there]: [Xy, Xy] = [[0, 0], toXy(plane, to.longitude_deg, to.latitude_deg)];
  return [...stayIn, ...keepOut].some((ring) =>
    ring.some((corner, index) => segmentsMeet(here, there, corner, ring[(index + 1) % ring.length]!)),
  );
}

/**
 * Why the fence refuses an order, as a sentence; null where it does not. ArduCopter says only that it failed
 * (ModeGuided::set_destination), and a way or an orbit that leads out would end in the fence's own action.
 * @param from where the aircraft is; null, or outside the fence: the way there is not looked at, it may lead back in
 */
export function fenceRefusal(action: Action, fence: Fence, units: Units, from: Position | null): string | null {
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
  if (from && viewFence(fence, from).inside && wayLeadsOut(fence, from, action))
    return 'The straight way there leads out of the fence of this flight, or through what it keeps out of. Go around it in steps.';
  return null;
}

/** GeoJSON repeats the first corner at the end; fence items of an autopilot do not. */
export function openRing(ring: readonly (readonly number[])[]): LonLat[] {
  const corners = ring.map(([longitude, latitude]): LonLat => [longitude!, latitude!]);
  const [first, last] = [corners[0], corners.at(-1)];
  const closed = corners.length > 1 && first![0] === last![0] && first![1] === last![1];
  return closed ? corners.slice(0, -1) : corners;
}

/** The rings on a plane around a position; a ring without area fences nothing. */
function ringsAround(fence: Fence, { longitude_deg, latitude_deg }: Position) {
  const plane = localPlane(longitude_deg, latitude_deg);
  const onPlane = (ring: readonly (readonly number[])[]): Xy[] =>
    openRing(ring).map(([longitude, latitude]) => toXy(plane, longitude, latitude));
  const withArea = (ring: Xy[]): boolean => ring.length >= 3;
  return {
    plane,
    stayIn: [onPlane(fence.ring)].filter(withArea),
    keepOut: fence.keep_out.map(onPlane).filter(withArea),
  };
}

function distanceToRing(point: Xy, ring: readonly Xy[]): number {
  return Math.min(...ring.map((corner, index) => pointToSegment(point, corner, ring[(index + 1) % ring.length]!)));
}
