import { useEffect, useRef } from 'react';
import { useLive } from '../../live/hooks.js';
import { boundsOf } from '../../map/geometry.js';
import { useMap } from '../../map/map-view.js';

/** Shows all launch places and open incidents when the map first appears; afterwards it stays where the user put it. */
export function FirstFit() {
  const map = useMap();
  const known = useLive((state) => state, null);
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !known) return;
    done.current = true;
    const places = [
      ...known.sites.map((site) => site.position),
      ...known.incidents.map((incident) => incident.location),
    ];
    const box = boundsOf(places.map((place) => [place.longitude_deg, place.latitude_deg]));
    if (box)
      map.fitBounds(box, { padding: { top: 72, bottom: 48, left: 112, right: 120 }, maxZoom: 15.5, duration: 0 });
  }, [map, known]);
  return null;
}
