/** Which heights are worth a try, in the order of trying. */
import type { RouteRequest } from './route-types.js';
import { planePoint } from './scene.js';
import type { Scene } from './scene.js';
import { volumeConflicts } from './segment-check.js';

/** Between the wished height and the highest allowed one, at most so many more are tried. */
const MOST_BETWEEN = 4;

/** Flying lower than wished is louder and nearer to what stands there: it has to save this much. */
const LOWER_HANDICAP_S = 60;

export interface WishedHeight {
  readonly altitude_amsl_m: number;
  /** Added to the time of a way at this height when ways are compared. */
  readonly handicap_s: number;
}

/**
 * The wished cruise height (or the greatest allowed one below it), then the lowest height that lifts the straight way over everything
 * that can be overflown, then some between, then lower ones.
 */
export function wishedHeights(scene: Scene, request: RouteRequest): WishedHeight[] {
  const { rules } = scene;
  const home = request.home.altitude_amsl_m;
  const most = Math.min(rules.max_amsl_m, home + rules.max_agl_m);
  const wished = Math.min(home + request.cruise_height_m, most);
  const above = heightOverStraightWay(scene, request, wished);
  const heights = [wished];
  if (above !== null && above <= most) heights.push(above);
  for (let i = 1; i <= MOST_BETWEEN; i++) heights.push(wished + ((most - wished) * i) / MOST_BETWEEN);
  const first = [...new Set(heights)].map((altitude_amsl_m) => ({ altitude_amsl_m, handicap_s: 0 }));
  const lower = lowerHeights(scene, request, wished);
  return [...first, ...lower.map((altitude_amsl_m) => ({ altitude_amsl_m, handicap_s: LOWER_HANDICAP_S }))];
}

/** Lowest height that clears all obstacles and keep-outs on the straight way; null where one of them has no top. */
function heightOverStraightWay(scene: Scene, request: RouteRequest, wished: number): number | null {
  const points = [request.home, ...request.waypoints, request.target].map((place) => planePoint(scene.index, place));
  let height = wished;
  for (let i = 1; i < points.length; i++) {
    for (const conflict of volumeConflicts(scene, points[i - 1]!, points[i]!, wished, wished)) {
      if (conflict.code === 'ceiling' || conflict.code === 'keep_in') continue;
      if (conflict.bound_amsl_m === null) return null;
      height = Math.max(height, conflict.bound_amsl_m);
    }
  }
  return height > wished ? height : null;
}

/** Under a keep-out that starts in the air, a lower way may be the only one. */
function lowerHeights(scene: Scene, request: RouteRequest, wished: number): number[] {
  const least = request.home.altitude_amsl_m + scene.rules.min_agl_m;
  return wished > least ? [(wished + least) / 2, least] : [];
}
