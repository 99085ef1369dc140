export * from './input.js';
export * from './limits.js';
export * from './metar.js';
export { NO_CEILING_M } from './metar-groups.js';
