import { implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import { loadSites } from '../sites/store.js';
import { PMTILES_PATH } from './pmtiles.js';
import { loadBaseMap, saveBaseMap } from './store.js';
import type { GeoJson } from './store.js';

export function mapRoutes({ settings }: Services): Implementation[] {
  return [
    implement('getBaseMap', async ({ read }) =>
      read(async (transaction) => ({
        geojson: await loadBaseMap(transaction),
        style_url: settings.map.style_url,
        pmtiles_url: settings.map.pmtiles_file === null ? null : PMTILES_PATH,
        center: await centerOfSites(transaction),
      })),
    ),
    implement('putBaseMap', async ({ body, change, note }) => {
      requireFeatures(body.geojson);
      note(null, { removed: body.geojson === null });
      await change((transaction) => saveBaseMap(transaction, body.geojson));
    }),
  ];
}

function requireFeatures(geojson: GeoJson | null): void {
  if (geojson === null) return;
  const usable = geojson['type'] === 'FeatureCollection' && Array.isArray(geojson['features']);
  if (!usable) throw refuse('bad_geojson', 'The map is not a FeatureCollection with features.', 'geojson');
}

/** Where a map opens: amid the launch places, [longitude, latitude]. */
async function centerOfSites(transaction: AgencyTransaction): Promise<[number, number] | null> {
  const sites = await loadSites(transaction);
  if (sites.length === 0) return null;
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    mean(sites.map((site) => site.position.longitude_deg)),
    mean(sites.map((site) => site.position.latitude_deg)),
  ];
}
