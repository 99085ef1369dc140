export { demoFleet, demoIncidents, demoSites, padPosition } from './fleet.js';
export type { DemoAircraft, DemoVehicle } from './fleet.js';
export { fromLatLon, toLatLon, TOWN_TURN_DEG } from './frame.js';
export type { TownPoint, TownRect } from './frame.js';
export { shoreV } from './layout.js';
export { demoSeed } from './seed.js';
export type { SeedOptions } from './seed.js';
export { townGround } from './terrain.js';
export type { GroundHeight } from './terrain.js';
export { parkOutline, piers, pondOutlines, runway, taxiway } from './base-map.js';
export { blockRect, townBlocks } from './blocks.js';
export type { Building } from './buildings.js';
export { circle, corners, townDistanceM } from './frame.js';
export {
  AIRPORT,
  AVENUE_ROADS,
  buildable,
  DOWNTOWN,
  HELIPAD,
  HILL,
  HOSPITAL,
  inPark,
  PARKS,
  SCHOOL,
  STREETS,
  withinTown,
} from './layout.js';
export type { Park } from './layout.js';
export { gridStreets, marshTrail } from './streets.js';
export type { StreetLine } from './streets.js';
