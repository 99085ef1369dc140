/** Loaded here, since it needs what is built first. */
export async function run() {
  const { searchFlightsOfManyAgencies } = await import('./search/run.mjs');
  return searchFlightsOfManyAgencies();
}
