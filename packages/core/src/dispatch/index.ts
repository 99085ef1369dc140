export { CERTAIN_RANKS, decide, FIRST_STEPS, ROUTE_STEPS } from './decide.js';
export * from './defaults.js';
export { fingerprint } from './fingerprint.js';
export * from './input.js';
export { planDivert } from './divert.js';
export type { DivertAnswer, DivertQuestion } from './divert.js';
