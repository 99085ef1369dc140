import { MAV_CMD } from '@outrider/protocol/mavlink';
import { insideRing } from '../../geometry/index.js';
import type { Vector } from '../../physics/index.js';
import type { Place, PlanItem } from './plan.js';
import { itemPosition } from './plan.js';

export interface FenceShape {
  kind: 'polygon' | 'circle';
  inclusion: boolean;
  ring: number[][];
  centre: Vector;
  radius_m: number;
}
export type Breach = 'none' | 'height' | 'boundary';

/** Reads fence items; answers null where vertices are missing or a polygon has fewer than three. */
export function fenceShapes(items: readonly PlanItem[], place: Place): FenceShape[] | null {
  const shapes: FenceShape[] = [];
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (!item) break;
    const vertex =
      item.command === MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION ||
      item.command === MAV_CMD.NAV_FENCE_POLYGON_VERTEX_EXCLUSION;
    const count = vertex ? item.param1 : 1;
    const group = items.slice(index, index + count);
    if (group.length < count || (vertex && (count < 3 || group.some((other) => other.command !== item.command))))
      return null;
    const shape = shapeOf(item, group, place);
    if (shape) shapes.push(shape);
    index += count;
  }
  return shapes;
}

function shapeOf(item: PlanItem, group: readonly PlanItem[], place: Place): FenceShape | null {
  const points = group.map((vertex) => itemPosition(vertex, place, place.home));
  const centre = points[0] ?? place.home;
  const ring = points.map((point) => [point.east, point.north]);
  switch (item.command) {
    case MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION:
    case MAV_CMD.NAV_FENCE_POLYGON_VERTEX_EXCLUSION: {
      const inclusion = item.command === MAV_CMD.NAV_FENCE_POLYGON_VERTEX_INCLUSION;
      return { kind: 'polygon', inclusion, ring, centre, radius_m: 0 };
    }
    case MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION:
    case MAV_CMD.NAV_FENCE_CIRCLE_EXCLUSION: {
      const inclusion = item.command === MAV_CMD.NAV_FENCE_CIRCLE_INCLUSION;
      return { kind: 'circle', inclusion, ring, centre, radius_m: item.param1 };
    }
    default:
      return null;
  }
}

function contains(shape: FenceShape, at: Vector): boolean {
  if (shape.kind === 'polygon') return insideRing(at.east, at.north, shape.ring);
  return Math.hypot(at.east - shape.centre.east, at.north - shape.centre.north) < shape.radius_m;
}

export interface FenceLimits {
  /** above home, null = no limit */
  max_height_m: number | null;
  max_distance_m: number | null;
}

/** Is a position outside what the fence allows? */
export function breachOf(at: Vector, home: Vector, shapes: readonly FenceShape[], limits: FenceLimits): Breach {
  if (limits.max_height_m !== null && at.up - home.up > limits.max_height_m) return 'height';
  const away = Math.hypot(at.east - home.east, at.north - home.north);
  if (limits.max_distance_m !== null && away > limits.max_distance_m) return 'boundary';
  const outside = shapes.some((shape) => contains(shape, at) !== shape.inclusion);
  return outside ? 'boundary' : 'none';
}
