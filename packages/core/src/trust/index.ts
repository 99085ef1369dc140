export * from './approved-makers.js';
export * from './evaluate.js';
export * from './types.js';
