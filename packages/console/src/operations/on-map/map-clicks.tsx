import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect } from 'react';
import { useMap } from '../../map/map-view.js';
import { pickIncident, pickPoint } from '../selection.js';

/** A click on an incident picks it; elsewhere it sets a place. */
export function MapClicks() {
  const map = useMap();
  useEffect(() => {
    const click = (event: MapMouseEvent) => {
      if (event.defaultPrevented) return;
      const [hit] = map.getLayer('incident') ? map.queryRenderedFeatures(event.point, { layers: ['incident'] }) : [];
      const id: unknown = hit?.properties['id'];
      if (typeof id === 'string') pickIncident(id);
      else pickPoint({ latitude_deg: event.lngLat.lat, longitude_deg: event.lngLat.lng });
    };
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map]);
  return null;
}
