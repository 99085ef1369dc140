/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureCamera } = await import('./camera/run.mjs');
  return measureCamera();
}
