import type { Flight } from '@outrider/schema';
import type { Feature } from 'geojson';
import { useMemo } from 'react';
import { circleRing } from '../../../map/geometry.js';
import { MAP } from '../../../map/palette.js';
import { collection, useLayers } from '../../../map/use-layers.js';
import { positionsOf } from '../../on-map/routes-on-map.js';

const LAYERS = [
  {
    id: 'plan-fence',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'fence'],
    paint: { 'line-color': MAP.keepIn, 'line-opacity': 0.5, 'line-dasharray': [4, 4] },
  },
  {
    id: 'limits-area',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'limits'],
    paint: { 'line-color': MAP.own, 'line-width': 2, 'line-opacity': 0.8, 'line-dasharray': [2, 2] },
  },
  {
    id: 'plan-line',
    type: 'line',
    filter: ['==', ['get', 'kind'], 'plan'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': MAP.accent, 'line-width': 2, 'line-opacity': 0.6 },
  },
  {
    id: 'plan-points',
    type: 'symbol',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: { 'icon-image': ['get', 'image'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
  },
] as const satisfies Parameters<typeof useLayers>[3];

const pointOf = (longitude: number, latitude: number, image: string): Feature => ({
  type: 'Feature',
  properties: { image },
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

/** The flight's plan: way, fence, home and target. */
export function FlightOnMap({ flight }: { flight: Flight }) {
  const { plan, target, purpose, limits } = flight;
  const data = useMemo(() => {
    const features: Feature[] = [];
    if (plan) {
      const ring = plan.fence.ring;
      features.push({
        type: 'Feature',
        properties: { kind: 'fence' },
        geometry: { type: 'LineString', coordinates: ring },
      });
      features.push({
        type: 'Feature',
        properties: { kind: 'plan' },
        geometry: { type: 'LineString', coordinates: positionsOf(plan) },
      });
      features.push(pointOf(plan.home.longitude_deg, plan.home.latitude_deg, 'home'));
    }
    const area = limits?.area;
    if (area) {
      features.push({
        type: 'Feature',
        properties: { kind: 'limits' },
        geometry: {
          type: 'LineString',
          coordinates: circleRing(area.center.longitude_deg, area.center.latitude_deg, area.radius_m),
        },
      });
    }
    if (target && purpose === 'incident') {
      features.push(pointOf(target.longitude_deg, target.latitude_deg, 'incident-1'));
    }
    return collection(features);
  }, [plan, target, purpose, limits]);
  useLayers('flight', 'routes', data, LAYERS);
  return null;
}
