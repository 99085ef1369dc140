import type { TelemetrySample } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { ageOf, freshnessOf, TelemetryStore } from './telemetry.js';

const sample = (change: Partial<TelemetrySample> = {}): TelemetrySample => ({
  aircraft_id: 'heron',
  utc_ms: 1000,
  latitude_deg: 37,
  longitude_deg: -122,
  altitude_amsl_m: 60,
  height_above_takeoff_m: 40,
  altitude_agl_m: null,
  roll_deg: null,
  pitch_deg: null,
  heading_deg: null,
  ground_speed_mps: null,
  climb_mps: null,
  velocity_north_mps: null,
  velocity_east_mps: null,
  battery_percent: null,
  battery_voltage_v: null,
  battery_current_a: null,
  energy_to_return_percent: null,
  energy_to_land_percent: null,
  time_to_return_s: null,
  distance_home_m: null,
  bearing_home_deg: null,
  gnss_satellites: null,
  gnss_hdop: null,
  wind_speed_mps: null,
  wind_from_deg: null,
  gimbal_pitch_deg: null,
  gimbal_yaw_deg: null,
  camera_hfov_deg: null,
  link_age_ms: 100,
  link_latency_ms: null,
  gnss_fix: null,
  mode: 'hold',
  phase: 'airborne',
  link: 'live',
  armed: true,
  stopped: false,
  manual: false,
  estimator_ok: null,
  ...change,
});
const stored = (change: Partial<TelemetrySample> = {}) => {
  const store = new TelemetryStore();
  store.ingest([sample(change)], 5000);
  return store.get('heron')!;
};

describe('age', () => {
  it('is that of the link plus the time since it came here', () => {
    expect(ageOf(stored(), 5300)).toBe(400);
    expect(ageOf(stored({ link_age_ms: null }), 5300)).toBe(300);
  });
  it('makes data stale at 1.5 s and lost at 3.5 s', () => {
    expect(freshnessOf(stored(), 6000)).toBe('live');
    expect(freshnessOf(stored(), 6400)).toBe('stale');
    expect(freshnessOf(stored(), 8400)).toBe('lost');
    expect(freshnessOf(undefined, 0)).toBe('lost');
  });
  it('believes the gateway when it says so earlier', () => {
    expect(freshnessOf(stored({ link: 'stale' }), 5000)).toBe('stale');
    expect(freshnessOf(stored({ link: 'lost' }), 5000)).toBe('lost');
  });
});

describe('samples', () => {
  it('that are older than what is held change nothing', () => {
    const store = new TelemetryStore();
    store.ingest([sample({ utc_ms: 2000, battery_percent: 50 })], 0);
    store.ingest([sample({ utc_ms: 1000, battery_percent: 90 })], 100);
    expect(store.get('heron')).toMatchObject({ received_ms: 0, sample: { battery_percent: 50 } });
  });
  it('tell listeners once for a batch', () => {
    const store = new TelemetryStore();
    let calls = 0;
    const stop = store.subscribe(() => calls++);
    store.ingest([sample(), sample({ aircraft_id: 'other' })], 0);
    stop();
    store.ingest([sample({ utc_ms: 3000 })], 0);
    expect(calls).toBe(1);
  });
  it('leave a trail in the air, which starts anew on the ground', () => {
    const store = new TelemetryStore();
    for (let i = 0; i < 5; i++) store.ingest([sample({ utc_ms: i * 2000, latitude_deg: 37 + i * 1e-3 })], i);
    expect(store.get('heron')?.trail.length).toBe(5);
    store.ingest([sample({ utc_ms: 20_000, latitude_deg: 38, phase: 'on_ground' })], 9);
    expect(store.get('heron')?.trail.length).toBe(1);
  });
});

describe('height above ground', () => {
  it('is filled in where terrain is known and the autopilot does not say', () => {
    const store = new TelemetryStore();
    store.setGround(() => 12);
    store.ingest([sample(), sample({ aircraft_id: 'knows', altitude_agl_m: 5 })], 0);
    expect(store.get('heron')?.sample.altitude_agl_m).toBe(48);
    expect(store.get('knows')?.sample.altitude_agl_m).toBe(5);
  });
  it('stays unknown where the ground or the altitude is', () => {
    const store = new TelemetryStore();
    store.setGround((longitude) => (longitude < 0 ? null : 0));
    store.ingest([sample(), sample({ aircraft_id: 'b', longitude_deg: 1, altitude_amsl_m: null })], 0);
    expect(store.get('heron')?.sample.altitude_agl_m).toBeNull();
    expect(store.get('b')?.sample.altitude_agl_m).toBeNull();
  });
});
