export { demoFleet, padPosition } from './fleet.js';
export type { DemoAircraft, DemoVehicle } from './fleet.js';
export { fromLatLon, toLatLon } from './frame.js';
export type { TownPoint } from './frame.js';
export { demoSeed } from './seed.js';
export type { SeedOptions } from './seed.js';
export { townGround } from './terrain.js';
export type { GroundHeight } from './terrain.js';
