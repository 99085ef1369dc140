/** Which way pictures come: WebRTC first; where UDP is blocked, by WebSocket in browsers that decode by themselves. */
import { canPlayStreams } from './websocket-player.js';

export type Transport = 'webrtc' | 'websocket';

export const transports: readonly Transport[] = canPlayStreams() ? ['webrtc', 'websocket'] : ['webrtc'];
