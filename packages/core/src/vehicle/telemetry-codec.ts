/**
 * A batch of telemetry samples as one binary frame, little endian:
 *   version u8 | flags u8 (0) | bytes a sample u16 | count u32 | batch time UTC ms f64 | samples
 *   sample: aircraft id 16 B | f64 fields | f32 fields | mode u8 | phase u8 | link u8 | flag bits u8
 * NaN stands for null. A later version only appends fields to the sample; the header names the sample's size,
 * so that fields an older writer does not know are read as null.
 */
import type { TelemetrySample } from '@outrider/schema';
import { FLIGHT_MODES, LINK_STATES, VEHICLE_PHASES } from '@outrider/schema';
import { UUID_BYTES, WireFormatError, checkWireVersion, readUuid, writeUuid } from './wire.js';

export const TELEMETRY_BATCH_VERSION = 1;
const HEADER_BYTES = 16;

type NumberField = {
  [K in keyof TelemetrySample]: TelemetrySample[K] extends number | null ? K : never;
}[keyof TelemetrySample];

/** Positions and times need more than a float's 24 bits. */
const DOUBLES = ['utc_ms', 'latitude_deg', 'longitude_deg'] as const satisfies readonly NumberField[];
const FLOATS = [
  'altitude_amsl_m',
  'height_above_takeoff_m',
  'altitude_agl_m',
  'roll_deg',
  'pitch_deg',
  'heading_deg',
  'ground_speed_mps',
  'climb_mps',
  'velocity_north_mps',
  'velocity_east_mps',
  'battery_percent',
  'battery_voltage_v',
  'battery_current_a',
  'energy_to_return_percent',
  'energy_to_land_percent',
  'time_to_return_s',
  'distance_home_m',
  'bearing_home_deg',
  'gnss_satellites',
  'gnss_hdop',
  'wind_speed_mps',
  'wind_from_deg',
  'gimbal_pitch_deg',
  'gimbal_yaw_deg',
  'link_age_ms',
  'link_latency_ms',
  'gnss_fix',
] as const satisfies readonly NumberField[];

const AT_DOUBLES = UUID_BYTES;
const AT_FLOATS = AT_DOUBLES + DOUBLES.length * 8;
const AT_WORDS = AT_FLOATS + FLOATS.length * 4;
export const TELEMETRY_SAMPLE_BYTES = AT_WORDS + 4;

const ARMED = 1;
const STOPPED = 2;
const MANUAL = 4;
const ESTIMATOR_KNOWN = 8;
const ESTIMATOR_OK = 16;

export interface TelemetryBatch {
  /** When the batch was made, by the sender's clock. */
  utc_ms: number;
  samples: TelemetrySample[];
}

/** One frame of any number of samples. Throws RangeError for an aircraft id that is no UUID. */
export function encodeTelemetryBatch(samples: readonly TelemetrySample[], utcMs: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * TELEMETRY_SAMPLE_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, TELEMETRY_BATCH_VERSION);
  view.setUint16(2, TELEMETRY_SAMPLE_BYTES, true);
  view.setUint32(4, samples.length, true);
  view.setFloat64(8, utcMs, true);
  let at = HEADER_BYTES;
  for (const sample of samples) {
    writeSample(view, at, sample);
    at += TELEMETRY_SAMPLE_BYTES;
  }
  return bytes;
}

function writeSample(view: DataView, at: number, sample: TelemetrySample): void {
  writeUuid(view, at, sample.aircraft_id);
  let field = at + AT_DOUBLES;
  for (const name of DOUBLES) {
    view.setFloat64(field, sample[name] ?? Number.NaN, true);
    field += 8;
  }
  for (const name of FLOATS) {
    view.setFloat32(field, sample[name] ?? Number.NaN, true);
    field += 4;
  }
  const words = at + AT_WORDS;
  view.setUint8(words, FLIGHT_MODES.indexOf(sample.mode));
  view.setUint8(words + 1, VEHICLE_PHASES.indexOf(sample.phase));
  view.setUint8(words + 2, LINK_STATES.indexOf(sample.link));
  view.setUint8(words + 3, flagsOf(sample));
}

