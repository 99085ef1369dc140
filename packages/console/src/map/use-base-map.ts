import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { call } from '../live/api.js';
import { baseStyle, worldStyle } from './base-style.js';

export interface BaseMap {
  style: StyleSpecification | string;
  center: [number, number];
  zoom: number;
}

/** The map to draw on: a style address, a PMTiles file, the area's GeoJSON, else the world. */
export function useBaseMap() {
  return useQuery({ queryKey: ['base-map'], queryFn: loadBaseMap, staleTime: Infinity, gcTime: Infinity });
}

async function loadBaseMap(): Promise<BaseMap> {
  const { geojson, style_url, pmtiles_url, center } = await call('GET', '/map/base');
  const at: [number, number] = [center?.[0] ?? 0, center?.[1] ?? 20];
  const zoom = center ? 14.2 : 1.5;
  if (style_url) return { style: style_url, center: at, zoom };
  if (pmtiles_url) {
    const { pmtilesStyle } = await import('./pmtiles-style.js');
    return { style: await pmtilesStyle(new URL(pmtiles_url, document.baseURI).href), center: at, zoom };
  }
  if (geojson) return { style: baseStyle(geojson as unknown as FeatureCollection), center: at, zoom };
  return { style: worldStyle(await world()), center: at, zoom };
}

async function world(): Promise<FeatureCollection> {
  const [{ feature }, atlas] = await Promise.all([
    import('topojson-client'),
    import('world-atlas/countries-110m.json'),
  ]);
  const topology = atlas.default as unknown as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries) as FeatureCollection;
}
