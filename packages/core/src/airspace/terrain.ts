/** Ground heights from a regular grid. Outside the grid, and beside a cell that is unknown, the ground is unknown. */
import type { Point, TerrainGrid } from '@outrider/schema';
import { wrapDegrees } from '../geo/index.js';
import type { Terrain } from './types.js';

const BLOCK = 16;

/** Prepares a grid for sampling and for the range of heights in an area. */
export function buildTerrain(grid: TerrainGrid): Terrain {
  const block_columns = Math.ceil(grid.columns / BLOCK);
  const block_rows = Math.ceil(grid.rows / BLOCK);
  const block_min_amsl_m = new Float64Array(block_columns * block_rows).fill(Number.POSITIVE_INFINITY);
  const block_max_amsl_m = new Float64Array(block_columns * block_rows).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      // NaN in Math.min and Math.max stays NaN: one unknown cell makes its block unknown.
      const height = grid.elevation_amsl_m[row * grid.columns + column] ?? Number.NaN;
      const block = Math.floor(row / BLOCK) * block_columns + Math.floor(column / BLOCK);
      block_min_amsl_m[block] = Math.min(block_min_amsl_m[block]!, height);
      block_max_amsl_m[block] = Math.max(block_max_amsl_m[block]!, height);
    }
  }
  return { grid, block_columns, block_rows, block_min_amsl_m, block_max_amsl_m };
}

/** Ground height AMSL in metres at a place; null where it is unknown. */
export function groundAt(terrain: Terrain | null, place: Point): number | null {
  return groundHeight(terrain, place.longitude_deg, place.latitude_deg);
}

/** Ground height AMSL in metres, bilinear between the four cells around the point; null where any of them is unknown. */
export function groundHeight(terrain: Terrain | null, longitude_deg: number, latitude_deg: number): number | null {
  if (terrain === null) return null;
  const { grid } = terrain;
  const x = onGrid(wrapDegrees(longitude_deg - grid.west_deg) / grid.step_longitude_deg, grid.columns);
  const y = onGrid((grid.north_deg - latitude_deg) / grid.step_latitude_deg, grid.rows);
  if (x === null || y === null) return null;
  const column = Math.min(Math.floor(x), grid.columns - 2);
  const row = Math.min(Math.floor(y), grid.rows - 2);
  const at = row * grid.columns + column;
  const heights = grid.elevation_amsl_m;
  const northWest = heights[at] ?? null;
  const northEast = heights[at + 1] ?? null;
  const southWest = heights[at + grid.columns] ?? null;
  const southEast = heights[at + grid.columns + 1] ?? null;
  if (northWest === null || northEast === null || southWest === null || southEast === null) return null;
  const [fx, fy] = [x - column, y - row];
  const north = northWest + (northEast - northWest) * fx;
  const south = southWest + (southEast - southWest) * fx;
  return north + (south - north) * fy;
}

/** A millionth of a cell: what degrees lose in calculating, so that the last row and column belong to the grid. */
const ROUNDING = 1e-6;

function onGrid(cells: number, count: number): number | null {
  if (!(cells >= -ROUNDING && cells <= count - 1 + ROUNDING)) return null;
  return Math.min(count - 1, Math.max(0, cells));
}

/** Bounds of an area in degrees. */
export interface AreaDegrees {
  readonly west_deg: number;
  readonly south_deg: number;
  readonly east_deg: number;
  readonly north_deg: number;
}

/** An area of more cells than this is judged by whole blocks of cells, which may widen the range but never narrows it. */
const MOST_CELLS = 10_000;

/** Lowest and highest ground that the area may hold; null where any of it is unknown. */
export function groundRange(
  terrain: Terrain | null,
  area: AreaDegrees,
): { min_amsl_m: number; max_amsl_m: number } | null {
  if (terrain === null) return null;
  const { grid } = terrain;
  const left = wrapDegrees(area.west_deg - grid.west_deg) / grid.step_longitude_deg;
  const right = left + wrapDegrees(area.east_deg - area.west_deg) / grid.step_longitude_deg;
  const top = (grid.north_deg - area.north_deg) / grid.step_latitude_deg;
  const bottom = (grid.north_deg - area.south_deg) / grid.step_latitude_deg;
  if (!(left >= 0 && top >= 0 && right <= grid.columns - 1 && bottom <= grid.rows - 1)) return null;
  const cells = [Math.floor(top), Math.ceil(bottom), Math.floor(left), Math.ceil(right)] as const;
  if ((cells[1] - cells[0] + 1) * (cells[3] - cells[2] + 1) <= MOST_CELLS) {
    const heightOf = (at: number): number => grid.elevation_amsl_m[at] ?? Number.NaN;
    return rangeOf(cells, grid.columns, heightOf, heightOf);
  }
  const blocks = cells.map((cell) => Math.floor(cell / BLOCK)) as [number, number, number, number];
  const { block_columns, block_min_amsl_m, block_max_amsl_m } = terrain;
  return rangeOf(
    blocks,
    block_columns,
    (at) => block_min_amsl_m[at]!,
    (at) => block_max_amsl_m[at]!,
  );
}

function rangeOf(
  [top, bottom, left, right]: readonly [top: number, bottom: number, left: number, right: number],
  columns: number,
  lowestOf: (at: number) => number,
  highestOf: (at: number) => number,
): { min_amsl_m: number; max_amsl_m: number } | null {
  let min_amsl_m = Number.POSITIVE_INFINITY;
  let max_amsl_m = Number.NEGATIVE_INFINITY;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      min_amsl_m = Math.min(min_amsl_m, lowestOf(row * columns + column));
      max_amsl_m = Math.max(max_amsl_m, highestOf(row * columns + column));
    }
  }
  return Number.isNaN(min_amsl_m) ? null : { min_amsl_m, max_amsl_m };
}
