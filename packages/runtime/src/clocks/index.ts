export type { Clock, Timer } from './clock.js';
export { scaledClock } from './scaled-clock.js';
export type { ScaledClockOptions } from './scaled-clock.js';
export { systemClock } from './system-clock.js';
export { virtualClock } from './virtual-clock.js';
export type { VirtualClock } from './virtual-clock.js';
