import { toLatLon, townGround } from '../../town/index.js';

const STEP_M = 32;
const REACH_M = 4608;
const SIDE = (2 * REACH_M) / STEP_M + 1;

/** Ground heights in the town's own grid, for many look-ups: the same land as everywhere, sampled every 32 m. */
export class TerrainMap {
  readonly #heights = new Float32Array(SIDE * SIDE);

  constructor() {
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        const at = toLatLon({ u: column * STEP_M - REACH_M, v: row * STEP_M - REACH_M });
        this.#heights[row * SIDE + column] = townGround(at);
      }
    }
  }

  /** Bilinear, metres AMSL; beyond the edge it goes on as it is there. */
  at(u: number, v: number): number {
    const x = Math.min(SIDE - 1.001, Math.max(0, (u + REACH_M) / STEP_M));
    const y = Math.min(SIDE - 1.001, Math.max(0, (v + REACH_M) / STEP_M));
    const column = x | 0;
    const row = y | 0;
    const at = row * SIDE + column;
    const [fx, fy] = [x - column, y - row];
    const heights = this.#heights;
    const south = heights[at]! + (heights[at + 1]! - heights[at]!) * fx;
    const north = heights[at + SIDE]! + (heights[at + SIDE + 1]! - heights[at + SIDE]!) * fx;
    return south + (north - south) * fy;
  }
}
