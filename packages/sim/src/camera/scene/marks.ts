import type { TownPoint, TownRect } from '../../town/index.js';
import { Grid } from './grid.js';
import type { Material } from './palette.js';

/** Something painted on the ground; a later one covers those before it. */
export interface Mark {
  bounds: TownRect;
  /** Corners of any simple polygon; null for the rectangle itself. */
  outline: readonly TownPoint[] | null;
  /** null darkens what is there: a shadow. */
  material: Material | null;
  /** Length of a stroke and of stroke and gap along the longer side of a rectangle, metres. */
  dash: readonly [stroke_m: number, period_m: number] | null;
}

export function boundsOf(outline: readonly TownPoint[]): TownRect {
  const bounds = { u0: Infinity, v0: Infinity, u1: -Infinity, v1: -Infinity };
  for (const { u, v } of outline) {
    bounds.u0 = Math.min(bounds.u0, u);
    bounds.u1 = Math.max(bounds.u1, u);
    bounds.v0 = Math.min(bounds.v0, v);
    bounds.v1 = Math.max(bounds.v1, v);
  }
  return bounds;
}

const CELL_M = 64;

/** All that is painted on the ground, in order. */
export class Marks {
  readonly #grid = new Grid<{ order: number; mark: Mark }>(CELL_M);
  #count = 0;

  rect(bounds: TownRect, material: Material, dash: Mark['dash'] = null): void {
    this.#add({ bounds, outline: null, material, dash });
  }

  polygon(outline: readonly TownPoint[], material: Material | null): void {
    this.#add({ bounds: boundsOf(outline), outline, material, dash: null });
  }

  /** What touches a rectangle, in the order of painting. */
  within(area: TownRect): Mark[] {
    const found = new Map<number, Mark>();
    this.#grid.visit(area, ({ order, mark }) => {
      const { u0, v0, u1, v1 } = mark.bounds;
      if (u0 < area.u1 && u1 > area.u0 && v0 < area.v1 && v1 > area.v0) found.set(order, mark);
    });
    return [...found].toSorted(([a], [b]) => a - b).map(([, mark]) => mark);
  }

  #add(mark: Mark): void {
    this.#grid.add(mark.bounds, { order: this.#count, mark });
    this.#count += 1;
  }
}
