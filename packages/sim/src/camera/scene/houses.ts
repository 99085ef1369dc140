import { STREETS } from '../../town/index.js';
import type { Building, TownRect } from '../../town/index.js';
import { hash } from '../ground/block-painter.js';
import type { Marks } from './marks.js';
import { groundOf, middleOf, paintParkingLot } from './paint-land.js';
import type { Material } from './palette.js';
import type { TerrainMap } from './terrain.js';
import type { Things } from './things.js';

const HOUSE_BELOW_M = 8.5;
const HOUSE_M2 = 330;
const BANDS_FROM_M = 13;
/** Where a shadow ends, for each metre of height: the sun stands in the south-west, 42 degrees high. */
export const SHADOW = { u: 0.72, v: 0.85 };

const HOUSE_WALLS = [
  'wall_white',
  'wall_sand',
  'wall_brick',
  'wall_grey',
  'wall_blue',
  'wall_green',
  'wall_rose',
] as const;
const HOUSE_ROOFS = ['roof_tile', 'roof_brown', 'roof_dark', 'roof_grey', 'roof_tile'] as const;
const TOWER_WALLS = ['wall_grey', 'wall_sand', 'wall_white', 'wall_brick', 'wall_blue'] as const;
const TOWER_ROOFS = ['roof_grey', 'roof_light', 'roof_dark'] as const;

const pick = <T>(values: readonly T[], at: number): T => values[Math.floor(at * values.length) % values.length]!;

/** An outline along the grid as rectangles, from south to north. */
export function rectsOf({ outline }: Building): TownRect[] {
  const levels = [...new Set(outline.map(({ v }) => v))].toSorted((a, b) => a - b);
  return levels.slice(1).map((v1, index) => {
    const v0 = levels[index]!;
    const middle = (v0 + v1) / 2;
    const us = outline.flatMap((point, corner) => {
      const before = outline.at(corner - 1)!;
      return point.v > middle !== before.v > middle ? [point.u] : [];
    });
    return { u0: Math.min(...us), v0, u1: Math.max(...us), v1 };
  });
}

/** Ground that a box shades: its foot and where its top's shadow falls, around both. */
function shadow(marks: Marks, { u0, v0, u1, v1 }: TownRect, height_m: number): void {
  const [du, dv] = [SHADOW.u * height_m, SHADOW.v * height_m];
  marks.polygon(
    [
      { u: u0, v: v0 },
      { u: u1, v: v0 },
      { u: u1 + du, v: v0 + dv },
      { u: u1 + du, v: v1 + dv },
      { u: u0 + du, v: v1 + dv },
      { u: u0, v: v1 },
    ],
    null,
  );
}

export class Houses {
  readonly #marks: Marks;
  readonly #things: Things;
  readonly #terrain: TerrainMap;

  constructor(marks: Marks, things: Things, terrain: TerrainMap) {
    this.#marks = marks;
    this.#things = things;
    this.#terrain = terrain;
  }

  /** Gardens, drives and yards first, then all shadows, then what is on top. */
  build(buildings: readonly Building[]): void {
    const parts = buildings.flatMap((building) => rectsOf(building).map((rect) => ({ building, rect })));
    for (const { building, rect } of parts) this.#yard(building, rect);
    for (const { building, rect } of parts) shadow(this.#marks, rect, building.height_m);
    for (const { building, rect } of parts) this.#house(building, rect);
  }

  #yard({ height_m }: Building, rect: TownRect): void {
    const at = middleOf(rect);
    const luck = hash(at.u * 10, at.v * 10);
    const ground = groundOf(at);
    if (ground === 'walk' && luck < 0.5)
      return paintParkingLot(this.#marks, { u0: rect.u1 + 1, v0: rect.v0, u1: rect.u1 + 16, v1: rect.v1 });
    if (ground !== 'lawn' || height_m > HOUSE_BELOW_M) return;
    const street = STREETS.reduce((best, road) =>
      Math.abs(road.at_m - at.v) < Math.abs(best.at_m - at.v) ? road : best,
    );
    const south = street.at_m < at.v;
    const edge = street.at_m + ((south ? 1 : -1) * street.width_m) / 2;
    const u = luck < 0.5 ? rect.u1 + 0.6 : rect.u0 - 3.6;
    this.#marks.rect({ u0: u, v0: south ? edge : rect.v0 + 2, u1: u + 3, v1: south ? rect.v1 - 2 : edge }, 'walk');
    const behind = south ? rect.v1 + 5 : rect.v0 - 10;
    if (luck > 0.86) this.#marks.rect({ u0: at.u - 4, v0: behind, u1: at.u + 4, v1: behind + 4.5 }, 'pool');
  }

  #house(building: Building, rect: TownRect): void {
    const at = middleOf(rect);
    const luck = hash(Math.round(building.outline[0]!.u * 10), Math.round(building.outline[0]!.v * 10));
    const area = (rect.u1 - rect.u0) * (rect.v1 - rect.v0);
    const isHouse =
      building.height_m < HOUSE_BELOW_M && area < HOUSE_M2 && groundOf(at) === 'lawn' && building.outline.length === 4;
    const roof: Material = isHouse ? pick(HOUSE_ROOFS, luck * 7.3) : pick(TOWER_ROOFS, luck * 5.1);
    const wall: Material = isHouse ? pick(HOUSE_WALLS, luck) : pick(TOWER_WALLS, luck);
    const ridge_m = isHouse ? Math.min(2.6, building.height_m * 0.4) : 0;
    const ground_amsl_m = this.#terrain.at(at.u, at.v);
    this.#marks.rect(rect, roof);
    this.#things.add({
      kind: 'box',
      rect,
      raised_m: 0,
      height_m: building.height_m - ridge_m,
      wall,
      roof,
      windows: building.height_m > BANDS_FROM_M ? 'bands' : 'few',
      ridge_m,
      ground_amsl_m,
    });
    if (!isHouse && area > 200) this.#machines(rect, building.height_m, ground_amsl_m, luck);
  }

  /** Cooling on flat roofs. */
  #machines(rect: TownRect, height_m: number, ground_amsl_m: number, luck: number): void {
    const count = 1 + Math.floor(luck * 3);
    for (let index = 0; index < count; index++) {
      const u = rect.u0 + (rect.u1 - rect.u0) * (0.25 + 0.5 * hash(index, luck * 1000));
      const v = rect.v0 + (rect.v1 - rect.v0) * (0.25 + 0.5 * hash(index + 9, luck * 1000));
      const box = { u0: u - 1.6, v0: v - 1.2, u1: u + 1.6, v1: v + 1.2 };
      this.#things.add({
        kind: 'box',
        rect: box,
        raised_m: 0,
        height_m: 1.4,
        wall: 'machine',
        roof: 'machine',
        windows: 'none',
        ridge_m: 0,
        ground_amsl_m: ground_amsl_m + height_m,
      });
    }
  }
}
