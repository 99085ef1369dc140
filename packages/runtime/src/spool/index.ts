export { openSpool } from './open-spool.js';
export type { SpoolFiles, SpoolOptions } from './open-spool.js';
export { MAX_ENTRY_BYTES } from './segment.js';
export type { Spool, SpoolEntry } from './spool.js';
