/** Heading tape arithmetic. */

export interface TapeMark {
  text: string;
  x: number;
  opacity: number;
}
const PIXELS_PER_DEGREE = 3.4;
const CARDINAL: Readonly<Record<number, string>> = { 0: 'N', 90: 'E', 180: 'S', 270: 'W' };
const EVERY_15 = Array.from({ length: 24 }, (_, index) => index * 15);
/** Room in the middle that the figure takes. */
const FIGURE_HALF_WIDTH = 42;

/** Degrees from one heading to another, -180 to 180, clockwise positive. */
export const turnTo = (from: number, to: number): number => ((((to - from) % 360) + 540) % 360) - 180;

export const threeDigits = (degrees: number): string =>
  String(((Math.round(degrees) % 360) + 360) % 360).padStart(3, '0');

/** Marks that stand on a tape of this width, pixels from its middle, fading towards its ends. */
export function tapeMarks(heading: number, width: number, bearings: readonly number[] = EVERY_15): TapeMark[] {
  const half = width / 2;
  return bearings.flatMap((bearing) => {
    const x = turnTo(heading, bearing) * PIXELS_PER_DEGREE;
    if (Math.abs(x) > half - 8 || (bearings === EVERY_15 && Math.abs(x) < FIGURE_HALF_WIDTH)) return [];
    return [{ text: CARDINAL[bearing] ?? threeDigits(bearing), x, opacity: 1 - 0.6 * (Math.abs(x) / half) }];
  });
}
