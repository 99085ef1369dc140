import type { ReactNode, Ref } from 'react';
import { useEffect, useRef } from 'react';
import type { Player } from './player.js';
import { usePlayerFact, usePlayerView } from './use-player.js';
import { whyNotLive } from './words.js';
import type { FeedSays } from './words.js';
import './video.css';

export interface PictureProps {
  player: Player | null;
  says: FeedSays | null;
  label: string;
  /** Digital zoom about the middle, 1 or more. */
  zoom?: number;
  ref?: Ref<HTMLDivElement>;
  children?: ReactNode;
}

/** Pictures of one camera, and above them, not to be missed, that they are old. */
export function Picture({ player, says, label, zoom = 1, ref, children }: PictureProps) {
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
      {phase !== 'live' && <NoPicture player={player} says={says} />}
      {children}
    </div>
  );
}

/** That no picture comes, since when, and why. */
function NoPicture({ player, says }: Pick<PictureProps, 'player' | 'says'>) {
  const view = usePlayerView(player);
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
      <span>{whyNotLive(view, says)}</span>
    </div>
  );
}
