import type { RegionShape } from '@outrider/schema';

/** Planar 4:2:0 pictures of even size: luma, then both chroma planes at half the size each way. */
export interface PictureSize {
  width_px: number;
  height_px: number;
}

export const yuvBytes = ({ width_px, height_px }: PictureSize): number => (width_px * height_px * 3) / 2;

/** Which cells of 2 x 2 pixels of a picture are hidden; a cell is one sample of chroma. */
export class Mask {
  readonly size: PictureSize;
  readonly columns: number;
  readonly rows: number;
  /** 1: hidden; row by row. */
  readonly cells: Uint8Array;

  constructor(size: PictureSize) {
    this.size = size;
    this.columns = size.width_px >> 1;
    this.rows = size.height_px >> 1;
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  /** Hides every cell that the shape touches. @param padding added on every side, as a share of the shape's larger side */
  add(shape: RegionShape, padding: number): void {
    if (shape.type === 'box') return this.#addBox(shape, padding);
    this.#addPolygon(shape.points, padding);
  }

  clear(): void {
    this.cells.fill(0);
  }

  invert(): void {
    for (let at = 0; at < this.cells.length; at++) this.cells[at] = 1 - this.cells[at]!;
  }

  #addBox(box: { x: number; y: number; width: number; height: number }, padding: number): void {
    const { width_px, height_px } = this.size;
    const [width, height] = [box.width * width_px, box.height * height_px];
    const pad = padding * Math.max(width, height);
    const [left, top] = [box.x * width_px - pad, box.y * height_px - pad];
    this.#fill(left, top, left + width + 2 * pad, top + height + 2 * pad);
  }

  /** Line by line, each line made thicker by the padding; concave shapes have several spans in a line. */
  #addPolygon(points: readonly { x: number; y: number }[], padding: number): void {
    const { width_px, height_px } = this.size;
    const corners = points.map(({ x, y }) => ({ x: x * width_px, y: y * height_px }));
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const pad = padding * Math.max(Math.max(...xs) - Math.min(...xs), bottom - top);
    for (let y = Math.floor(top); y <= bottom; y++)
      for (const [from, to] of spansIn(corners, y)) this.#fill(from - pad, y - pad, to + pad, y + 1 + pad);
  }

  #fill(left: number, top: number, right: number, bottom: number): void {
    const [first, last] = [Math.max(0, Math.floor(left / 2)), Math.min(this.columns, Math.ceil(right / 2))];
    const end = Math.min(this.rows, Math.ceil(bottom / 2));
    if (last <= first) return;
    for (let row = Math.max(0, Math.floor(top / 2)); row < end; row++)
      this.cells.fill(1, row * this.columns + first, row * this.columns + last);
  }
}

/**
 * Everything of a polygon (even-odd rule) that lies in the line of pixels from y to y + 1: where its upper border is inside, and what its
 * sides cross in it. From any point inside, the way up meets one or the other.
 */
function spansIn(corners: readonly { x: number; y: number }[], y: number): [number, number][] {
  const crossings: number[] = [];
  const spans: [number, number][] = [];
  corners.forEach((a, index) => {
    const b = corners[(index + 1) % corners.length]!;
    const [high, low] = a.y <= b.y ? [a, b] : [b, a];
    if (high.y > y + 1 || low.y < y) return;
    const xAt = (line: number): number => high.x + ((line - high.y) / (low.y - high.y)) * (low.x - high.x);
    const from = high.y < y ? xAt(y) : high.x;
    const to = low.y > y + 1 ? xAt(y + 1) : low.x;
    spans.push([Math.min(from, to), Math.max(from, to)]);
    if (a.y <= y !== b.y <= y) crossings.push(xAt(y));
  });
  crossings.sort((a, b) => a - b);
  for (let at = 0; at + 1 < crossings.length; at += 2) spans.push([crossings[at]!, crossings[at + 1]!]);
  return spans;
}
