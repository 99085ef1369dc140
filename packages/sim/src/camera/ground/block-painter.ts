/** Paints a square of ground: land and sea, then every mark that touches it, with soft edges at any scale. */
import type { TownPoint, TownRect } from '../../town/index.js';
import { shoreV } from '../../town/index.js';
import type { Mark, Marks } from '../scene/marks.js';
import type { Colour, Palette } from '../scene/palette.js';

export const BLOCK = 64;
const SHADE = 0.58;
const BEACH_M = 7;
const SPOTS = 512;
const SPOT_CELL_M = 0.5;

/** The three planes of one square, 64 by 64, row 0 southernmost. */
export interface PaintedBlock {
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
}

export class BlockPainter {
  readonly #marks: Marks;
  readonly #palette: Palette;
  readonly #block: PaintedBlock = {
    y: new Uint8Array(BLOCK * BLOCK),
    u: new Uint8Array(BLOCK * BLOCK),
    v: new Uint8Array(BLOCK * BLOCK),
  };
  readonly #columns = new Float32Array(BLOCK);
  readonly #grain = new Int8Array(BLOCK * BLOCK);

  constructor(marks: Marks, palette: Palette) {
    this.#marks = marks;
    this.#palette = palette;
  }

  /**
   * Paints the square with index (x, y) of a scale.
   * @param texel_m size of a texel
   * @returns planes that are valid until the next call
   */
  paint(x: number, y: number, texel_m: number): PaintedBlock {
    const side_m = BLOCK * texel_m;
    const area = { u0: x * side_m, v0: y * side_m, u1: (x + 1) * side_m, v1: (y + 1) * side_m };
    this.#makeGrain(x, y, texel_m);
    this.#land(area, texel_m);
    for (const mark of this.#marks.within(area)) {
      if (mark.outline) this.#polygon(mark, mark.outline, area, texel_m);
      else this.#rect(mark, area, texel_m);
    }
    return this.#block;
  }

  /** What varies from texel to texel: spots of metres, and specks that even out with distance. */
  #makeGrain(x: number, y: number, texel_m: number): void {
    const fine = texel_m <= 0.25 ? 44 : texel_m <= 1 ? 64 : 40;
    const cells = texel_m / SPOT_CELL_M;
    for (let row = 0; row < BLOCK; row++) {
      const spots = (Math.floor((y * BLOCK + row) * cells) & (SPOTS - 1)) * SPOTS;
      for (let column = 0; column < BLOCK; column++) {
        const spot = SPOT_TABLE[spots + (Math.floor((x * BLOCK + column) * cells) & (SPOTS - 1))]!;
        const speck = (hash(x * BLOCK + column, y * BLOCK + row) - 0.5) * fine;
        this.#grain[row * BLOCK + column] = Math.max(-127, Math.min(127, spot + speck));
      }
    }
  }

  #land(area: TownRect, texel_m: number): void {
    const { grass, water, sand } = this.#palette;
    const { y, u, v } = this.#block;
    for (let column = 0; column < BLOCK; column++) {
      const shore = shoreV(area.u0 + (column + 0.5) * texel_m);
      for (let row = 0; row < BLOCK; row++) {
        const inland = area.v0 + (row + 0.5) * texel_m - shore;
        const colour = inland < 0 ? water : inland < BEACH_M ? sand : grass;
        const at = row * BLOCK + column;
        y[at] = colour.y + (colour.grain * this.#grain[at]!) / 64;
        u[at] = colour.u;
        v[at] = colour.v;
      }
    }
  }

  #rect({ bounds, material, dash }: Mark, area: TownRect, texel_m: number): void {
    const colour = material && this.#palette[material];
    const along = bounds.u1 - bounds.u0 >= bounds.v1 - bounds.v0;
    const columns = this.#columns;
    const [c0, c1] = span(bounds.u0 - area.u0, bounds.u1 - area.u0, texel_m);
    const [r0, r1] = span(bounds.v0 - area.v0, bounds.v1 - area.v0, texel_m);
    for (let column = c0; column < c1; column++) {
      const from = area.u0 + column * texel_m;
      columns[column] =
        covered(from, texel_m, bounds.u0, bounds.u1) * (dash && along ? dashed(from, texel_m, dash) : 1);
    }
    for (let row = r0; row < r1; row++) {
      const from = area.v0 + row * texel_m;
      const share = covered(from, texel_m, bounds.v0, bounds.v1) * (dash && !along ? dashed(from, texel_m, dash) : 1);
      for (let column = c0; column < c1; column++) this.#put(row * BLOCK + column, colour, share * columns[column]!);
    }
  }

  #polygon({ material, bounds }: Mark, outline: readonly TownPoint[], area: TownRect, texel_m: number): void {
    const colour = material && this.#palette[material];
    const [r0, r1] = span(bounds.v0 - area.v0, bounds.v1 - area.v0, texel_m);
    for (let row = r0; row < r1; row++) {
      const crossings = crossingsAt(outline, area.v0 + (row + 0.5) * texel_m);
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const [from, to] = [crossings[pair]!, crossings[pair + 1]!];
        const [c0, c1] = span(from - area.u0, to - area.u0, texel_m);
        for (let column = c0; column < c1; column++) {
          const share = covered(area.u0 + column * texel_m, texel_m, from, to);
          this.#put(row * BLOCK + column, colour, share);
        }
      }
    }
  }

  #put(at: number, colour: Colour | null, share: number): void {
    if (share <= 0) return;
    const { y, u, v } = this.#block;
    if (!colour) {
      y[at] = 16 + (y[at]! - 16) * (1 - (1 - SHADE) * share);
      return;
    }
    const luma = Math.max(16, Math.min(235, colour.y + (colour.grain * this.#grain[at]!) / 64));
    y[at] = y[at]! + (luma - y[at]!) * share;
    u[at] = u[at]! + (colour.u - u[at]!) * share;
    v[at] = v[at]! + (colour.v - v[at]!) * share;
  }
}

/** Texels from and to (without), cut to the square, that a stretch touches. */
function span(from_m: number, to_m: number, texel_m: number): [number, number] {
  return [Math.max(0, Math.floor(from_m / texel_m)), Math.min(BLOCK, Math.ceil(to_m / texel_m))];
}

/** Share of a texel that a stretch covers. */
function covered(from: number, length: number, low: number, high: number): number {
  return Math.max(0, Math.min(1, (Math.min(from + length, high) - Math.max(from, low)) / length));
}

function dashed(from: number, length: number, [stroke, period]: readonly [number, number]): number {
  if (length > period / 2) return stroke / period;
  const at = from + length / 2;
  return at - Math.floor(at / period) * period < stroke ? 1 : 0;
}

function crossingsAt(outline: readonly TownPoint[], v: number): number[] {
  const crossings: number[] = [];
  let before = outline.at(-1)!;
  for (const point of outline) {
    if (point.v <= v !== before.v <= v) {
      crossings.push(before.u + ((v - before.v) / (point.v - before.v)) * (point.u - before.u));
    }
    before = point;
  }
  return crossings.length > 2 ? crossings.toSorted((a, b) => a - b) : inOrder(crossings);
}

function inOrder(pair: number[]): number[] {
  return pair[0]! > pair[1]! ? [pair[1]!, pair[0]!] : pair;
}

/** 0 to 1, the same for the same place for ever. */
export function hash(x: number, y: number): number {
  let mixed = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
}

/** Value noise that repeats: 0 to 1, without edges. @param period of the lattice */
function smooth(x: number, y: number, period: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [ease(x - column), ease(y - row)];
  const knot = (dx: number, dy: number): number => hash((column + dx) % period, ((row + dy) % period) + 7 * period);
  const south = knot(0, 0) * (1 - fx) + knot(1, 0) * fx;
  const north = knot(0, 1) * (1 - fx) + knot(1, 1) * fx;
  return south * (1 - fy) + north * fy;
}

const ease = (t: number): number => t * t * (3 - 2 * t);

/** Spots of some 23 and 5 metres, in cells of half a metre, wrapped around. */
function spotTable(): Int8Array {
  const table = new Int8Array(SPOTS * SPOTS);
  for (let at = 0; at < table.length; at++) {
    const [x, y] = [(at % SPOTS) / SPOTS, Math.floor(at / SPOTS) / SPOTS];
    table[at] = smooth(x * 11, y * 11, 11) * 46 + smooth(x * 48, y * 48, 48) * 30 - 38;
  }
  return table;
}
const SPOT_TABLE = spotTable();
