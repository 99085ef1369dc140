import type { SharedFeed } from '@outrider/schema';
import { useCallback, useEffect, useRef } from 'react';
import { Picture } from '../video/picture.js';
import type { Player } from '../video/player.js';
import { StreamClient } from '../video/stream-client.js';
import type { Transport } from '../video/transports.js';
import { usePlayed, usePlayerFact, usePlayerView } from '../video/use-player.js';
import { WhepClient } from '../video/whep-client.js';
import { streamAddress, whepAddress } from './link.js';
import type { SharedFeedAsker } from './shared-feed.js';
import { behindText } from './words.js';

/** The live picture, with how old it is. */
export function SharedPicture({ asker, feed }: { asker: SharedFeedAsker; feed: SharedFeed }) {
  const make = useCallback(
    (transport: Transport) =>
      transport === 'webrtc'
        ? new WhepClient({ url: whepAddress(asker.token, asker.pageId), view: 'watch' })
        : new StreamClient(streamAddress(asker.token, asker.pageId), () => asker.view.get().clock_offset_ms),
    [asker],
  );
  const player = usePlayed(make);
  const box = useRef<HTMLDivElement>(null);
  useScreenOn();
  const { name, state, codec } = feed.camera;
  const large = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void box.current?.requestFullscreen?.().catch(() => undefined);
  };
  return (
    <div className="share-picture" ref={box}>
      <Picture
        player={player}
        says={{ state, codec, detail: null }}
        label={`Live video: ${feed.aircraft?.name ?? name}`}
      >
        <Age player={player} />
        {document.fullscreenEnabled && (
          <button type="button" className="btn share-large" onClick={large}>
            Full screen
          </button>
        )}
      </Picture>
    </div>
  );
}

function Age({ player }: { player: Player | null }) {
  const { phase } = usePlayerView(player);
  const behind_ms = usePlayerFact(player, (one) => {
    const numbers = one?.numbers();
    const ms = numbers?.capture_to_shown_ms ?? numbers?.receipt_to_shown_ms ?? null;
    return ms === null ? null : Math.round(ms / 100) * 100;
  });
  if (phase !== 'live') return null;
  return (
    <span className="share-age">
      <i className="dot" /> Live{behind_ms === null ? '' : ` · ${behindText(behind_ms)}`}
    </span>
  );
}

/** Somebody looks on without touching: the phone stays on, where it can. */
function useScreenOn(): void {
  useEffect(() => {
    let lock: { release(): Promise<void> } | null = null;
    const ask = () => {
      if (document.hidden) return;
      navigator.wakeLock?.request('screen').then(
        (granted) => (lock = granted),
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}
