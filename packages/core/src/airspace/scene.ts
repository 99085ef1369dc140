/** The airspace as one flight sees it: the index, the rules and the time of that flight, and what it knows of each shape. */
import { insideRings, segmentToRings, toXy } from '../geo/index.js';
import type { Xy } from '../geo/index.js';
import { shapesInBox } from './search.js';
import type { AirspaceIndex, Shape } from './types.js';

/** Limits that a flight keeps; heights in metres, times in UTC milliseconds. */
export interface FlightRules {
  readonly clearance_horizontal_m: number;
  readonly clearance_vertical_m: number;
  /** Least and greatest height above ground, where the ground is known. */
  readonly min_agl_m: number;
  readonly max_agl_m: number;
  /** Ground at take-off: where terrain is unknown the ground is reckoned at this height, and that is said. */
  readonly home_amsl_m: number;
  /** What the aircraft itself can climb to. */
  readonly max_amsl_m: number;
  /** A volume counts when it is in force at any moment of this window. */
  readonly from_utc_ms: number;
  readonly to_utc_ms: number;
}

export interface Scene {
  readonly index: AirspaceIndex;
  readonly rules: FlightRules;
  /** True where the shape is in force during the flight. */
  readonly inForce: (position: number) => boolean;
  /** Horizontal clearance to keep from the shape; less than the rule only beside the take-off place, which stands where it stands. */
  readonly clearanceOf: (position: number) => number;
  /** Greatest AMSL height that a ceiling (or the top of a keep-in) allows inside the shape. */
  readonly capOf: (shape: Shape) => number;
  /** Lowest cap of all ceilings and keep-ins in force that touch the shape's box. */
  readonly lowestCapOver: (position: number) => number;
}

/** How much nearer than the clearance rule a flight may be to a shape beside its dock: never nearer than the dock itself. */
const DOCK_RELIEF_M = 0.5;

/** Prepares the airspace for one flight from `home`. Facts about shapes are worked out when first asked for. */
export function createScene(index: AirspaceIndex, rules: FlightRules, home: Xy | null): Scene {
  const relief = home === null ? new Map<number, number>() : reliefAround(index, rules, home);
  const caps = new Map<number, number>();
  const capOf = (shape: Shape): number =>
    shape.ground_unknown ? rules.home_amsl_m + (shape.volume.top_m ?? Infinity) : shape.top_amsl_m;
  const inForce = (position: number): boolean => isInForce(index.shapes[position]!, rules);
  const lowestCapOver = (position: number): number => {
    const known = caps.get(position);
    if (known !== undefined) return known;
    const shape = index.shapes[position]!;
    const ceilings = shapesInBox(index, shape, rules.clearance_horizontal_m, isCap);
    const cap = Math.min(Infinity, ...ceilings.filter(inForce).map((other) => capOf(index.shapes[other]!)));
    caps.set(position, cap);
    return cap;
  };
  const clearanceOf = (position: number): number => relief.get(position) ?? rules.clearance_horizontal_m;
  return { index, rules, inForce, clearanceOf, capOf, lowestCapOver };
}

/** True for volumes that limit the height of what flies inside them. */
export function isCap(shape: Shape): boolean {
  return shape.volume.kind === 'ceiling' || shape.volume.kind === 'keep_in';
}

/** The scene's plane position of a place in degrees. */
export function planePoint(index: AirspaceIndex, place: { longitude_deg: number; latitude_deg: number }): Xy {
  return toXy(index.plane, place.longitude_deg, place.latitude_deg);
}

function isInForce(shape: Shape, rules: FlightRules): boolean {
  const { starts_at_utc_ms, ends_at_utc_ms } = shape.volume;
  return (starts_at_utc_ms ?? -Infinity) <= rules.to_utc_ms && (ends_at_utc_ms ?? Infinity) >= rules.from_utc_ms;
}

/** Shapes that stand closer to the dock than the rule asks: the flight keeps the dock's own distance from them. */
function reliefAround(index: AirspaceIndex, rules: FlightRules, home: Xy): Map<number, number> {
  const relief = new Map<number, number>();
  const box = { min_x: home[0], min_y: home[1], max_x: home[0], max_y: home[1] };
  for (const position of shapesInBox(index, box, rules.clearance_horizontal_m, () => true)) {
    const shape = index.shapes[position]!;
    if (shape.volume.kind === 'keep_in' || insideRings(home, shape.rings)) continue;
    const apart = segmentToRings(home, home, shape.rings);
    if (apart < rules.clearance_horizontal_m) relief.set(position, Math.max(0, apart - DOCK_RELIEF_M));
  }
  return relief;
}
