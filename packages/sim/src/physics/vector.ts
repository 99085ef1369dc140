/** East, north, up; metres, metres per second or metres per second squared. */
export interface Vector {
  east: number;
  north: number;
  up: number;
}

export const ZERO: Readonly<Vector> = { east: 0, north: 0, up: 0 };

export function horizontal({ east, north }: Vector): number {
  return Math.hypot(east, north);
}

/** Shortens the horizontal part to at most `limit`, keeping its direction. */
export function limitHorizontal(vector: Vector, limit: number): Vector {
  const length = horizontal(vector);
  if (length <= limit) return vector;
  const scale = limit / length;
  return { east: vector.east * scale, north: vector.north * scale, up: vector.up };
}

export function subtract(a: Vector, b: Vector): Vector {
  return { east: a.east - b.east, north: a.north - b.north, up: a.up - b.up };
}
