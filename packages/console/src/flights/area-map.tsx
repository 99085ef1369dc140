import type { Flight } from '@outrider/schema';
import { useEffect, useMemo, useRef } from 'react';
import { MapView, useMap } from '../map/map-view.js';
import { MAP } from '../map/palette.js';
import { collection, useLayers } from '../map/use-layers.js';
import type { Filters } from './filters.js';

const LAYERS = [
  {
    id: 'flight-target',
    type: 'circle',
    paint: {
      'circle-radius': 4,
      'circle-color': MAP.own,
      'circle-opacity': 0.8,
      'circle-stroke-color': '#0a0e13',
      'circle-stroke-width': 1,
    },
  },
] as const satisfies Parameters<typeof useLayers>[3];

/** A map whose visible part is the area searched. */
export function AreaMap({ onArea, flights }: { onArea: (area: Filters['area']) => void; flights: Flight[] }) {
  return (
    <div className="area-map">
      <MapView label="Area searched">
        <AreaWatch onArea={onArea} />
        <Targets flights={flights} />
        <span className="map-chip area-hint">Only flights within this map</span>
      </MapView>
    </div>
  );
}

function AreaWatch({ onArea }: { onArea: (area: Filters['area']) => void }) {
  const map = useMap();
  const latest = useRef(onArea);
  latest.current = onArea;
  useEffect(() => {
    const tell = () => {
      const box = map.getBounds();
      latest.current([box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]);
    };
    tell();
    map.on('moveend', tell);
    return () => {
      map.off('moveend', tell);
    };
  }, [map]);
  return null;
}

function Targets({ flights }: { flights: Flight[] }) {
  const data = useMemo(
    () =>
      collection(
        flights.flatMap(({ target }) =>
          target
            ? [
                {
                  type: 'Feature',
                  properties: {},
                  geometry: { type: 'Point', coordinates: [target.longitude_deg, target.latitude_deg] },
                },
              ]
            : [],
        ),
      ),
    [flights],
  );
  useLayers('flight-targets', 'places', data, LAYERS);
  return null;
}
