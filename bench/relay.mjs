/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureRelay } = await import('./relay/run.mjs');
  return measureRelay();
}
