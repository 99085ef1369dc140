import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { call } from '../live/api.js';
import { notify } from '../ui/notices.js';
import { baseStyle, worldStyle } from './base-style.js';

const STYLE_WITHIN_MS = 5000;

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
  if (style_url && (await isReachable(style_url))) return { style: style_url, center: at, zoom };
  if (pmtiles_url) {
    const { pmtilesStyle } = await import('./pmtiles-style.js');
    return { style: await pmtilesStyle(new URL(pmtiles_url, document.baseURI).href), center: at, zoom };
  }
  if (geojson) return { style: baseStyle(geojson as unknown as FeatureCollection), center: at, zoom };
  return { style: worldStyle(await world()), center: at, zoom };
}

/** A map on another host may be out of reach: aircraft and incidents are drawn all the same, on what is here. */
async function isReachable(styleUrl: string): Promise<boolean> {
  try {
    const answer = await fetch(styleUrl, { signal: AbortSignal.timeout(STYLE_WITHIN_MS) });
    if (answer.ok) return true;
  } catch {
    // Told below, like a refusal.
  }
  notify('The city map cannot be reached', `${styleUrl} does not answer; another map is shown. Reload to try again.`);
  return false;
}

async function world(): Promise<FeatureCollection> {
  const [{ feature }, atlas] = await Promise.all([
    import('topojson-client'),
    import('world-atlas/countries-110m.json'),
  ]);
  const topology = atlas.default as unknown as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries) as FeatureCollection;
}
