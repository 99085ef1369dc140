import type { TerrainGrid } from '@outrider/schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTerrain, groundAt, groundRange } from './index.js';

const grid = (rows: number, columns: number, height: (row: number, column: number) => number | null): TerrainGrid => ({
  north_deg: 38,
  west_deg: -122,
  step_latitude_deg: 0.001,
  step_longitude_deg: 0.001,
  rows,
  columns,
  elevation_amsl_m: Array.from({ length: rows * columns }, (_, i) => height(Math.floor(i / columns), i % columns)),
  source: 'test',
});
const at = (row: number, column: number) => ({ latitude_deg: 38 - row * 0.001, longitude_deg: -122 + column * 0.001 });

test('heights are bilinear between cells, and a slope stays a slope', () => {
  const terrain = buildTerrain(grid(20, 20, (row, column) => 10 * row + column));
  expect(groundAt(terrain, at(3, 4))).toBeCloseTo(34, 6);
  expect(groundAt(terrain, at(3.5, 4.25))).toBeCloseTo(39.25, 6);
  expect(groundAt(terrain, at(19, 19))).toBeCloseTo(209, 6);
});

test('outside the grid, beside an unknown cell and without terrain the ground is unknown', () => {
  const terrain = buildTerrain(grid(20, 20, (row, column) => (row === 5 && column === 5 ? null : 0)));
  expect(groundAt(terrain, at(5.5, 5.5))).toBeNull();
  expect(groundAt(terrain, at(7, 7))).toBe(0);
  expect(groundAt(terrain, at(-0.1, 4))).toBeNull();
  expect(groundAt(terrain, at(4, 19.1))).toBeNull();
  expect(groundAt(null, at(1, 1))).toBeNull();
});

test('the range of an area holds every height in it, and is unknown where any cell is', () => {
  const heights = (row: number, column: number) => Math.round(50 * Math.sin(row / 9) + 40 * Math.cos(column / 7));
  for (const size of [60, 200]) {
    const terrain = buildTerrain(grid(size, size, heights));
    const place = fc.double({ min: 0, max: size - 1.001, noNaN: true });
    fc.assert(
      fc.property(place, place, place, place, (r1, r2, c1, c2) => {
        const [top, left, bottom, right] = [Math.min(r1, r2), Math.min(c1, c2), Math.max(r1, r2), Math.max(c1, c2)];
        const [northWest, southEast] = [at(top, left), at(bottom, right)];
        const range = groundRange(terrain, {
          north_deg: northWest.latitude_deg,
          west_deg: northWest.longitude_deg,
          south_deg: southEast.latitude_deg,
          east_deg: southEast.longitude_deg,
        });
        for (const share of [0, 0.3, 1]) {
          const ground = groundAt(terrain, at(top + (bottom - top) * share, left + (right - left) * share))!;
          expect(ground).toBeGreaterThanOrEqual(range!.min_amsl_m - 1e-6);
          expect(ground).toBeLessThanOrEqual(range!.max_amsl_m + 1e-6);
        }
      }),
    );
  }
  const holed = buildTerrain(grid(20, 20, (row, column) => (row === 5 && column === 5 ? null : 0)));
  const area = { north_deg: 37.996, west_deg: -121.996, south_deg: 37.994, east_deg: -121.994 };
  expect(groundRange(holed, area)).toBeNull();
  expect(groundRange(holed, { ...area, east_deg: -120 })).toBeNull();
  expect(groundRange(null, area)).toBeNull();
});
