import type { Flight, Track } from '@outrider/schema';
import type { Feature, Position } from 'geojson';
import { useEffect, useMemo } from 'react';
import { boundsOf } from '../../map/geometry.js';
import { MapView, useMap } from '../../map/map-view.js';
import { MAP } from '../../map/palette.js';
import { collection, useLayers } from '../../map/use-layers.js';
import { VolumesOnMap } from '../../map/volumes-on-map.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';
import { Pins } from '../../operations/messages/pins-on-map.js';
import type { Pinned } from '../../operations/messages/pins-on-map.js';
import { FlightOnMap } from '../../operations/pilot/stage/flight-on-map.js';
import { segmentsOf } from './segments.js';
import type { ReplayPoint } from './track-index.js';

const TRACK_LAYERS = [
  {
    id: 'track',
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': MAP.own, 'line-width': 2, 'line-opacity': 0.75 },
  },
] as const satisfies Parameters<typeof useLayers>[3];
const POINT_LAYERS = [
  {
    id: 'replay-aircraft',
    type: 'symbol',
    layout: {
      'icon-image': 'aircraft',
      'icon-rotate': ['get', 'heading'],
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  },
] as const satisfies Parameters<typeof useLayers>[3];

interface ReplayMapProps {
  flight: Flight;
  track: Track;
  point: ReplayPoint | null;
  /** Sent to the crew by then. */
  pins: readonly Pinned[];
}

/** The track on the map and the aircraft where it was. */
export function ReplayMap({ flight, track, point, pins }: ReplayMapProps) {
  return (
    <MapView label="Track of the flight">
      <VolumesOnMap visible obstacles={false} labels />
      <FlightOnMap flight={flight} />
      <TrackLine track={track} />
      <Pins messages={pins} />
      <AircraftThen point={point} />
      <ZoomButtons />
    </MapView>
  );
}

function TrackLine({ track }: { track: Track }) {
  const map = useMap();
  const parts = useMemo(() => segmentsOf(track), [track]);
  const data = useMemo(
    () =>
      collection(
        parts.map<Feature>((coordinates) => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'LineString', coordinates },
        })),
      ),
    [parts],
  );
  useLayers('track', 'routes', data, TRACK_LAYERS);
  useEffect(() => {
    const box = boundsOf(parts.flat());
    if (box) map.fitBounds(box, { padding: 64, maxZoom: 17, duration: 0 });
  }, [map, parts]);
  return null;
}

function AircraftThen({ point }: { point: ReplayPoint | null }) {
  const data = useMemo(() => {
    if (!point || point.longitude_deg === null || point.latitude_deg === null) return collection([]);
    const coordinates: Position = [point.longitude_deg, point.latitude_deg];
    return collection([
      { type: 'Feature', properties: { heading: point.heading_deg ?? 0 }, geometry: { type: 'Point', coordinates } },
    ]);
  }, [point]);
  useLayers('replay-point', 'aircraft', data, POINT_LAYERS);
  return null;
}
