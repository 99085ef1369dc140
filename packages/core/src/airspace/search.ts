/** Finding the shapes near a box or a line. Answers are in rising order of position, so that what follows is deterministic. */
import type { Xy } from '../geo/index.js';
import type { AirspaceIndex, Shape } from './types.js';

/** A long line is looked up in pieces: the box of a long diagonal would hold half the town. */
const PIECE_M = 500;

interface Box {
  readonly min_x: number;
  readonly min_y: number;
  readonly max_x: number;
  readonly max_y: number;
}

/** Positions of shapes whose box comes within `margin_m` of the box given. */
export function shapesInBox(
  index: AirspaceIndex,
  box: Box,
  margin_m: number,
  wanted: (shape: Shape) => boolean,
): number[] {
  if (index.tree === null) return [];
  const found = index.tree.search(
    box.min_x - margin_m,
    box.min_y - margin_m,
    box.max_x + margin_m,
    box.max_y + margin_m,
    (position) => wanted(index.shapes[position]!),
  );
  return found.sort((a, b) => a - b);
}

/**
 * True where the circle around the shape's box comes within `margin_m` of the line a-b: a few multiplications that spare most shapes of a
 * town the look at their edges.
 */
export function circleNearLine(shape: Shape, a: Xy, b: Xy, margin_m: number): boolean {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const [halfX, halfY] = [(shape.max_x - shape.min_x) / 2, (shape.max_y - shape.min_y) / 2];
  const [px, py] = [shape.min_x + halfX - a[0], shape.min_y + halfY - a[1]];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
  const [ex, ey] = [px - dx * t, py - dy * t];
  const reach = margin_m + Math.sqrt(halfX * halfX + halfY * halfY);
  return ex * ex + ey * ey <= reach * reach;
}

/** Positions of shapes that come near the line a-b, judged by the circle around their box and `margin_m`. */
export function shapesNearLine(
  index: AirspaceIndex,
  a: Xy,
  b: Xy,
  margin_m: number,
  wanted: (shape: Shape, position: number) => boolean,
): number[] {
  if (index.tree === null) return [];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const pieces = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) / PIECE_M));
  const found = new Set<number>();
  for (let i = 0; i < pieces; i++) {
    const [x1, y1] = [a[0] + (dx * i) / pieces, a[1] + (dy * i) / pieces];
    const [x2, y2] = [a[0] + (dx * (i + 1)) / pieces, a[1] + (dy * (i + 1)) / pieces];
    index.tree.search(
      Math.min(x1, x2) - margin_m,
      Math.min(y1, y2) - margin_m,
      Math.max(x1, x2) + margin_m,
      Math.max(y1, y2) + margin_m,
      (position) => {
        const shape = index.shapes[position]!;
        if (!found.has(position) && circleNearLine(shape, a, b, margin_m) && wanted(shape, position))
          found.add(position);
        return false;
      },
    );
  }
  return [...found].sort((one, other) => one - other);
}
