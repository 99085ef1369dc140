import type { Point } from '@outrider/schema';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../live/api.js';
import { groundOf } from './ground.js';
import type { Ground } from './ground.js';
import { apart_m } from './view.js';

/** The server gives the ground some 900 m around the camera: asked for again before its edge comes. */
const AGAIN_AFTER_M = 400;
const TRY_EVERY_MS = 10_000;

/** The ground around the camera; null until it is there. */
export function useGround(token: string, eye: Point | null): Ground | null {
  const [ground, setGround] = useState<Ground | null>(null);
  const latest = useRef(eye);
  latest.current = eye;
  const drawn = useRef<Point | null>(null);
  const known = eye !== null;
  useEffect(() => {
    if (!known) return;
    let gone = false;
    const look = () => {
      const at = latest.current;
      if (!at || (drawn.current && apart_m(drawn.current, at) < AGAIN_AFTER_M)) return;
      call('GET', '/share/{token}/map', { path: { token } }).then(
        (map) => {
          if (gone) return;
          drawn.current = at;
          setGround(groundOf(map, at));
        },
        // Without streets the plan still shows where things lie to each other; it is asked for again.
        () => undefined,
      );
    };
    look();
    const timer = setInterval(look, TRY_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [token, known]);
  return ground;
}
