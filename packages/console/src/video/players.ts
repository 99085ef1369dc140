/** Which way pictures come: WebRTC first; where UDP is blocked, by WebSocket in browsers that decode by themselves. */
import type { ViewKind } from '@outrider/schema';
import { addressOf, apiUrl } from '../live/api.js';
import { live } from '../live/live.js';
import type { Player } from './player.js';
import { StreamClient } from './stream-client.js';
import { canPlayStreams } from './websocket-player.js';
import { WhepClient } from './whep-client.js';

export type Transport = 'webrtc' | 'websocket';

export const transports: readonly Transport[] = canPlayStreams() ? ['webrtc', 'websocket'] : ['webrtc'];

/** A player of a camera of the signed-in user's agency; it is not started. */
export function makePlayer(transport: Transport, cameraId: string, view: ViewKind): Player {
  if (transport === 'webrtc') return new WhepClient({ url: addressFor('/cameras/{id}/whep', cameraId), view });
  const url = addressFor('/cameras/{id}/stream', cameraId).replace(/^http/, 'ws');
  return new StreamClient(url, () => live.get().clock_offset_ms);
}

const addressFor = (path: string, id: string): string => apiUrl(addressOf(path, { id }));
