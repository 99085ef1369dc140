import type { TownRect } from '../../town/index.js';
import { Grid } from './grid.js';
import type { Material } from './palette.js';

/** What stands on the ground. Boxes lie along the town's grid. */
export type Thing =
  | {
      kind: 'box';
      rect: TownRect;
      /** Of the underside, above the ground; 0 for what stands on it. */
      raised_m: number;
      height_m: number;
      wall: Material;
      roof: Material;
      windows: 'none' | 'bands' | 'few';
      /** Height of a gable over the walls, its ridge along the longer side; 0 is flat. */
      ridge_m: number;
      /** Ground below its middle, AMSL. */
      ground_amsl_m: number;
    }
  | { kind: 'tree'; u: number; v: number; radius_m: number; height_m: number; pale: boolean; ground_amsl_m: number }
  | {
      kind: 'puff';
      u: number;
      v: number;
      radius_m: number;
      height_m: number;
      material: Material;
      ground_amsl_m: number;
    };

export type Box = Extract<Thing, { kind: 'box' }>;

const CELL_M = 64;
/** Seen from far or from near alone: in grids of their own, so that far views need not look at houses, nor at people. */
const TALL_M = 17;
const TINY_M = 3;
export type Size = 'tiny' | 'small' | 'tall';

export class Things {
  readonly #grids: Readonly<Record<Size, Grid<Thing>>> = {
    tiny: new Grid(CELL_M),
    small: new Grid(CELL_M),
    tall: new Grid(CELL_M * 4),
  };
  readonly all: Thing[] = [];

  add(thing: Thing): void {
    this.all.push(thing);
    const u = thing.kind === 'box' ? (thing.rect.u0 + thing.rect.u1) / 2 : thing.u;
    const v = thing.kind === 'box' ? (thing.rect.v0 + thing.rect.v1) / 2 : thing.v;
    const size =
      thing.kind !== 'box' ? 'small' : thing.height_m > TALL_M ? 'tall' : thing.height_m < TINY_M ? 'tiny' : 'small';
    this.#grids[size].add({ u0: u, v0: v, u1: u, v1: v }, thing);
  }

  /** Those whose middle is near a rectangle. */
  within(area: TownRect, size: Size, visit: (thing: Thing) => void): void {
    this.#grids[size].visit(area, visit);
  }
}
