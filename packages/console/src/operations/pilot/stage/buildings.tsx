import { useEffect } from 'react';
import { useMap } from '../../../map/map-view.js';

/** Raises the buildings of the built-in map. */
export function RaisedBuildings() {
  const map = useMap();
  useEffect(() => {
    if (!map.getLayer('building-3d')) return;
    map.setLayoutProperty('building-3d', 'visibility', 'visible');
    map.setLayoutProperty('building', 'visibility', 'none');
  }, [map]);
  return null;
}
