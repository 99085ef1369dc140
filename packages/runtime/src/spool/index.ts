export type { Spool, SpoolEntry } from './spool.js';
