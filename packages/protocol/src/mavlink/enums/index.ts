export * from './command.js';
export * from './health.js';
export * from './mission.js';
export * from './modes.js';
export * from './payload.js';
export * from './traffic.js';
export * from './vehicle.js';
