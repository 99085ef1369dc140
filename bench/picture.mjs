/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measurePicture } = await import('./picture/run.mjs');
  return measurePicture();
}
