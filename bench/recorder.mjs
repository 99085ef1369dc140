/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureRecorder } = await import('./recorder/run.mjs');
  return measureRecorder();
}
