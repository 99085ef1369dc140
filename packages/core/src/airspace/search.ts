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

/** Positions of shapes whose box comes within `margin_m` of the line a-b. */
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
        if (!found.has(position) && wanted(index.shapes[position]!, position)) found.add(position);
        return false;
      },
    );
  }
  return [...found].sort((one, other) => one - other);
}
