import { FLIGHT_MODES, LINK_STATES, VEHICLE_PHASES } from '@outrider/schema';
import type { TelemetrySample } from '@outrider/schema';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  TELEMETRY_BATCH_VERSION,
  TELEMETRY_SAMPLE_BYTES,
  TelemetryFrame,
  decodeTelemetryBatch,
  encodeTelemetryBatch,
} from './telemetry-codec.js';
import { WireFormatError } from './wire.js';

const single = fc.option(fc.float({ noNaN: true, noDefaultInfinity: true }), { nil: null });
const double = (limit: number) => fc.option(fc.double({ min: -limit, max: limit, noNaN: true }), { nil: null });
const sample: fc.Arbitrary<TelemetrySample> = fc.record({
  aircraft_id: fc.uuid(),
  utc_ms: fc.nat({ max: 4e12 }),
  latitude_deg: double(90),
  longitude_deg: double(180),
  altitude_amsl_m: single,
  height_above_takeoff_m: single,
  altitude_agl_m: single,
  roll_deg: single,
  pitch_deg: single,
  heading_deg: single,
  ground_speed_mps: single,
  climb_mps: single,
  velocity_north_mps: single,
  velocity_east_mps: single,
  battery_percent: single,
  battery_voltage_v: single,
  battery_current_a: single,
  energy_to_return_percent: single,
  energy_to_land_percent: single,
  time_to_return_s: single,
  distance_home_m: single,
  bearing_home_deg: single,
  gnss_satellites: single,
  gnss_hdop: single,
  wind_speed_mps: single,
  wind_from_deg: single,
  gimbal_pitch_deg: single,
  gimbal_yaw_deg: single,
  link_age_ms: single,
  link_latency_ms: single,
  gnss_fix: single,
  mode: fc.constantFrom(...FLIGHT_MODES),
  phase: fc.constantFrom(...VEHICLE_PHASES),
  link: fc.constantFrom(...LINK_STATES),
  armed: fc.boolean(),
  stopped: fc.boolean(),
  manual: fc.boolean(),
  estimator_ok: fc.option(fc.boolean(), { nil: null }),
  camera_hfov_deg: single,
});
const batch = (count: number) => encodeTelemetryBatch(fc.sample(sample, count), 1_760_000_000_000);

describe('telemetry batch', () => {
  it('gives back every value, with null for what is not known', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 20 }), fc.nat({ max: 4e12 }), (samples, utcMs) => {
        expect(decodeTelemetryBatch(encodeTelemetryBatch(samples, utcMs))).toEqual({ utc_ms: utcMs, samples });
      }),
    );
  });

  it('answers one sample of many, and whose it is', () => {
    const samples = fc.sample(sample, 5);
    const frame = new TelemetryFrame(encodeTelemetryBatch(samples, 7));
    expect([frame.count, frame.utc_ms]).toEqual([5, 7]);
    expect(samples.map((_, index) => frame.aircraftIdAt(index))).toEqual(samples.map((each) => each.aircraft_id));
    expect([frame.sampleAt(3), frame.sampleAt(0)]).toEqual([samples[3], samples[0]]);
  });

  it('tells ids apart that end alike, in whatever order they come', () => {
    const ids = ['0193aaaa-0000-7000-8000-000000000001', '0193bbbb-0000-7000-8000-000000000001'];
    const samples = [...ids, ...ids.toReversed()].map((aircraft_id) => ({ ...fc.sample(sample, 1)[0]!, aircraft_id }));
    expect(decodeTelemetryBatch(encodeTelemetryBatch(samples, 7)).samples).toEqual(samples);
  });

  it('reads a frame that is a view into a larger buffer', () => {
    const bytes = batch(3);
    const shifted = new Uint8Array(bytes.length + 7);
    shifted.set(bytes, 5);
    expect(decodeTelemetryBatch(shifted.subarray(5, 5 + bytes.length))).toEqual(decodeTelemetryBatch(bytes));
  });

  it('ignores fields that a later writer of the same version appended', () => {
    const bytes = batch(1);
    const longer = new Uint8Array(bytes.length + 4);
    longer.set(bytes);
    new DataView(longer.buffer).setUint16(2, TELEMETRY_SAMPLE_BYTES + 4, true);
    expect(decodeTelemetryBatch(longer)).toEqual(decodeTelemetryBatch(bytes));
  });

  it('reads what a writer without the appended fields wrote, whole but for those', () => {
    const whole = fc.sample(sample, 1)[0]!;
    const bytes = encodeTelemetryBatch([whole], 7).slice(0, -4);
    new DataView(bytes.buffer).setUint16(2, TELEMETRY_SAMPLE_BYTES - 4, true);
    expect(decodeTelemetryBatch(bytes).samples).toEqual([{ ...whole, camera_hfov_deg: null }]);
  });

  it.each([0, TELEMETRY_BATCH_VERSION + 1, 255])('refuses version %i by name', (version) => {
    const bytes = batch(1);
    bytes[0] = version;
    expect(() => decodeTelemetryBatch(bytes)).toThrow(
      expect.objectContaining({ name: 'WireFormatError', code: 'wire_version_unsupported' }),
    );
  });

  it('refuses every truncated or random frame without another error', () => {
    const bytes = batch(2);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeTelemetryBatch(bytes.subarray(0, length))).toThrow(WireFormatError);
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
        try {
          decodeTelemetryBatch(random);
        } catch (error) {
          expect(error).toBeInstanceOf(WireFormatError);
        }
      }),
    );
  });
});
