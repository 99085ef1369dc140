import type { TownRect } from '../../town/index.js';

/** Things by where they are: square cells, each with what touches it in the order in which it was put there. */
export class Grid<T> {
  readonly #cell_m: number;
  readonly #cells = new Map<number, T[]>();

  constructor(cell_m: number) {
    this.#cell_m = cell_m;
  }

  add(bounds: TownRect, thing: T): void {
    this.#each(bounds, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(thing);
      else this.#cells.set(key, [thing]);
    });
  }

  /** Things of all cells that touch a rectangle; one that lies in several comes several times. */
  visit(bounds: TownRect, visit: (thing: T) => void): void {
    this.#each(bounds, (key) => {
      for (const thing of this.#cells.get(key) ?? []) visit(thing);
    });
  }

  #each({ u0, v0, u1, v1 }: TownRect, each: (key: number) => void): void {
    const size = this.#cell_m;
    for (let column = Math.floor(u0 / size); column <= Math.floor(u1 / size); column++) {
      for (let row = Math.floor(v0 / size); row <= Math.floor(v1 / size); row++) each(column * 65_536 + row);
    }
  }
}
