import type { TelemetrySample } from '@outrider/schema';
import { expect, test } from 'vitest';
import {
  chunkSamples,
  encodeSampleEntry,
  readSamples,
  samplesToTrack,
  thinTrack,
  unpackChunk,
  wholeSampleBytes,
} from './index.js';

const BASE: TelemetrySample = {
  aircraft_id: '01938d2a-0000-7000-8000-000000000001',
  utc_ms: 0,
  latitude_deg: 37,
  longitude_deg: -122,
  altitude_amsl_m: 10,
  height_above_takeoff_m: 0,
  altitude_agl_m: null,
  roll_deg: 0,
  pitch_deg: 0,
  heading_deg: 90,
  ground_speed_mps: 5,
  climb_mps: 0,
  velocity_north_mps: 0,
  velocity_east_mps: 5,
  battery_percent: 90,
  battery_voltage_v: 22.5,
  battery_current_a: null,
  energy_to_return_percent: null,
  energy_to_land_percent: null,
  time_to_return_s: null,
  distance_home_m: 0,
  bearing_home_deg: null,
  gnss_satellites: 14,
  gnss_hdop: 0.5,
  wind_speed_mps: null,
  wind_from_deg: null,
  gimbal_pitch_deg: null,
  gimbal_yaw_deg: null,
  camera_hfov_deg: null,
  link_age_ms: 20,
  link_latency_ms: null,
  gnss_fix: 3,
  mode: 'mission',
  phase: 'airborne',
  link: 'live',
  armed: true,
  stopped: false,
  manual: false,
  estimator_ok: true,
};
const samples = Array.from({ length: 1500 }, (_, i) => ({
  ...BASE,
  utc_ms: 1_700_000_000_000 + i * 100,
  longitude_deg: -122 + i * 1e-5,
}));

test('a stream torn anywhere gives whole entries and says how far it read', () => {
  const stream = Buffer.concat(samples.slice(0, 3).map(encodeSampleEntry));
  for (let end = 0; end <= stream.length; end++) {
    const { samples: read, consumed } = readSamples(stream.subarray(0, end));
    expect(wholeSampleBytes(stream.subarray(0, end))).toBe(consumed);
    expect(consumed).toBe((stream.length / 3) * read.length);
    expect(read).toEqual(samples.slice(0, read.length));
  }
});

test('damage in the middle is named with its offset', () => {
  const stream = Buffer.concat(samples.slice(0, 3).map(encodeSampleEntry));
  stream.writeUInt32LE(0xffffffff, stream.length / 3);
  expect(() => readSamples(stream)).toThrow(`byte ${stream.length / 3}`);
  expect(wholeSampleBytes(stream)).toBe(stream.length / 3);
});

test('chunks hold every sample once, with time range and box, and are the same for the same samples', () => {
  const chunks = chunkSamples(samples);
  expect(chunks.length).toBeGreaterThanOrEqual(3);
  expect(chunks.flatMap((chunk) => unpackChunk(chunk.payload))).toEqual(samples);
  expect(Math.min(...chunks.map((chunk) => chunk.box?.west ?? 0))).toBe(-122);
  expect(chunkSamples(samples)).toEqual(chunks);
});

test('a track keeps order, drops repeats, and thins with both ends kept', () => {
  const track = samplesToTrack('f', [...samples, samples[3]!]);
  expect(track.utc_ms).toEqual(samples.map((sample) => sample.utc_ms));
  const thin = thinTrack(track, 100);
  expect(thin.utc_ms).toHaveLength(100);
  expect([thin.utc_ms[0], thin.utc_ms.at(-1)]).toEqual([track.utc_ms[0], track.utc_ms.at(-1)]);
  expect(thin.mode).toHaveLength(100);
});
