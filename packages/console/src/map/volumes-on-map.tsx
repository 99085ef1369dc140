import { useQuery } from '@tanstack/react-query';
import type { Volume } from '@outrider/schema';
import { formatHeight } from '@outrider/core/units';
import type { Units } from '@outrider/core/units';
import { useMemo } from 'react';
import { useUnits } from '../app/units.js';
import { call } from '../live/api.js';
import { boundsOf } from './geometry.js';
import type { MapLabel } from './labels.js';
import { MapLabels } from './labels.js';
import { MAP } from './palette.js';
import { collection, useLayers } from './use-layers.js';

const LINE_LAYER = {
  id: 'volume-line',
  type: 'line',
  paint: {
    'line-color': [
      'match',
      ['get', 'kind'],
      'keep_out',
      MAP.keepOut,
      'ceiling',
      MAP.ceiling,
      'keep_in',
      MAP.keepIn,
      MAP.obstacle,
    ],
    'line-opacity': ['case', ['get', 'selected'], 1, 0.7],
    'line-width': ['case', ['get', 'selected'], 2.5, 1.2],
    'line-dasharray': [4, 3],
  },
} as const satisfies Parameters<typeof useLayers>[3][number];
const LAYERS = [
  {
    id: 'volume-hatch',
    type: 'fill',
    filter: ['in', ['get', 'kind'], ['literal', ['keep_out', 'obstacle']]],
    paint: { 'fill-pattern': ['concat', 'hatch-', ['get', 'kind']] },
  },
  LINE_LAYER,
] as const satisfies Parameters<typeof useLayers>[3];

/** Volumes as bodies, for maps that are seen at a slant. Heights above ground only: the map is flat. */
const RAISED_LAYERS = [
  {
    id: 'volume-body',
    type: 'fill-extrusion',
    filter: ['all', ['has', 'top'], ['in', ['get', 'kind'], ['literal', ['keep_out', 'obstacle']]]],
    paint: {
      'fill-extrusion-color': ['match', ['get', 'kind'], 'obstacle', '#6a6276', MAP.keepOut],
      'fill-extrusion-base': ['coalesce', ['get', 'floor'], 0],
      'fill-extrusion-height': ['get', 'top'],
      'fill-extrusion-opacity': 0.28,
    },
  },
  LINE_LAYER,
] as const satisfies Parameters<typeof useLayers>[3];

const KIND: Readonly<Record<Volume['kind'], string>> = {
  keep_out: 'keep out',
  ceiling: 'ceiling',
  keep_in: 'stay inside',
  obstacle: 'obstacle',
};
const none: Volume[] = [];

export function useVolumes() {
  return useQuery({
    queryKey: ['volumes'],
    queryFn: async () => (await call('GET', '/airspace/volumes')).items,
    staleTime: 30_000,
  });
}

/** "keep out, 0 to 400 ft AGL" */
export function volumeWords(volume: Volume, units: Units): string {
  const height = (metres: number) => formatHeight(metres, units, volume.datum);
  const floor = volume.floor_m ?? 0;
  if (volume.kind === 'ceiling')
    return `fly no higher than ${volume.top_m === null ? 'unknown' : height(volume.top_m)}`;
  if (volume.top_m === null) return `${KIND[volume.kind]}, from ${height(floor)} up`;
  return `${KIND[volume.kind]}, ${height(floor).split(' ')[0]} to ${height(volume.top_m)}`;
}

/** Floor and top above the flat map, where they are known above ground. */
function bodyOf({ datum, floor_m, top_m }: Volume): { floor?: number; top?: number } {
  return datum === 'agl' && top_m !== null ? { floor: floor_m ?? 0, top: top_m } : {};
}

interface VolumesProps {
  visible: boolean;
  obstacles: boolean;
  labels: boolean;
  selected?: string | null;
  /** Drawn as bodies instead of hatched areas. */
  raised?: boolean;
}

/** Airspace volumes, hatched where nothing may fly. */
export function VolumesOnMap({ visible, obstacles, labels, selected = null, raised = false }: VolumesProps) {
  const volumes = useVolumes().data ?? none;
  const units = useUnits();
  const shown = useMemo(
    () => volumes.filter((one) => one.enabled && (one.kind === 'obstacle' ? obstacles : visible)),
    [volumes, visible, obstacles],
  );
  const data = useMemo(
    () =>
      collection(
        shown.map((volume) => ({
          type: 'Feature',
          properties: { id: volume.id, kind: volume.kind, selected: volume.id === selected, ...bodyOf(volume) },
          geometry: { type: 'Polygon', coordinates: volume.rings },
        })),
      ),
    [shown, selected],
  );
  useLayers('volumes', 'volumes', data, raised ? RAISED_LAYERS : LAYERS);
  const words = useMemo(
    () =>
      shown.flatMap<MapLabel>((volume) => {
        const box = boundsOf(volume.rings[0] ?? []);
        if (!box || volume.kind === 'obstacle' || volume.kind === 'keep_in') return [];
        const [west, south, east, north] = box;
        return {
          id: volume.id,
          kind: 'volume',
          title: volume.name,
          detail: volumeWords(volume, units),
          longitude_deg: (west + east) / 2,
          latitude_deg: (south + north) / 2,
          half_height_deg: (north - south) / 2,
        };
      }),
    [shown, units],
  );
  return labels ? <MapLabels labels={words} /> : null;
}
