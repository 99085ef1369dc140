export { Battery } from './battery.js';
export type { BatteryOptions } from './battery.js';
export { Body } from './body.js';
export type { Setpoint } from './body.js';
export { Gnss } from './gnss.js';
export type { GnssFault, GnssFix } from './gnss.js';
export { horizontal, limitHorizontal, subtract, ZERO } from './vector.js';
export type { Vector } from './vector.js';
export { Wind } from './wind.js';