function flagsOf(sample: TelemetrySample): number {
  return (
    (sample.armed ? ARMED : 0) |
    (sample.stopped ? STOPPED : 0) |
    (sample.manual ? MANUAL : 0) |
    (sample.estimator_ok === null ? 0 : ESTIMATOR_KNOWN) |
    (sample.estimator_ok ? ESTIMATOR_OK : 0)
  );
}

/** A frame whose samples are read one at a time, and only when asked for. It keeps `bytes`, which must not change. */
export class TelemetryFrame {
  /** When the batch was made, by the sender's clock. */
  readonly utc_ms: number;
  readonly count: number;
  readonly #view: DataView;
  readonly #sampleBytes: number;

  /** Takes the present version or the one before. Throws WireFormatError. */
  constructor(bytes: Uint8Array) {
    checkWireVersion('telemetry', bytes[0], TELEMETRY_BATCH_VERSION);
    if (bytes.byteLength < HEADER_BYTES) throw malformed(`${bytes.byteLength} bytes are less than a header`);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#sampleBytes = this.#view.getUint16(2, true);
    this.count = this.#view.getUint32(4, true);
    this.utc_ms = this.#view.getFloat64(8, true);
    if (this.#sampleBytes < TELEMETRY_SAMPLE_BYTES) throw malformed(`a sample of ${this.#sampleBytes} bytes`);
    if (bytes.byteLength !== HEADER_BYTES + this.count * this.#sampleBytes) {
      throw malformed(`${bytes.byteLength} bytes for ${this.count} samples of ${this.#sampleBytes}`);
    }
  }

  /** @param index 0 to `count` - 1 */
  aircraftIdAt(index: number): string {
    return readUuid(this.#view, HEADER_BYTES + index * this.#sampleBytes);
  }

  /** @param index 0 to `count` - 1 */
  sampleAt(index: number): TelemetrySample {
    return readSample(this.#view, HEADER_BYTES + index * this.#sampleBytes);
  }
}

/** Reads a frame of the present version or the one before. Throws WireFormatError. */
export function decodeTelemetryBatch(bytes: Uint8Array): TelemetryBatch {
  const frame = new TelemetryFrame(bytes);
  return { utc_ms: frame.utc_ms, samples: Array.from({ length: frame.count }, (_, index) => frame.sampleAt(index)) };
}

function malformed(what: string): WireFormatError {
  return new WireFormatError('wire_frame_malformed', `A malformed telemetry frame: ${what}.`);
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function readSample(view: DataView, at: number): TelemetrySample {
  const words = at + AT_WORDS;
  const flags = view.getUint8(words + 3);
  const numbers: Partial<Record<NumberField, number | null>> = {};
  DOUBLES.forEach((field, index) => {
    numbers[field] = known(view.getFloat64(at + AT_DOUBLES + index * 8, true));
  });
  FLOATS.forEach((field, index) => {
    numbers[field] = known(view.getFloat32(at + AT_FLOATS + index * 4, true));
  });
  return {
    ...(numbers as Pick<TelemetrySample, NumberField>),
    aircraft_id: readUuid(view, at),
    utc_ms: numbers.utc_ms ?? 0,
    mode: FLIGHT_MODES[view.getUint8(words)] ?? 'unknown',
    phase: VEHICLE_PHASES[view.getUint8(words + 1)] ?? 'unknown',
    link: LINK_STATES[view.getUint8(words + 2)] ?? 'lost',
    armed: (flags & ARMED) !== 0,
    stopped: (flags & STOPPED) !== 0,
    manual: (flags & MANUAL) !== 0,
    estimator_ok: flags & ESTIMATOR_KNOWN ? (flags & ESTIMATOR_OK) !== 0 : null,
  };
}
