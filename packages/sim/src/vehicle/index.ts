export type { Lens } from './mavlink/camera-head.js';
export type { VehicleOptions } from './options.js';
export { SimulatedVehicle } from './simulated-vehicle.js';
export type { Dialect } from './simulated-vehicle.js';
