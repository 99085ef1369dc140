import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { NOT_STARTED } from './player.js';
import type { Player, PlayerView } from './player.js';
import { transports } from './transports.js';
import type { Transport } from './transports.js';

/** Makes a player for this way of transport; it is not started. */
export type MakePlayer = (transport: Transport) => Player;

/**
 * Plays what `make` makes for as long as the component is there; nothing while it is null. Goes over to the next transport when one is
 * blocked. `make` must stay the same for as long as the same is to be played.
 */
export function usePlayed(make: MakePlayer | null): Player | null {
  const [player, setPlayer] = useState<Player | null>(null);
  const [transport, setTransport] = useState<Transport>('webrtc');
  useEffect(() => {
    if (make === null) return;
    const made = make(transport);
    const stop = made.view.subscribe(() => {
      const next = transports[transports.indexOf(transport) + 1];
      if (made.view.get().blocked && next) setTransport(next);
    });
    made.start();
    setPlayer(made);
    return () => {
      stop();
      made.close();
      setPlayer(null);
    };
  }, [make, transport]);
  return player;
}

const still = () => () => undefined;

/** What the player says of itself. */
export function usePlayerView(player: Player | null): PlayerView {
  return useSyncExternalStore(player?.view.subscribe ?? still, () => player?.view.get() ?? NOT_STARTED);
}

const READ_EVERY_MS = 500;

/** Something read from the player twice a second; renders again only when it is another value. */
export function usePlayerFact<T extends string | number | boolean | null>(
  player: Player | null,
  read: (player: Player | null) => T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => {
      const timer = setInterval(listener, READ_EVERY_MS);
      const stop = player?.view.subscribe(listener);
      return () => {
        clearInterval(timer);
        stop?.();
      };
    },
    [player],
  );
  return useSyncExternalStore(subscribe, () => read(player));
}
