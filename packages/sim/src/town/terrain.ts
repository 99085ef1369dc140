import type { TerrainGrid } from '@outrider/schema';
import type { LatLon } from '../geometry/index.js';
import { clamp } from '../geometry/index.js';
import { fromLatLon, toLatLon } from './frame.js';
import type { TownPoint } from './frame.js';
import { HILL, shoreV } from './layout.js';

const STEP_DEG = 0.0005;
const NORTH_DEG = 37.523;
const WEST_DEG = -122.284;
const ROWS = 133;
const COLUMNS = 189;

/** Shape of the land, metres above mean sea level: a plain that rises inland, low swells and one hill. */
function landHeightM(point: TownPoint): number {
  const inland = point.v - shoreV(point.u);
  if (inland <= 0) return 0;
  const plain = 2.2 + 24 * (1 - Math.exp(-inland / 2600));
  const swell = 1.6 * Math.sin(point.u / 640 + 1) * Math.sin(point.v / 830) * Math.min(1, inland / 500);
  const hill = 92 * Math.exp(-(((point.u - HILL.u) / 520) ** 2) - ((point.v - HILL.v) / 470) ** 2);
  const shoulder = 30 * Math.exp(-(((point.u - 400) / 900) ** 2) - ((point.v - 3300) / 500) ** 2);
  return Math.max(0.8, plain + swell + hill + shoulder) * Math.min(1, inland / 25);
}

/** The town's terrain as the grid that Outrider imports; heights to 0.1 m. */
export function townTerrain(): TerrainGrid {
  const heights: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const at = { latitude_deg: NORTH_DEG - row * STEP_DEG, longitude_deg: WEST_DEG + column * STEP_DEG };
      heights.push(Math.round(landHeightM(fromLatLon(at)) * 10) / 10);
    }
  }
  return {
    north_deg: NORTH_DEG,
    west_deg: WEST_DEG,
    step_latitude_deg: STEP_DEG,
    step_longitude_deg: STEP_DEG,
    rows: ROWS,
    columns: COLUMNS,
    elevation_amsl_m: heights,
    source: 'Redwood, a town that the simulator made',
  };
}

/** Bilinear height of a grid at a point; the grid's edge goes on for ever, so that a vehicle always finds ground. */
export function gridHeightM(grid: TerrainGrid, at: LatLon): number {
  const row = clamp((grid.north_deg - at.latitude_deg) / grid.step_latitude_deg, 0, grid.rows - 1.001);
  const column = clamp((at.longitude_deg - grid.west_deg) / grid.step_longitude_deg, 0, grid.columns - 1.001);
  const r = Math.floor(row);
  const c = Math.floor(column);
  const height = (y: number, x: number): number => grid.elevation_amsl_m[y * grid.columns + x] ?? 0;
  const north = height(r, c) * (1 - (column - c)) + height(r, c + 1) * (column - c);
  const south = height(r + 1, c) * (1 - (column - c)) + height(r + 1, c + 1) * (column - c);
  return north * (1 - (row - r)) + south * (row - r);
}

export type GroundHeight = (at: LatLon) => number;

let shared: TerrainGrid | null = null;
/** Ground height in Redwood, metres AMSL, from the same grid that Outrider gets. */
export const townGround: GroundHeight = (at) => gridHeightM((shared ??= townTerrain()), at);
export const groundAtTownPoint = (point: TownPoint): number => townGround(toLatLon(point));
