import { FLIGHT_MODES } from '@outrider/schema';
import type { FlightMode, TelemetrySample, Track } from '@outrider/schema';

/** Columns of a track that a sample has under the same name. */
const COLUMNS = [
  'latitude_deg',
  'longitude_deg',
  'altitude_amsl_m',
  'height_above_takeoff_m',
  'heading_deg',
  'ground_speed_mps',
  'climb_mps',
  'roll_deg',
  'pitch_deg',
  'battery_percent',
  'battery_voltage_v',
  'link_age_ms',
] as const;

/** Index of the last point at or before a time by bisection; -1 before the first. Pure. */
export function indexAt(times: readonly number[], utcMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) <= utcMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The track at a time as telemetry; what a track does not keep is null. Null before the first point. Pure. */
export function sampleAt(track: Track, aircraftId: string, utcMs: number): TelemetrySample | null {
  const index = indexAt(track.utc_ms, utcMs);
  if (index < 0) return null;
  const values = Object.fromEntries(COLUMNS.map((name) => [name, track[name][index] ?? null]));
  return {
    ...UNKNOWN,
    ...values,
    aircraft_id: aircraftId,
    utc_ms: track.utc_ms[index] ?? utcMs,
    mode: modeOf(track.mode[index]),
  };
}

function modeOf(word: string | undefined): FlightMode {
  return FLIGHT_MODES.find((mode) => mode === word) ?? 'unknown';
}

const UNKNOWN: Omit<TelemetrySample, 'aircraft_id' | 'utc_ms'> = {
  latitude_deg: null,
  longitude_deg: null,
  altitude_amsl_m: null,
  height_above_takeoff_m: null,
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
  link_age_ms: null,
  link_latency_ms: null,
  gnss_fix: null,
  mode: 'unknown',
  phase: 'unknown',
  link: 'live',
  armed: false,
  stopped: false,
  manual: false,
  estimator_ok: null,
};
