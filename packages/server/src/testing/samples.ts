/** Things that many tests need. Only tests import it. */
import type { AircraftInput, CameraInput, CameraStatus, TelemetrySample, FlightPlan } from '@outrider/schema';

export const aircraftInput = (name: string, serial = name): AircraftInput => ({
  name,
  maker: 'Skydio',
  model: 'X10',
  serial,
  remote_id_serial: null,
  site_id: null,
  in_dock: true,
  performance: {
    cruise_speed_mps: 15,
    max_speed_mps: 20,
    climb_speed_mps: 4,
    descent_speed_mps: 3,
    mass_kg: 2.5,
    battery_capacity_wh: 150,
    hover_power_w: 250,
    cruise_power_w: 300,
    max_wind_mps: 12,
    launch_time_s: 10,
    ceiling_above_takeoff_m: 120,
  },
  acquired_on: null,
  contract: null,
  payloads: ['visible'],
});

export const siteInput = (name: string) => ({
  name,
  position: { latitude_deg: 37.5, longitude_deg: -122.2, altitude_amsl_m: 10 },
});

/** A camera of which nothing is known. */
export const cameraStatus = (camera_id: string): CameraStatus => ({
  camera_id,
  state: 'waiting',
  detail: null,
  codec: null,
  width: null,
  height: null,
  frame_rate_hz: null,
  bit_rate_bps: null,
  loss_percent: null,
  last_picture_utc_ms: null,
  viewers: 0,
  recording_flight_id: null,
  recording_since_utc_ms: null,
  recording_detail: null,
});

export const cameraInput = (name: string): CameraInput => ({
  name,
  aircraft_id: null,
  place: { position: siteInput(name).position, heading_deg: 90, pitch_deg: -10 },
  lens: 'wide',
  maker: 'Axis',
  model: 'P1465',
  source: {
    kind: 'rtsp',
    url: 'rtsp://127.0.0.1:9/roof',
    transport: 'auto',
    username: 'viewer',
    password: 'secret-of-the-roof',
  },
  horizontal_fov_deg: 60,
  criminal_justice: false,
  enabled: true,
});

/** A vehicle that is known to be on the ground and nothing else. */
export const telemetrySample = (aircraft_id: string, utc_ms = Date.now()): TelemetrySample => ({
  aircraft_id,
  utc_ms,
  latitude_deg: 37.5,
  longitude_deg: -122.2,
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
  mode: 'hold',
  phase: 'on_ground',
  link: 'live',
  armed: false,
  stopped: false,
  manual: false,
  estimator_ok: null,
});

const at = { latitude_deg: 37.5, longitude_deg: -122.2 };
/** A plan of no length: out and back to where it starts. */
export const flightPlan: FlightPlan = {
  home: { ...at, altitude_amsl_m: 10 },
  target: at,
  take_off_height_m: 15,
  legs: [{ to: { ...at, altitude_amsl_m: 40 }, height_above_takeoff_m: 30, speed_mps: 8, contingency: 'return' }],
  hold_s: 60,
  on_scene_height_m: 30,
  return_line: { ok: true, return_height_m: 40, raised: false, rally_points: [], detail: '' },
  fence: { ring: [], max_height_above_takeoff_m: 60, keep_out: [] },
  length_out_m: 0,
  length_back_m: 0,
};

/** What an event of a flight says beside its state when there is nothing to say. */
export const NO_PROGRESS = {
  position: null,
  distance_m: null,
  max_height_above_takeoff_m: null,
  detail: null,
  error_code: null,
} as const;
