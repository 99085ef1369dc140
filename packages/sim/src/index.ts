/** The simulator: a town, aircraft that speak MAVLink, and links that fail. */
export * from './town/index.js';
export * from './vehicle/index.js';
export * from './link/index.js';
export * from './fleet/index.js';
export { IncidentGenerator } from './incidents/index.js';
