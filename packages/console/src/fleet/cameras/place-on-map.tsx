import type { AirPoint } from '@outrider/schema';
import type { Feature } from 'geojson';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMap } from '../../map/map-view.js';
import { MapView } from '../../map/map-view.js';
import { MAP } from '../../map/palette.js';
import { collection, useLayers } from '../../map/use-layers.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';
import { fillField } from './fill-form.js';

const LAYERS = [
  {
    id: 'camera-place',
    type: 'circle',
    paint: {
      'circle-radius': 7,
      'circle-color': MAP.accent,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  },
] as const satisfies Parameters<typeof useLayers>[3];

type LonLat = readonly [number, number];

/** A map whose click fills in the place in the form around it; whoever has no pointer types it into the fields. */
export function PlaceOnMap({ start }: { start: AirPoint | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<LonLat | null>(start && [start.longitude_deg, start.latitude_deg]);
  const pick = ([longitude, latitude]: LonLat) => {
    setPlace([longitude, latitude]);
    const form = box.current?.closest('form');
    fillField(form, 'place.position.latitude_deg', latitude.toFixed(6));
    fillField(form, 'place.position.longitude_deg', longitude.toFixed(6));
  };
  return (
    <div ref={box} className="place-map">
      <p className="small muted">Click the map where it stands.</p>
      <MapView label="Map to pick the camera's place" {...(place ? { start: { center: [...place], zoom: 16 } } : {})}>
        <Pick place={place} onPick={pick} />
        <ZoomButtons />
      </MapView>
    </div>
  );
}

function Pick({ place, onPick }: { place: LonLat | null; onPick: (place: LonLat) => void }) {
  const map = useMap();
  const latest = useRef(onPick);
  latest.current = onPick;
  useEffect(() => {
    map.getCanvas().style.cursor = 'crosshair';
    const click = (event: { lngLat: { lng: number; lat: number } }) =>
      latest.current([event.lngLat.lng, event.lngLat.lat]);
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map]);
  const data = useMemo(() => collection(place ? [pointAt(place)] : []), [place]);
  useLayers('camera-place', 'places', data, LAYERS);
  return null;
}

const pointAt = ([longitude, latitude]: LonLat): Feature => ({
  type: 'Feature',
  properties: {},
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});
