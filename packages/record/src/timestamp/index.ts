export { checkTimestamp } from './check-token.js';
export { makeTimestampQuery, readTimestampAnswer } from './query.js';
export type { TimestampQuery } from './query.js';
