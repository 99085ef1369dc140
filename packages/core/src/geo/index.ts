export * from './distance.js';
export * from './plane.js';
export * from './polygon.js';
export * from './segment.js';
export * from './shapes.js';
