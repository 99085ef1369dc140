export { WireFormatError } from './wire.js';
export {
  TELEMETRY_BATCH_VERSION,
  TELEMETRY_SINGLE_BYTES,
  TelemetryFrame,
  decodeTelemetryBatch,
  encodeTelemetryBatch,
  writeTelemetrySingle,
} from './telemetry-codec.js';
export type { TelemetryBatch } from './telemetry-codec.js';
export { LINK_LOST_AFTER_MS, LINK_STALE_AFTER_MS, linkAgeMs, linkStateAt, observe, observeLink } from './reducer.js';
export type { VehicleChange, VehicleObservation, VehicleValues } from './reducer.js';
export { isAirborne, positionOf, unknownVehicle } from './state.js';
export type { LandedState, VehicleState } from './state.js';
export { isReplayLink } from './replay-link.js';
export { toSample } from './sample.js';
export type { SampleContext } from './sample.js';
export { angleBetween, normalDegrees } from './angles.js';
