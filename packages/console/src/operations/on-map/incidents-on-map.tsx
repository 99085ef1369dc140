import type { Feature } from 'geojson';
import { useEffect, useMemo } from 'react';
import { useLive } from '../../live/hooks.js';
import { circleRing } from '../../map/geometry.js';
import type { MapLabel } from '../../map/labels.js';
import { MapLabels } from '../../map/labels.js';
import { useMap } from '../../map/map-view.js';
import { MAP } from '../../map/palette.js';
import { collection, useLayers } from '../../map/use-layers.js';
import { useSelection } from '../selection.js';

const none: never[] = [];
const LAYERS = [
  {
    id: 'incident-ring',
    type: 'fill',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': MAP.accent, 'fill-opacity': ['case', ['get', 'selected'], 0.14, 0.06] },
  },
  {
    id: 'incident-ring-line',
    type: 'line',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'line-color': MAP.accent, 'line-opacity': ['case', ['get', 'selected'], 0.7, 0.3], 'line-width': 1 },
  },
  {
    id: 'incident',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'icon-image': ['case', ['get', 'urgent'], 'incident-1', 'incident-2'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['case', ['get', 'selected'], 1, 0],
    },
  },
] as const satisfies Parameters<typeof useLayers>[3];

/** Open incidents with the circle in which each may be, and the place of the one being entered. */
export function IncidentsOnMap() {
  const incidents = useLive((state) => state.incidents, none);
  const { pick, entry } = useSelection();
  const picked = pick.kind === 'incident' ? pick.id : null;
  const draft = entry?.location ?? null;

  const data = useMemo(() => {
    const features: Feature[] = [];
    const add = (
      at: { longitude_deg: number; latitude_deg: number; uncertainty_m: number | null },
      properties: object,
    ) => {
      const { longitude_deg: x, latitude_deg: y } = at;
      const ring = circleRing(x, y, Math.max(25, at.uncertainty_m ?? 0));
      features.push({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } });
      features.push({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [x, y] } });
    };
    for (const one of incidents) {
      add(one.location, { id: one.id, selected: one.id === picked, urgent: one.priority === 1 || one.id === picked });
    }
    if (draft) add(draft, { selected: true, urgent: true });
    return collection(features);
  }, [incidents, picked, draft]);
  useLayers('incidents', 'places', data, LAYERS);

  const labels = useMemo(
    () =>
      incidents.map<MapLabel>((one) => ({
        id: one.id,
        kind: 'incident',
        title: one.type,
        detail: one.location.address?.split(',')[0] ?? null,
        longitude_deg: one.location.longitude_deg,
        latitude_deg: one.location.latitude_deg,
      })),
    [incidents],
  );
  useFollowPick(picked);
  return <MapLabels labels={labels} />;
}

/** Brings an incident into view when it is picked and not visible. */
function useFollowPick(picked: string | null): void {
  const map = useMap();
  const at = useLive((state) => state.incidents.find((one) => one.id === picked)?.location, undefined);
  useEffect(() => {
    if (!at) return;
    const centre: [number, number] = [at.longitude_deg, at.latitude_deg];
    if (!map.getBounds().contains(centre)) map.easeTo({ center: centre, duration: 500 });
  }, [map, at]);
}
