/** Players of cameras for whoever is signed in. */
import type { ViewKind } from '@outrider/schema';
import { useMemo } from 'react';
import { addressOf, apiUrl } from '../live/api.js';
import { live } from '../live/live.js';
import type { Player } from './player.js';
import { StreamClient } from './stream-client.js';
import type { Transport } from './transports.js';
import { usePlayed } from './use-player.js';
import { WhepClient } from './whep-client.js';

/** A player of a camera of the signed-in user's agency; it is not started. */
function makePlayer(transport: Transport, cameraId: string, view: ViewKind): Player {
  if (transport === 'webrtc') {
    return new WhepClient({ url: `${addressFor('/cameras/{id}/whep', cameraId)}?view=${view}`, view });
  }
  const url = addressFor('/cameras/{id}/stream', cameraId).replace(/^http/, 'ws');
  return new StreamClient(url, () => live.get().clock_offset_ms);
}

const addressFor = (path: string, id: string): string => apiUrl(addressOf(path, { id }));

/** Plays a camera for as long as the component is there; null while there is no camera. */
export function usePlayer(cameraId: string | null, view: ViewKind): Player | null {
  const make = useMemo(
    () => (cameraId === null ? null : (transport: Transport) => makePlayer(transport, cameraId, view)),
    [cameraId, view],
  );
  return usePlayed(make);
}
