import type { AirPoint, TelemetrySample } from '@outrider/schema';
import { localPlane, toXy } from '../geo/index.js';
import type { LocalPlane } from '../geo/index.js';
import { normalDegrees } from './angles.js';
import { linkAgeMs, linkStateAt } from './reducer.js';
import type { VehicleState } from './state.js';

/** What a sample holds beside the state itself. */
export interface SampleContext {
  aircraft_id: string;
  utc_ms: number;
  /** monotonic, for the link's age */
  now_ms: number;
  stopped: boolean;
  manual: boolean;
  energy: Pick<TelemetrySample, 'energy_to_return_percent' | 'energy_to_land_percent' | 'time_to_return_s'>;
}

/** The present moment of a vehicle as it is shown, recorded and sent. */
export function toSample(state: VehicleState, context: SampleContext): TelemetrySample {
  const ageMs = linkAgeMs(state, context.now_ms);
  const home = wayHome(state);
  return {
    aircraft_id: context.aircraft_id,
    utc_ms: context.utc_ms,
    latitude_deg: state.latitude_deg,
    longitude_deg: state.longitude_deg,
    altitude_amsl_m: state.altitude_amsl_m,
    height_above_takeoff_m: state.height_above_takeoff_m,
    altitude_agl_m: state.altitude_agl_m,
    roll_deg: state.roll_deg,
    pitch_deg: state.pitch_deg,
    heading_deg: state.heading_deg,
    ground_speed_mps: state.ground_speed_mps,
    climb_mps: state.climb_mps,
    velocity_north_mps: state.velocity_north_mps,
    velocity_east_mps: state.velocity_east_mps,
    battery_percent: state.battery_percent,
    battery_voltage_v: state.battery_voltage_v,
    battery_current_a: state.battery_current_a,
    ...context.energy,
    distance_home_m: home && home.distance_m,
    bearing_home_deg: home && home.bearing_deg,
    gnss_satellites: state.gnss_satellites,
    gnss_hdop: state.gnss_hdop,
    wind_speed_mps: state.wind_speed_mps,
    wind_from_deg: state.wind_from_deg,
    gimbal_pitch_deg: state.gimbal_pitch_deg,
    gimbal_yaw_deg: state.gimbal_yaw_deg,
    link_age_ms: ageMs,
    link_latency_ms: state.link_latency_ms,
    gnss_fix: state.gnss_fix,
    mode: state.mode,
    phase: state.phase,
    link: linkStateAt(ageMs),
    armed: state.armed ?? false,
    stopped: context.stopped,
    manual: context.manual,
    estimator_ok: state.estimator_ok,
    camera_hfov_deg: state.camera_hfov_deg,
  };
}

/** A flat map around each home: making one costs more than using it. */
const planes = new WeakMap<AirPoint, LocalPlane>();

function wayHome({
  latitude_deg,
  longitude_deg,
  home,
}: VehicleState): { distance_m: number; bearing_deg: number } | null {
  if (latitude_deg === null || longitude_deg === null || home === null) return null;
  const plane = planes.get(home) ?? localPlane(home.longitude_deg, home.latitude_deg);
  planes.set(home, plane);
  const [east, north] = toXy(plane, longitude_deg, latitude_deg);
  const bearing_deg = normalDegrees((Math.atan2(-east, -north) * 180) / Math.PI);
  return { distance_m: Math.hypot(east, north), bearing_deg };
}
