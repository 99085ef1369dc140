export { serveControl } from './control.js';
export { Fleet } from './fleet.js';
export type { FleetMember, FleetOptions } from './fleet.js';
