export * from './build.js';
export * from './fence.js';
