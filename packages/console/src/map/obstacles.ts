/** Room on a map that labels keep free because something that moves is there. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Rect } from './place-labels.js';

const rooms = new WeakMap<MapLibreMap, readonly Rect[]>();

export const keepFree = (map: MapLibreMap, rects: readonly Rect[]): void => {
  rooms.set(map, rects);
};
export const keptFree = (map: MapLibreMap): readonly Rect[] => rooms.get(map) ?? [];
