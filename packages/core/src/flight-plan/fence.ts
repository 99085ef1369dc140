/** The fence that the autopilot keeps by itself: a simple polygon around the flight, and keep-outs beside it. */
import type { AirPoint, FlightPlan } from '@outrider/schema';
import type { AirspaceIndex, Scene } from '../airspace/index.js';
import { boxOf, planePoint } from '../airspace/index.js';
import { shapesInBox } from '../airspace/search.js';
import {
  clipToConvex,
  destination,
  insideRings,
  oriented,
  ringIsSimple,
  segmentToRings,
  surroundingPolygon,
  toLonLat,
} from '../geo/index.js';
import type { Ring, Xy } from '../geo/index.js';

type Fence = FlightPlan['fence'];
/** A straight line that the aircraft may fly: a leg, or a way home. */
export type Line = readonly [from: Xy, to: Xy];

/** Room around the scene for a pilot who flies by hand there. */
const SCENE_RADIUS_M = 150;
/** Room beside the way, for wind and the error of satellite positions. */
const CORRIDOR_M = 60;
const RING_CORNERS = 16;
/** Autopilots keep a limited number of fence points; PX4 as shipped keeps 64. */
const MOST_POINTS = 60;
const KEEP_OUT_CORNERS = [8, 12, 16, 24] as const;
/** An overshoot of a climb is not a breach. */
const HEADROOM_M = 5;

export interface FenceRequest {
  readonly home: AirPoint;
  readonly target: AirPoint;
  readonly rally_points: readonly AirPoint[];
  readonly lines: readonly Line[];
  /** Highest leg or return, above take-off. */
  readonly highest_m: number;
  readonly max_height_agl_m: number;
  readonly ceiling_above_takeoff_m: number;
}

/** Builds the fence. Every line of the flight lies inside the ring and outside the keep-outs. */
export function buildFence(scene: Scene, request: FenceRequest): Fence {
  const { index } = scene;
  const ring = fenceRing(scene, request);
  const allowed = Math.min(request.max_height_agl_m, request.ceiling_above_takeoff_m);
  return {
    ring: closed(index, ring),
    max_height_above_takeoff_m: Math.max(request.highest_m, allowed) + HEADROOM_M,
    keep_out: keepOuts(scene, request, ring, MOST_POINTS - ring.length).map((outline) => closed(index, outline)),
  };
}

function fenceRing(scene: Scene, request: FenceRequest): Ring {
  const { index } = scene;
  const around = Array.from({ length: 8 }, (_, i) => destination(request.target, i * 45, SCENE_RADIUS_M));
  const places = [request.home, ...request.rally_points, ...around].map((place) => planePoint(index, place));
  const points = [...places, ...request.lines.flat()];
  const corridor = surroundingPolygon(points, CORRIDOR_M, RING_CORNERS);
  return insideKeepIn(scene, corridor, request.lines) ?? corridor;
}

/** The corridor cut to the keep-in that holds the whole flight, or that keep-in itself; null where no single one does. */
function insideKeepIn(scene: Scene, corridor: Ring, lines: readonly Line[]): Ring | null {
  const binding = scene.index.keep_in.filter(scene.inForce).map((position) => scene.index.shapes[position]!.rings);
  for (const rings of binding) {
    const outer = oriented(rings[0]!, true);
    if (!lines.every(([from, to]) => insideRings(from, [outer]) && insideRings(to, [outer]))) continue;
    const cut = clipToConvex(outer, corridor);
    if (serves(cut, lines)) return cut;
    if (outer.length <= MOST_POINTS) return outer;
  }
  return null;
}

function serves(ring: Ring, lines: readonly Line[]): boolean {
  if (ring.length < 3 || ring.length > MOST_POINTS / 2 || !ringIsSimple(ring)) return false;
  return lines.every(([from, to]) => insideRings(from, [ring]) && insideRings(to, [ring]));
}

/** Keep-outs near the flight that it nowhere overflies, nearest first, as far as the autopilot's memory goes. */
function keepOuts(scene: Scene, request: FenceRequest, ring: Ring, room: number): Ring[] {
  const { index } = scene;
  const near = shapesInBox(index, boxOf(ring), 0, (shape) => shape.volume.kind === 'keep_out')
    .filter(scene.inForce)
    .map((position) => ({ shape: index.shapes[position]! }))
    .filter(({ shape }) => reachesFlight(shape.floor_amsl_m, scene, request))
    .map(({ shape }) => ({ shape, apart: nearestLine(request.lines, shape.rings) }))
    .filter(({ apart }) => apart > 0)
    .toSorted((a, b) => a.apart - b.apart || (a.shape.volume.id < b.shape.volume.id ? -1 : 1));
  const outlines: Ring[] = [];
  let left = room;
  for (const { shape } of near) {
    const outline = outlineOf(shape.rings, request.lines, scene.rules.clearance_horizontal_m / 3, left);
    if (outline === null) continue;
    outlines.push(outline);
    left -= outline.length;
  }
  return outlines;
}

function reachesFlight(floor_amsl_m: number, scene: Scene, request: FenceRequest): boolean {
  return floor_amsl_m <= scene.rules.home_amsl_m + request.highest_m;
}

function nearestLine(lines: readonly Line[], rings: readonly Ring[]): number {
  return Math.min(...lines.map(([from, to]) => segmentToRings(from, to, rings)));
}

/** The simplest outline that keeps `margin_m` from the keep-out and leaves every line outside; null where none fits. */
function outlineOf(rings: readonly Ring[], lines: readonly Line[], margin_m: number, room: number): Ring | null {
  const outer = rings[0]!;
  for (const corners of KEEP_OUT_CORNERS) {
    if (corners > room) return null;
    const outline = surroundingPolygon(outer, margin_m, corners);
    if (nearestLine(lines, [outline]) > 0) return outline;
  }
  return outer.length <= room && nearestLine(lines, [outer]) > 0 ? outer : null;
}

function closed(index: AirspaceIndex, ring: Ring): number[][] {
  const corners = ring.map((corner) => [...toLonLat(index.plane, corner)]);
  return [...corners, [...corners[0]!]];
}
