/** Typed access to a server: requests, the live feed, the replay of a flight. For browsers and for Node. */
export { CookieJar, createApi, signIn, unwrap } from './api.js';
export type { Api, ApiOptions } from './api.js';
export { ApiError } from './errors.js';
export type { components, operations, paths } from './generated/api.js';
export { applyLiveEvent, COMMANDS_KEPT } from './live/apply.js';
export { backOffMs } from './live/back-off.js';
export { LiveFeed } from './live/feed.js';
export type { LiveAsk, LiveFeedOptions, Socket } from './live/feed.js';
export type { Player, PlayerStatus } from './live/player.js';
export { Replay } from './replay/replay.js';
