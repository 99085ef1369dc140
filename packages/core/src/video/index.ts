/** Recorded video on the time of day. */
export { endUtcMsOf, fileTimeOf, fragmentAt, fragmentsOf, utcOf } from './recorded-time.js';
export type { IndexedFragment } from './recorded-time.js';
export * from './stream-message.js';
