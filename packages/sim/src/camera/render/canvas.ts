/** Flat shapes into a picture, cut at its edges. */
import type { Picture } from '../picture.js';

export interface Tint {
  y: number;
  u: number;
  v: number;
}

const LONG_RUN = 48;

export class Canvas {
  readonly picture: Picture;
  readonly #left: Float32Array;
  readonly #right: Float32Array;

  constructor(picture: Picture) {
    this.picture = picture;
    this.#left = new Float32Array(picture.height);
    this.#right = new Float32Array(picture.height);
  }

  /** A convex polygon. @param corners x and y in pixels, one after the other */
  convex(corners: ArrayLike<number>, count: number, tint: Tint): void {
    const { height, width } = this.picture;
    let [top, bottom, leftmost, rightmost] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let index = 0; index < count; index++) {
      const x = corners[index * 2]!;
      const y = corners[index * 2 + 1]!;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x < leftmost) leftmost = x;
      if (x > rightmost) rightmost = x;
    }
    if (rightmost < 0 || leftmost > width) return;
    const first = Math.max(0, Math.ceil(top - 0.5));
    const last = Math.min(height - 1, Math.floor(bottom - 0.5));
    if (last < first) return;
    const [left, right] = [this.#left, this.#right];
    for (let y = first; y <= last; y++) {
      left[y] = width;
      right[y] = 0;
    }
    for (let index = 0; index < count; index++) this.#edge(corners, index, (index + 1) % count, first, last);
    for (let y = first; y <= last; y++) {
      const from = Math.max(0, (left[y]! + 0.5) | 0);
      const to = Math.min(width, (right[y]! + 0.5) | 0);
      if (to > from) this.#run(y, from, to, tint);
    }
  }

  /** @param share 256 covers what is behind, less lets it through */
  disc(x: number, y: number, radius: number, tint: Tint, share = 256): void {
    const { width, height } = this.picture;
    const first = Math.max(0, Math.ceil(y - radius - 0.5));
    const last = Math.min(height - 1, Math.floor(y + radius - 0.5));
    for (let row = first; row <= last; row++) {
      const half = Math.sqrt(Math.max(0, radius * radius - (row + 0.5 - y) ** 2));
      const from = Math.max(0, Math.round(x - half));
      const to = Math.min(width, Math.round(x + half));
      if (to <= from) continue;
      if (share >= 256) this.#run(row, from, to, tint);
      else this.#veil(row, from, to, tint, share);
    }
  }

  #edge(corners: ArrayLike<number>, a: number, b: number, first: number, last: number): void {
    let [x0, y0, x1, y1] = [corners[a * 2]!, corners[a * 2 + 1]!, corners[b * 2]!, corners[b * 2 + 1]!];
    if (y0 > y1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
    const from = Math.max(first, Math.ceil(y0 - 0.5));
    const to = Math.min(last, Math.floor(y1 - 0.5));
    if (to < from) return;
    const slope = (x1 - x0) / (y1 - y0);
    let x = x0 + (from + 0.5 - y0) * slope;
    for (let y = from; y <= to; y++) {
      if (x < this.#left[y]!) this.#left[y] = x;
      if (x > this.#right[y]!) this.#right[y] = x;
      x += slope;
    }
  }

  #run(row: number, from: number, to: number, tint: Tint): void {
    const { y, u, v, width } = this.picture;
    paint(y, row * width + from, row * width + to, tint.y);
    if ((row & 1) === 1) return;
    const start = (row >> 1) * (width >> 1);
    paint(u, start + (from >> 1), start + (to >> 1), tint.u);
    paint(v, start + (from >> 1), start + (to >> 1), tint.v);
  }

  #veil(row: number, from: number, to: number, tint: Tint, share: number): void {
    const { y, u, v, width } = this.picture;
    const mix = (plane: Uint8Array, start: number, end: number, value: number): void => {
      for (let at = start; at < end; at++) plane[at] = plane[at]! + (((value - plane[at]!) * share) >> 8);
    };
    mix(y, row * width + from, row * width + to, tint.y);
    if ((row & 1) === 1) return;
    const start = (row >> 1) * (width >> 1);
    mix(u, start + (from >> 1), start + (to >> 1), tint.u);
    mix(v, start + (from >> 1), start + (to >> 1), tint.v);
  }
}

/** Most runs are short, and calling `fill` costs more than those. */
function paint(plane: Uint8Array, from: number, to: number, value: number): void {
  if (to - from > LONG_RUN) plane.fill(value, from, to);
  else for (let at = from; at < to; at++) plane[at] = value;
}
