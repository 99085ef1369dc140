import type { FleetEntry, Site } from '@outrider/schema';
import { useMemo } from 'react';
import { useLive } from '../../live/hooks.js';
import type { MapLabel } from '../../map/labels.js';
import { MapLabels } from '../../map/labels.js';
import { collection, useLayers } from '../../map/use-layers.js';

const none: never[] = [];
const LAYERS = [
  {
    id: 'site',
    type: 'symbol',
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  },
] as const satisfies Parameters<typeof useLayers>[3];

/** Launch places; lit where an aircraft could go. */
export function SitesOnMap() {
  const sites = useLive((state) => state.sites, none);
  const fleet = useLive((state) => state.fleet, none);
  const data = useMemo(
    () =>
      collection(
        sites.map((site) => ({
          type: 'Feature',
          properties: { image: imageOf(site, fleet) },
          geometry: { type: 'Point', coordinates: [site.position.longitude_deg, site.position.latitude_deg] },
        })),
      ),
    [sites, fleet],
  );
  useLayers('sites', 'places', data, LAYERS);
  const labels = useMemo(
    () =>
      sites.map<MapLabel>((site) => ({
        id: site.id,
        kind: 'site',
        title: site.name,
        detail: residents(site, fleet),
        longitude_deg: site.position.longitude_deg,
        latitude_deg: site.position.latitude_deg,
      })),
    [sites, fleet],
  );
  return <MapLabels labels={labels} />;
}

const atSite = (site: Site, fleet: readonly FleetEntry[]): FleetEntry[] =>
  fleet.filter(({ aircraft }) => aircraft.site_id === site.id && aircraft.flight_id === null);

function imageOf(site: Site, fleet: readonly FleetEntry[]): string {
  const home = atSite(site, fleet);
  if (home.some(({ readiness }) => readiness.state !== 'not_ready')) return 'dock-ready';
  return home.length > 0 ? 'dock-busy' : 'dock-empty';
}

const residents = (site: Site, fleet: readonly FleetEntry[]): string | null =>
  atSite(site, fleet)
    .map(({ aircraft }) => aircraft.name)
    .join(', ') || null;
