/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureReplay } = await import('./replay/run.mjs');
  return measureReplay();
}
