/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureLiveFeed } = await import('./live-feed/run.mjs');
  return measureLiveFeed();
}
