export { AUTOMATIC_CHECKS } from './checklist.js';
export { freshSample, SAMPLE_FRESH_MS } from './checks.js';
export type { ReadinessInput } from './checks.js';
export { judgeReadiness, openLines, stops } from './judge.js';
