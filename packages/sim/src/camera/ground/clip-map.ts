/**
 * The ground as textures of falling detail, each 1024 texels wide and wrapped around: what comes into view is painted over what has
 * left it, so that a town of any size needs the same memory (Tanner, Migdal, Jones: The Clipmap, SIGGRAPH 1998).
 */
import type { BlockPainter } from './block-painter.js';
import { BLOCK } from './block-painter.js';

export const SIDE = 1024;
const MASK = SIDE - 1;
const BLOCKS = SIDE / BLOCK;
const FINEST_M = 0.125;
export const LEVELS = 8;

export interface Level {
  readonly texel_m: number;
  /** SIDE by SIDE. */
  readonly y: Uint8Array;
  /** Half as wide and high. */
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** Which square of ground each place of the texture holds. */
  readonly held: Int32Array;
}

export class ClipMap {
  readonly levels: readonly Level[];
  readonly #painter: BlockPainter;

  constructor(painter: BlockPainter) {
    this.#painter = painter;
    this.levels = Array.from({ length: LEVELS }, (_, index) => ({
      texel_m: FINEST_M * 2 ** index,
      y: new Uint8Array(SIDE * SIDE),
      u: new Uint8Array((SIDE * SIDE) / 4),
      v: new Uint8Array((SIDE * SIDE) / 4),
      held: new Int32Array(BLOCKS * BLOCKS).fill(-1),
    }));
  }

  /** Level whose texels are about as large as a pixel on the ground. @param pixel_m size of that pixel */
  levelFor(pixel_m: number): number {
    const wanted = Math.ceil(Math.log2(Math.max(pixel_m, 1e-3) / (1.3 * FINEST_M)));
    return Math.min(LEVELS - 1, Math.max(0, wanted));
  }

  /** Sees to it that this square of ground is painted. */
  require(level: Level, column: number, row: number): void {
    const place = (row & (BLOCKS - 1)) * BLOCKS + (column & (BLOCKS - 1));
    const key = (Math.imul(column, 65_536) + row) | 0;
    if (level.held[place] === key) return;
    level.held[place] = key;
    this.#copy(level, column, row);
  }

  #copy(level: Level, column: number, row: number): void {
    const { y, u, v } = this.#painter.paint(column, row, level.texel_m);
    const left = (column * BLOCK) & MASK;
    const top = (row * BLOCK) & MASK;
    for (let line = 0; line < BLOCK; line++) {
      level.y.set(y.subarray(line * BLOCK, (line + 1) * BLOCK), (top + line) * SIDE + left);
    }
    for (let line = 0; line < BLOCK; line += 2) {
      let to = (((top + line) * SIDE) >> 2) + (left >> 1);
      for (let at = line * BLOCK; at < (line + 1) * BLOCK; at += 2) {
        level.u[to] = (u[at]! + u[at + 1]! + u[at + BLOCK]! + u[at + BLOCK + 1]! + 2) >> 2;
        level.v[to] = (v[at]! + v[at + 1]! + v[at + BLOCK]! + v[at + BLOCK + 1]! + 2) >> 2;
        to += 1;
      }
    }
  }
}
