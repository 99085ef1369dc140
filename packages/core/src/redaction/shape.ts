import type { BoxShape, RegionShape } from '@outrider/schema';

/** The smallest box around a shape. */
export function boundsOf(shape: RegionShape): BoxShape {
  if (shape.type === 'box') return shape;
  const [xs, ys] = [shape.points.map(({ x }) => x), shape.points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { type: 'box', x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Moves a shape by a share of the picture, without letting it leave the picture. */
export function moveShape(shape: RegionShape, dx: number, dy: number): RegionShape {
  const bounds = boundsOf(shape);
  const by_x = within(bounds.x + dx, 0, 1 - bounds.width) - bounds.x;
  const by_y = within(bounds.y + dy, 0, 1 - bounds.height) - bounds.y;
  if (shape.type === 'box') return { ...shape, x: shape.x + by_x, y: shape.y + by_y };
  const points = shape.points.map(({ x, y }) => ({ x: within(x + by_x, 0, 1), y: within(y + by_y, 0, 1) }));
  return { ...shape, points };
}

const within = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));

/**
 * A shape taken along when its bounds move and change size, as an outline is with the box around it. Corners that would leave the picture
 * stay at its edge.
 */
export function carriedShape(shape: RegionShape, from: BoxShape, to: BoxShape): RegionShape {
  if (shape.type === 'box') return to;
  const carry = (value: number, low: number, side: number, at: number, wide: number): number =>
    within(at + (side > 0 ? ((value - low) / side) * wide : 0), 0, 1);
  const points = shape.points.map(({ x, y }) => ({
    x: carry(x, from.x, from.width, to.x, to.width),
    y: carry(y, from.y, from.height, to.y, to.height),
  }));
  return { type: 'polygon', points };
}
