/** What the air takes away over a distance: 256 leaves all, 0 nothing. */
const FADES_OVER_M = 3600;

export function clarity(distance_m: number): number {
  return (256 * Math.exp(-distance_m / FADES_OVER_M)) | 0;
}
