/**
 * A batch of telemetry samples as one binary frame, little endian:
 *   version u8 | flags u8 (0) | bytes a sample u16 | count u32 | batch time UTC ms f64 | samples
 *   sample: aircraft id 16 B | f64 fields | f32 fields | mode u8 | phase u8 | link u8 | flag bits u8 | appended f32 fields
 * NaN stands for null. Fields are only ever appended to the sample; the header names the sample's size, so that fields an older
 * writer does not know are read as null, and an older reader steps over those that it does not know.
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

/** Written since these were added; a shorter sample of an older writer lacks them. */
const APPENDED = ['camera_hfov_deg'] as const satisfies readonly NumberField[];

const AT_DOUBLES = UUID_BYTES;
const AT_FLOATS = AT_DOUBLES + DOUBLES.length * 8;
const AT_WORDS = AT_FLOATS + FLOATS.length * 4;
const AT_APPENDED = AT_WORDS + 4;
/** What the first writer of this version wrote. */
const OLDEST_SAMPLE_BYTES = AT_APPENDED;
export const TELEMETRY_SAMPLE_BYTES = AT_APPENDED + APPENDED.length * 4;

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
  writeHeader(view, 0, samples.length, utcMs);
  let at = HEADER_BYTES;
  for (const sample of samples) {
    writeSample(view, at, sample);
    at += TELEMETRY_SAMPLE_BYTES;
  }
  return bytes;
}

/** A batch of one sample takes so many bytes. */
export const TELEMETRY_SINGLE_BYTES = HEADER_BYTES + TELEMETRY_SAMPLE_BYTES;

/** Writes the batch of this one sample, TELEMETRY_SINGLE_BYTES long, into somebody's buffer. Throws as `encodeTelemetryBatch`. */
export function writeTelemetrySingle(view: DataView, at: number, sample: TelemetrySample): void {
  writeHeader(view, at, 1, sample.utc_ms);
  writeSample(view, at + HEADER_BYTES, sample);
}

function writeHeader(view: DataView, at: number, count: number, utcMs: number): void {
  view.setUint8(at, TELEMETRY_BATCH_VERSION);
  view.setUint8(at + 1, 0);
  view.setUint16(at + 2, TELEMETRY_SAMPLE_BYTES, true);
  view.setUint32(at + 4, count, true);
  view.setFloat64(at + 8, utcMs, true);
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
  field = at + AT_APPENDED;
  for (const name of APPENDED) {
    view.setFloat32(field, sample[name] ?? Number.NaN, true);
    field += 4;
  }
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
    if (this.#sampleBytes < OLDEST_SAMPLE_BYTES) throw malformed(`a sample of ${this.#sampleBytes} bytes`);
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
    return readSample(this.#view, HEADER_BYTES + index * this.#sampleBytes, this.#sampleBytes);
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

function readSample(view: DataView, at: number, bytes: number): TelemetrySample {
  const words = at + AT_WORDS;
  const flags = view.getUint8(words + 3);
  const sample: TelemetrySample = { ...NOTHING_KNOWN };
  let field = at + AT_DOUBLES;
  for (const name of DOUBLES) {
    put(sample, name, view.getFloat64(field, true));
    field += 8;
  }
  for (const name of FLOATS) {
    put(sample, name, view.getFloat32(field, true));
    field += 4;
  }
  field = at + AT_APPENDED;
  for (const name of APPENDED) {
    if (field + 4 > at + bytes) break;
    put(sample, name, view.getFloat32(field, true));
    field += 4;
  }
  sample.aircraft_id = readUuid(view, at);
  sample.mode = FLIGHT_MODES[view.getUint8(words)] ?? 'unknown';
  sample.phase = VEHICLE_PHASES[view.getUint8(words + 1)] ?? 'unknown';
  sample.link = LINK_STATES[view.getUint8(words + 2)] ?? 'lost';
  sample.armed = (flags & ARMED) !== 0;
  sample.stopped = (flags & STOPPED) !== 0;
  sample.manual = (flags & MANUAL) !== 0;
  sample.estimator_ok = flags & ESTIMATOR_KNOWN ? (flags & ESTIMATOR_OK) !== 0 : null;
  return sample;
}

/** NaN leaves null. */
function put(sample: TelemetrySample, name: NumberField, value: number): void {
  if (!Number.isNaN(value)) sample[name] = value;
}

/** What every sample that is read begins as: one object copied is a third of the garbage of one built field by field. */
const NOTHING_KNOWN = {
  ...(Object.fromEntries([...DOUBLES, ...FLOATS, ...APPENDED].map((name) => [name, null])) as Record<
    Exclude<NumberField, 'utc_ms'>,
    number | null
  >),
  aircraft_id: '',
  utc_ms: 0,
  mode: 'unknown',
  phase: 'unknown',
  link: 'lost',
  armed: false,
  stopped: false,
  manual: false,
  estimator_ok: null,
} as const satisfies TelemetrySample;
