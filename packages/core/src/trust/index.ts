export * from './approved-makers.js';
export * from './evaluate.js';
export * from './types.js';
export { addDays } from './dates.js';
