/** An angle in degrees as 0 to 360. */
export function normalDegrees(angle: number): number {
  return ((angle % 360) + 360) % 360;
}

/** The smaller angle between two directions in degrees, 0 to 180. */
export function angleBetween(a: number, b: number): number {
  return Math.abs(normalDegrees(a - b + 180) - 180);
}
