/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureStick } = await import('./stick/run.mjs');
  return measureStick();
}
