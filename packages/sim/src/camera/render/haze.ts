import type { Colour } from '../scene/palette.js';

/** What the air takes away over a distance: 256 leaves all, 0 nothing. */
const FADES_OVER_M = 3600;

export function clarity(distance_m: number): number {
  return (256 * Math.exp(-distance_m / FADES_OVER_M)) | 0;
}

/** A colour in this light, behind that much air. */
export function hazed(colour: Colour, light: number, clear: number, haze: Colour): Colour {
  const mix = (value: number, veil: number): number => (value * clear + veil * (256 - clear)) >> 8;
  const y = Math.min(235, 16 + (colour.y - 16) * light);
  return { y: mix(y, haze.y), u: mix(colour.u, haze.u), v: mix(colour.v, haze.v), grain: 0 };
}
