/** Share of a hold that is done, 0 to 1. */
export function holdProgress(heldMs: number, neededMs: number): number {
  if (neededMs <= 0) return 1;
  return Math.min(1, Math.max(0, heldMs / neededMs));
}
