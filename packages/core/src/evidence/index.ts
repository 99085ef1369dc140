/** Proof that nothing of a record was changed: pure, with hash functions and the check of signatures as arguments. */
export * from './canonical-json.js';
export * from './chain.js';
export * from './digests.js';
export * from './hex.js';
export * from './lines.js';
export * from './utf8.js';
