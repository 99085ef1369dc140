export * from './input.js';
export * from './defaults.js';
