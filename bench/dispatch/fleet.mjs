// 1,000 aircraft with what is known of each: most are ready, some are grounded, flat, busy, or without a link.
import { id, NOW, place } from './county.mjs';

const PERFORMANCE = {
  cruise_speed_mps: 15,
  max_speed_mps: 20,
  climb_speed_mps: 4,
  descent_speed_mps: 3,
  mass_kg: 2.1,
  battery_capacity_wh: 156,
  hover_power_w: 250,
  cruise_power_w: 245,
  max_wind_mps: 12,
  launch_time_s: 10,
  ceiling_above_takeoff_m: 120,
};
const FAILSAFES = ['lost_link', 'rc_loss', 'battery', 'fence', 'home', 'return_height', 'ground_station_id'];
const SENSORS = ['gyroscope', 'accelerometer', 'compass', 'barometer', 'gnss', 'motors', 'estimator', 'battery'];

/** 250 sites, none where `isClosed` says that nobody would put one. */
export function sites(random, groundAt, isClosed) {
  return Array.from({ length: 250 }, (_, n) => {
    let point;
    do point = place((random() * 2 - 1) * 14_000, (random() * 2 - 1) * 14_000);
    while (isClosed(point));
    return { id: id(2, n), name: `Site ${n}`, address: '', position: { ...point, altitude_amsl_m: groundAt(point) } };
  });
}

export function fleet(random, allSites) {
  return Array.from({ length: 1000 }, (_, n) => {
    const site = allSites[n % allSites.length];
    const bound = random() > 0.03;
    // Through JSON, as from a database: objects of one shape each.
    return asJson({
      aircraft: aircraft(n, site, random, bound),
      site,
      status: bound ? status(n, random) : null,
      sample: bound ? sample(n, site, random) : null,
    });
  });
}

const asJson = (value) => JSON.parse(JSON.stringify(value));

function aircraft(n, site, random, bound) {
  return {
    id: id(3, n),
    name: `Heron ${n}`,
    maker: random() < 0.9 ? 'Skydio' : 'Other Maker',
    model: 'X10',
    serial: `1668${n}`,
    remote_id_serial: `1668${n}`,
    site_id: site.id,
    in_dock: true,
    performance: PERFORMANCE,
    acquired_on: '2025-02-01',
    contract:
      random() < 0.5 ? { party: 'County', started_on: '2025-01-01', ends_on: '2027-01-31', renewed_on: null } : null,
    payloads: ['visible', 'thermal'],
    grounding: random() < 0.02 ? { reason: 'Motor noise', by: id(4, 1), at_utc_ms: NOW - 1e6 } : null,
    checklist_ticks: [{ key: 'preflight_inspection', by: id(4, 1), at_utc_ms: NOW - 3_600_000 }],
    vehicle_key: bound ? `gw/main/${n}` : null,
    flight_id: null,
    total_flights: 10,
    total_airborne_s: 9000,
  };
}

function status(n, random) {
  return {
    vehicle_key: `gw/main/${n}`,
    gateway: 'gw',
    link_id: 'main',
    system_id: n,
    simulated: true,
    agency_id: id(5, 1),
    aircraft_id: id(3, n),
    autopilot: 'px4',
    vehicle_type: 'quadrotor',
    firmware: '1.16.0',
    hardware_uid: null,
    capabilities: ['take_off', 'go_to', 'hold', 'return', 'land', 'mission', 'fence'],
    home: null,
    mode_name: 'Hold',
    health: SENSORS.map((sensor) => ({ sensor, ok: true })),
    failsafes: {
      read_at_utc_ms: NOW - 60_000,
      items: FAILSAFES.map((name) => ({
        name,
        ok: name !== 'battery' || random() > 0.03,
        detail: `${name} read.`,
        settable: true,
      })),
      return_height_m: 60,
    },
    prearm_messages: [],
    ready_to_arm: true,
    link: random() < 0.97 ? 'live' : 'lost',
    parameters_loaded: true,
    first_seen_utc_ms: NOW - 9e6,
    last_heard_utc_ms: NOW - 300,
    reboots: 0,
  };
}

const UNKNOWN = [
  'height_above_takeoff_m',
  'altitude_agl_m',
  'roll_deg',
  'pitch_deg',
  'heading_deg',
  'ground_speed_mps',
  'climb_mps',
  'velocity_north_mps',
  'velocity_east_mps',
  'battery_voltage_v',
  'battery_current_a',
  'energy_to_return_percent',
  'energy_to_land_percent',
  'time_to_return_s',
  'distance_home_m',
  'bearing_home_deg',
  'wind_speed_mps',
  'wind_from_deg',
  'gimbal_pitch_deg',
  'gimbal_yaw_deg',
  'link_age_ms',
  'link_latency_ms',
];

function sample(n, site, random) {
  return {
    ...Object.fromEntries(UNKNOWN.map((key) => [key, null])),
    aircraft_id: id(3, n),
    utc_ms: NOW - 400,
    ...site.position,
    battery_percent: random() < 0.9 ? 80 + random() * 20 : random() * 80,
    gnss_satellites: 16,
    gnss_hdop: 0.8,
    gnss_fix: 3,
    mode: 'hold',
    phase: 'on_ground',
    link: 'live',
    armed: false,
    stopped: false,
    manual: false,
    estimator_ok: true,
  };
}
