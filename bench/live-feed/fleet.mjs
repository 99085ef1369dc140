// What the gateway of the benchmark says of its vehicles.

/** A vehicle that flies, as a gateway reports it. */
export function statusOf(vehicleKey, nowUtcMs) {
  const [gateway, link_id, system_id] = vehicleKey.split('/');
  return {
    vehicle_key: vehicleKey,
    gateway,
    link_id,
    system_id: Number(system_id),
    simulated: true,
    agency_id: null,
    aircraft_id: null,
    autopilot: 'ardupilot',
    vehicle_type: 'quadrotor',
    firmware: '4.6.0',
    hardware_uid: null,
    capabilities: ['take_off', 'go_to', 'hold', 'return', 'land'],
    home: null,
    mode_name: 'GUIDED',
    health: [],
    failsafes: null,
    prearm_messages: [],
    ready_to_arm: true,
    link: 'live',
    parameters_loaded: true,
    first_seen_utc_ms: nowUtcMs,
    last_heard_utc_ms: nowUtcMs,
    reboots: 0,
  };
}

/** A moment of an aircraft on a circle; `atMs` is when it is sent, on the shared clock. */
export function sampleOf(aircraftId, index, atMs) {
  const angle = atMs / 10_000 + index;
  return {
    aircraft_id: aircraftId,
    utc_ms: atMs,
    latitude_deg: 37 + Math.cos(angle) / 100,
    longitude_deg: -122 + Math.sin(angle) / 100,
    altitude_amsl_m: 80 + index / 10,
    height_above_takeoff_m: 60,
    altitude_agl_m: null,
    roll_deg: 3.2,
    pitch_deg: -1.1,
    heading_deg: (angle * 57.3) % 360,
    ground_speed_mps: 12.4,
    climb_mps: 0.1,
    velocity_north_mps: 8.1,
    velocity_east_mps: 9.2,
    battery_percent: 71.5,
    battery_voltage_v: 22.9,
    battery_current_a: 18.3,
    energy_to_return_percent: 11.2,
    energy_to_land_percent: 3.1,
    time_to_return_s: 612,
    distance_home_m: 840,
    bearing_home_deg: 211,
    gnss_satellites: 17,
    gnss_hdop: 0.7,
    wind_speed_mps: 3.3,
    wind_from_deg: 250,
    gimbal_pitch_deg: -30,
    gimbal_yaw_deg: 0,
    link_age_ms: 12,
    link_latency_ms: 18,
    gnss_fix: 3,
    mode: 'guided',
    phase: 'airborne',
    link: 'live',
    armed: true,
    stopped: false,
    manual: false,
    estimator_ok: true,
  };
}
