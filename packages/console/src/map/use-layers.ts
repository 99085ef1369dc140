import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import { useEffect } from 'react';
import { useMap } from './map-view.js';
import type { Slot } from './slots.js';
import { slotId } from './slots.js';

type OwnLayer = LayerSpecification extends infer L ? (L extends { source: string } ? Omit<L, 'source'> : never) : never;

/** Draws GeoJSON with these layers in a slot of the drawing order. `layers` must be a constant. */
export function useLayers(source: string, slot: Slot, data: FeatureCollection, layers: readonly OwnLayer[]): void {
  const map = useMap();
  useEffect(() => {
    map.addSource(source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    for (const layer of layers) map.addLayer({ ...layer, source } as LayerSpecification, slotId(slot));
    return () => {
      if (!map.style) return;
      for (const layer of layers) map.removeLayer(layer.id);
      map.removeSource(source);
    };
  }, [map, source, slot, layers]);
  useEffect(() => {
    map.getSource<GeoJSONSource>(source)?.setData(data);
  }, [map, source, data]);
}

export const collection = (features: FeatureCollection['features']): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
});
