/** Loaded here, since it needs what is built first. */
export async function run() {
  const { measureGateway } = await import('./gateway/run.mjs');
  return measureGateway();
}
