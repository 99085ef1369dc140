/** What is asked of the route planner, and what it answers. */
import type { AirPoint, Point } from '@outrider/schema';
import type { Xy } from '../geo/index.js';
import type { Conflict } from './conflict.js';

export interface RouteRequest {
  readonly home: AirPoint;
  /** A flight that is in the air already starts at this height AMSL above `home`; null or left out: from the ground there. */
  readonly airborne_amsl_m?: number | null;
  /** Points flown in order before the target. */
  readonly waypoints: readonly Point[];
  readonly target: Point;
  /** Wished heights: cruise above take-off, hold above the ground of the scene. */
  readonly cruise_height_m: number;
  readonly on_scene_height_m: number;
  /** For comparing ways: how long a metre of climb and a metre of cruise take. */
  readonly climb_s_per_m: number;
  readonly cruise_s_per_m: number;
  /** Upper bound of lines looked at, over all heights. */
  readonly budget: number;
}

/** One leg; a leg whose place equals the one before is a climb or descent in place, and every other leg is level. */
export interface RouteLeg {
  readonly to: AirPoint;
  readonly at: Xy;
}

export interface PlannedRoute {
  readonly legs: readonly RouteLeg[];
  /** Height AMSL at which the first leg leaves the dock. */
  readonly departure_amsl_m: number;
  readonly hold: AirPoint;
  readonly moved_from_target_m: number;
  readonly length_m: number;
  /** Ground unknown somewhere below: heights above ground were reckoned from the take-off place. */
  readonly ground_unknown: boolean;
  readonly examined: number;
  /** The straight way at the wished height: nothing can be faster. */
  readonly straight: boolean;
}

export interface RouteRefusal {
  readonly code: 'target_closed' | 'home_closed' | 'no_way' | 'budget' | 'height';
  readonly conflict: Conflict | null;
}

/** `examined` counts the lines that the search looked at, over all heights. */
export type RouteResult = { readonly examined: number } & (
  | { readonly route: PlannedRoute }
  | { readonly refusal: RouteRefusal }
);
