import type { AirPoint, FlightMode, LinkState, VehiclePhase } from '@outrider/schema';

/** What the autopilot itself says about ground contact. */
export type LandedState = 'unknown' | 'on_ground' | 'in_air' | 'taking_off' | 'landing';

/**
 * Everything known about one vehicle. It belongs to the vehicle's actor and is changed in place by `observe`, since it changes
 * some sixty times a second. Times are monotonic milliseconds. Null is "not known".
 */
export interface VehicleState {
  last_heard_ms: number | null;
  link: LinkState;
  link_latency_ms: number | null;
  time_boot_ms: number | null;
  reboots: number;
  armed: boolean | null;
  mode: FlightMode;
  mode_name: string | null;
  landed: LandedState;
  phase: VehiclePhase;
  latitude_deg: number | null;
  longitude_deg: number | null;
  altitude_amsl_m: number | null;
  height_above_takeoff_m: number | null;
  altitude_agl_m: number | null;
  roll_deg: number | null;
  pitch_deg: number | null;
  heading_deg: number | null;
  ground_speed_mps: number | null;
  climb_mps: number | null;
  velocity_north_mps: number | null;
  velocity_east_mps: number | null;
  battery_percent: number | null;
  battery_voltage_v: number | null;
  battery_current_a: number | null;
  gnss_fix: number | null;
  gnss_satellites: number | null;
  gnss_hdop: number | null;
  wind_speed_mps: number | null;
  wind_from_deg: number | null;
  gimbal_pitch_deg: number | null;
  gimbal_yaw_deg: number | null;
  camera_hfov_deg: number | null;
  estimator_ok: boolean | null;
  home: AirPoint | null;
}

/** A vehicle of which nothing has been heard. */
export function unknownVehicle(): VehicleState {
  return {
    last_heard_ms: null,
    link: 'lost',
    link_latency_ms: null,
    time_boot_ms: null,
    reboots: 0,
    armed: null,
    mode: 'unknown',
    mode_name: null,
    landed: 'unknown',
    phase: 'unknown',
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
    gnss_fix: null,
    gnss_satellites: null,
    gnss_hdop: null,
    wind_speed_mps: null,
    wind_from_deg: null,
    gimbal_pitch_deg: null,
    gimbal_yaw_deg: null,
    camera_hfov_deg: null,
    estimator_ok: null,
    home: null,
  };
}

/** Where the vehicle is, or null where that is not known. */
export function positionOf(
  state: Pick<VehicleState, 'latitude_deg' | 'longitude_deg'>,
): { latitude_deg: number; longitude_deg: number } | null {
  const { latitude_deg, longitude_deg } = state;
  return latitude_deg === null || longitude_deg === null ? null : { latitude_deg, longitude_deg };
}

/** True while the vehicle has left the ground as far as we know. */
export function isAirborne(state: Pick<VehicleState, 'phase'>): boolean {
  return state.phase === 'taking_off' || state.phase === 'airborne' || state.phase === 'landing';
}
