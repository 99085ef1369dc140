/** Loaded here, since it needs what is built first. */
export async function run() {
  const { replayCalls } = await import('./incidents/run.mjs');
  return replayCalls();
}
