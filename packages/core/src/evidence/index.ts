/** Proof that nothing of a record was changed: pure, with hash functions and the check of signatures as arguments. */
export * from './base64.js';
export * from './canonical-json.js';
export * from './chain.js';
export * from './checkpoint.js';
export * from './digests.js';
export * from './hex.js';
export * from './keys.js';
export * from './lines.js';
export * from './log.js';
export * from './manifest.js';
export * from './merkle.js';
export * from './merkle-verify.js';
export * from './signed-note.js';
export * from './utf8.js';
export * from './verify/index.js';
