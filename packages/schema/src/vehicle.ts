/** What is known about a live vehicle. Hot values travel as binary samples, slow values as status events. */
import Type, { type Static } from 'typebox';
import { AirPoint, Id, Nullable, Strict, UtcMs, Words } from './primitives.js';

/** Modes in Outrider's words; each adapter maps its autopilot's own modes to them. */
export const FLIGHT_MODES = [
  'unknown',
  'hold',
  'guided',
  'mission',
  'take_off',
  'return',
  'land',
  'position',
  'altitude',
  'attitude',
  'terminated',
  'other',
] as const;
export const FlightMode = Words(FLIGHT_MODES);
export type FlightMode = (typeof FLIGHT_MODES)[number];

/** Where a vehicle is in its own flight, as observed (not as commanded). */
export const VEHICLE_PHASES = ['unknown', 'on_ground', 'armed', 'taking_off', 'airborne', 'landing'] as const;
export const VehiclePhase = Words(VEHICLE_PHASES);
export type VehiclePhase = (typeof VEHICLE_PHASES)[number];

export const LINK_STATES = ['live', 'stale', 'lost'] as const;
export const LinkState = Words(LINK_STATES);
export type LinkState = (typeof LINK_STATES)[number];

/** One moment of one vehicle. Numbers that are not known are null (NaN on the wire). */
export const TelemetrySample = Strict({
  aircraft_id: Id,
  utc_ms: UtcMs,
  latitude_deg: Nullable(Type.Number()),
  longitude_deg: Nullable(Type.Number()),
  altitude_amsl_m: Nullable(Type.Number()),
  height_above_takeoff_m: Nullable(Type.Number()),
  altitude_agl_m: Nullable(Type.Number()),
  roll_deg: Nullable(Type.Number()),
  pitch_deg: Nullable(Type.Number()),
  heading_deg: Nullable(Type.Number()),
  ground_speed_mps: Nullable(Type.Number()),
  climb_mps: Nullable(Type.Number()),
  velocity_north_mps: Nullable(Type.Number()),
  velocity_east_mps: Nullable(Type.Number()),
  battery_percent: Nullable(Type.Number()),
  battery_voltage_v: Nullable(Type.Number()),
  battery_current_a: Nullable(Type.Number()),
  /** Share of the battery that the straight return and the landing need from here, now. */
  energy_to_return_percent: Nullable(Type.Number()),
  energy_to_land_percent: Nullable(Type.Number()),
  /** Seconds until the battery no longer covers return plus reserve. */
  time_to_return_s: Nullable(Type.Number()),
  distance_home_m: Nullable(Type.Number()),
  bearing_home_deg: Nullable(Type.Number()),
  gnss_satellites: Nullable(Type.Number()),
  gnss_hdop: Nullable(Type.Number()),
  wind_speed_mps: Nullable(Type.Number()),
  wind_from_deg: Nullable(Type.Number()),
  /** Against the horizon, up positive. */
  gimbal_pitch_deg: Nullable(Type.Number()),
  /** Against the nose, to the right positive: the camera looks towards heading_deg + gimbal_yaw_deg. */
  gimbal_yaw_deg: Nullable(Type.Number()),
  link_age_ms: Nullable(Type.Number()),
  /** Round trip of a TIMESYNC or COMMAND through the link. */
  link_latency_ms: Nullable(Type.Number()),
  /** MAVLink GPS_FIX_TYPE: 0 none to 6 RTK fixed. */
  gnss_fix: Nullable(Type.Number()),
  mode: FlightMode,
  phase: VehiclePhase,
  link: LinkState,
  armed: Type.Boolean(),
  /** STOP is latched: only re-activate moves the aircraft again. */
  stopped: Type.Boolean(),
  /** Someone holds the manual lease. */
  manual: Type.Boolean(),
  estimator_ok: Nullable(Type.Boolean()),
  /** Horizontal field of view of the first camera as it is zoomed now. */
  camera_hfov_deg: Nullable(Type.Number()),
});
export type TelemetrySample = Static<typeof TelemetrySample>;

export const AutopilotKind = Words(['ardupilot', 'px4', 'dji', 'generic'] as const);
export type AutopilotKind = Static<typeof AutopilotKind>;
export const Capability = Words([
  'take_off',
  'go_to',
  'orbit',
  'hold',
  'change_height',
  'change_speed',
  'change_heading',
  'gimbal',
  'zoom',
  'return',
  'land',
  'stop',
  'terminate',
  'mission',
  'fence',
  'rally',
  'manual',
  'parameters',
] as const);
export type Capability = Static<typeof Capability>;

/** One failsafe as read back from the autopilot. */
export const FailsafeItem = Strict({
  name: Words(['lost_link', 'rc_loss', 'battery', 'fence', 'home', 'return_height', 'ground_station_id'] as const),
  ok: Nullable(Type.Boolean()),
  /** A whole sentence: what was read, what is needed. */
  detail: Type.String(),
  /** True where the "set failsafes" button can put it right. */
  settable: Type.Boolean(),
});
export type FailsafeItem = Static<typeof FailsafeItem>;
export const FailsafeReport = Strict({
  read_at_utc_ms: UtcMs,
  items: Type.Array(FailsafeItem),
  return_height_m: Nullable(Type.Number()),
});
export type FailsafeReport = Static<typeof FailsafeReport>;

/** Slow facts about a vehicle, sent whole when any of them changes. */
export const VehicleStatus = Strict({
  /** gateway/link/system id, stable for one wiring. */
  vehicle_key: Type.String(),
  gateway: Type.String(),
  link_id: Type.String(),
  system_id: Type.Number(),
  simulated: Type.Boolean(),
  agency_id: Nullable(Id),
  aircraft_id: Nullable(Id),
  autopilot: AutopilotKind,
  vehicle_type: Type.String(),
  firmware: Nullable(Type.String()),
  /** Hardware uid from AUTOPILOT_VERSION, hex. */
  hardware_uid: Nullable(Type.String()),
  capabilities: Type.Array(Capability),
  home: Nullable(AirPoint),
  mode_name: Nullable(Type.String()),
  health: Type.Array(Strict({ sensor: Type.String(), ok: Type.Boolean() })),
  failsafes: Nullable(FailsafeReport),
  /** The autopilot's own words on why it will not arm, newest last. */
  prearm_messages: Type.Array(Type.String()),
  ready_to_arm: Nullable(Type.Boolean()),
  link: LinkState,
  parameters_loaded: Type.Boolean(),
  first_seen_utc_ms: UtcMs,
  last_heard_utc_ms: UtcMs,
  reboots: Type.Number(),
});
export type VehicleStatus = Static<typeof VehicleStatus>;
