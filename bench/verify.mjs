/** Loaded here, since it needs what is built first. */
export async function run() {
  const { verifyLargeRecord } = await import('./verify/run.mjs');
  return verifyLargeRecord();
}
