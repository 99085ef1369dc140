import type { RefCallback } from 'react';
import { useCallback, useEffect, useRef } from 'react';
import type { Player } from '../player.js';
import { copyPicture } from '../still.js';

const KEEP_EVERY_MS = 2000;

/** Keeps a copy of the last picture that a player showed, and puts it where the reference stands once the player is gone. */
export function useLastPicture(player: Player | null): RefCallback<HTMLDivElement> {
  const kept = useRef<HTMLCanvasElement | null>(null);
  useEffect(() => {
    if (!player) return;
    const keep = () => (kept.current = copyPicture(player.element) ?? kept.current);
    const timer = setInterval(keep, KEEP_EVERY_MS);
    return () => clearInterval(timer);
  }, [player]);
  return useCallback((host) => {
    if (host && kept.current) host.append(kept.current);
  }, []);
}
