/** Exact factors between SI and what people read. Inside, everything is SI. */

/** International foot, mile, knot and nautical mile are defined exactly in metres. */
export const METRES_PER_FOOT = 0.3048;
export const METRES_PER_MILE = 1609.344;
export const METRES_PER_NAUTICAL_MILE = 1852;
const SECONDS_PER_HOUR = 3600;

export const feetOf = (metres: number): number => metres / METRES_PER_FOOT;
export const metresOfFeet = (feet: number): number => feet * METRES_PER_FOOT;
export const milesOf = (metres: number): number => metres / METRES_PER_MILE;
export const metresOfMiles = (miles: number): number => miles * METRES_PER_MILE;
export const nauticalMilesOf = (metres: number): number => metres / METRES_PER_NAUTICAL_MILE;
export const knotsOf = (mps: number): number => (mps * SECONDS_PER_HOUR) / METRES_PER_NAUTICAL_MILE;
export const mpsOfKnots = (knots: number): number => (knots * METRES_PER_NAUTICAL_MILE) / SECONDS_PER_HOUR;
export const milesPerHourOf = (mps: number): number => (mps * SECONDS_PER_HOUR) / METRES_PER_MILE;
export const fahrenheitOf = (celsius: number): number => (celsius * 9) / 5 + 32;
export const celsiusOf = (fahrenheit: number): number => ((fahrenheit - 32) * 5) / 9;
