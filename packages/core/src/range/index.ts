export * from './budget.js';
export * from './in-flight.js';
export * from './power.js';
export * from './wind.js';
