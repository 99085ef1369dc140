/** Redacted video on its way out: where it lies, and the sealed folder that is released. */
export * from './layout.js';
export { sealRelease } from './seal-release.js';
export type { Release, ReleaseFacts } from './seal-release.js';
