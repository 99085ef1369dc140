export type { Bus, BusHandler, BusReply, BusSubscription } from './bus.js';
export { MAX_MESSAGE_BYTES } from './errors.js';
export { inProcessBus } from './in-process.js';
export { isPattern, isSubject, matches } from './subjects.js';
