import type { ReactNode, Ref } from 'react';
import { useEffect, useRef } from 'react';
import { useCameraStatus } from './cameras.js';
import type { Player } from './player.js';
import { usePlayerFact, usePlayerView } from './use-player.js';
import { whyNotLive } from './words.js';
import './video.css';

interface VideoSurfaceProps {
  player: Player | null;
  cameraId: string;
  label: string;
  /** Digital zoom about the middle, 1 or more. */
  zoom?: number;
  ref?: Ref<HTMLDivElement>;
  children?: ReactNode;
}

/** Pictures of one camera, and above them, not to be missed, that they are old. */
export function VideoSurface({ player, cameraId, label, zoom = 1, ref, children }: VideoSurfaceProps) {
  const host = useRef<HTMLDivElement>(null);
  const { phase, shown } = usePlayerView(player);
  useEffect(() => {
    if (!player || !host.current) return;
    const { element } = player;
    element.className = 'video-picture';
    element.setAttribute('aria-hidden', 'true');
    element.tabIndex = -1;
    host.current.append(element);
    return () => element.remove();
  }, [player]);
  useEffect(() => {
    if (player) player.element.style.transform = zoom === 1 ? '' : `scale(${zoom})`;
  }, [player, zoom]);
  return (
    <div className="video" ref={ref} data-phase={phase} data-shown={shown}>
      <div ref={host} className="video-host" role="img" aria-label={label} />
      {phase !== 'live' && <NoPicture player={player} cameraId={cameraId} />}
      {children}
    </div>
  );
}

/** That no picture comes, since when, and why. */
function NoPicture({ player, cameraId }: { player: Player | null; cameraId: string }) {
  const view = usePlayerView(player);
  const status = useCameraStatus(cameraId);
  const age = usePlayerFact(player, (one) => {
    const ms = one?.numbers().picture_age_ms ?? null;
    return ms === null ? null : Math.floor(ms / 1000);
  });
  const old = view.shown && age !== null;
  return (
    <div className="no-picture" data-old={old} role="alert">
      <b>
        {old ? 'No picture since ' : view.phase === 'failed' ? 'No picture' : 'Waiting for the first picture…'}
        {old && (
          <span className="num" aria-hidden="true">
            {Math.max(1, age)} s
          </span>
        )}
      </b>
      <span>{whyNotLive(view, status)}</span>
    </div>
  );
}
