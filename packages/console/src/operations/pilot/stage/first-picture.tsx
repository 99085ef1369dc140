import { useEffect, useRef } from 'react';
import { useMap } from '../../../map/map-view.js';

/** A map whose tiles come slowly, or not at all, holds up the other no longer than this. */
const FIRST_PICTURE_MS = 4000;

/**
 * Says when a map has its first picture. Both maps are started one after the other: without a graphics processor each takes a second of
 * drawing before it runs, and together they would keep the sticks waiting for longer than a lease lasts.
 */
export function FirstPicture({ then }: { then: () => void }) {
  const map = useMap();
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    const done = () => latest.current();
    if (map.loaded()) return done();
    map.once('load', done);
    const timer = setTimeout(done, FIRST_PICTURE_MS);
    return () => {
      map.off('load', done);
      clearTimeout(timer);
    };
  }, [map]);
  return null;
}
