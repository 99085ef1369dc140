import { call } from './api.js';
import { telemetry } from './live.js';

/** Loads the agency's terrain, so that heights above ground are shown also for autopilots that have no terrain of their own. */
export async function loadGround(): Promise<void> {
  const { terrain: grid } = await call('GET', '/airspace/terrain');
  if (!grid) return telemetry.setGround(null);
  const { buildTerrain, groundHeight } = await import('@outrider/core/airspace');
  const terrain = buildTerrain(grid);
  telemetry.setGround((longitudeDeg, latitudeDeg) => groundHeight(terrain, longitudeDeg, latitudeDeg));
}
