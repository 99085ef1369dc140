export { WireFormatError } from './wire.js';
export { TELEMETRY_BATCH_VERSION, decodeTelemetryBatch, encodeTelemetryBatch } from './telemetry-codec.js';
export type { TelemetryBatch } from './telemetry-codec.js';
