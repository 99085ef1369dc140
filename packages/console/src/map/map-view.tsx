import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { ErrorNote, Loading } from '../ui/state.js';
import type { MapStart } from './create-map.js';
import { createMap } from './create-map.js';
import { useBaseMap } from './use-base-map.js';
import './map.css';

const MapContext = createContext<MapLibreMap | null>(null);

/** The map around this component. Only components below MapView may ask. */
export function useMap(): MapLibreMap {
  const map = useContext(MapContext);
  if (!map) throw new Error('useMap is used outside MapView');
  return map;
}

interface MapViewProps {
  label: string;
  start?: Partial<MapStart>;
  /** Layers and overlays; rendered once the map can take them. */
  children?: ReactNode;
  className?: string;
  /** Whether arrow keys move the map while it has the focus. */
  keyboard?: boolean;
}

/** A map on the area's base map. */
export function MapView({ label, start, children, className, keyboard = true }: MapViewProps) {
  const base = useBaseMap();
  const container = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const first = useRef({ ...start, keyboard });

  useEffect(() => {
    if (!base.data || !container.current) return;
    const { center, zoom, style } = base.data;
    const created = createMap(container.current, style, { center, zoom, ...first.current }, label);
    let gone = false;
    void created.ready.then(() => !gone && setMap(created.map));
    return () => {
      gone = true;
      setMap(null);
      created.map.remove();
    };
  }, [base.data, label]);

  return (
    <div className={`map ${className ?? ''}`}>
      <div ref={container} className="map-canvas" />
      {base.isPending && <Loading what="map" />}
      {base.error && <ErrorNote error={base.error} />}
      {map && <MapContext value={map}>{children}</MapContext>}
    </div>
  );
}
