// What a vehicle that streams sends: sixty messages a second, encoded beforehand.
import { encode } from '../../packages/protocol/dist/mavlink/index.js';

/** Sixty messages a second of a vehicle that streams: position and attitude most, the rest as autopilots do. */
const MIX = [
  ['ATTITUDE', 22],
  ['GLOBAL_POSITION_INT', 20],
  ['VFR_HUD', 8],
  ['SYS_STATUS', 2],
  ['GPS_RAW_INT', 2],
  ['EXTENDED_SYS_STATE', 2],
  ['BATTERY_STATUS', 2],
  ['HEARTBEAT', 1],
  ['HOME_POSITION', 1],
];

/** ArduCopter's custom modes. */
export const AUTO = 3;
export const LOITER = 5;

/** Datagrams of one round of the mix, to be sent over and over; the heartbeat first: with it a vehicle begins to exist. */
export function datagramsOf(index, systemId, framesPerDatagram, customMode = AUTO) {
  const frames = spread().map((name, sequence) =>
    encode(name, fieldsOf(name, sequence, index, customMode), { systemId, componentId: 1, sequence }),
  );
  const datagrams = [];
  for (let at = 0; at < frames.length * framesPerDatagram; at += framesPerDatagram) {
    datagrams.push(
      Buffer.concat(Array.from({ length: framesPerDatagram }, (_, i) => frames[(at + i) % frames.length])),
    );
  }
  return datagrams;
}

/** The mix in an order in which equal messages are far apart, the heartbeat first. */
function spread() {
  const order = MIX.flatMap(([name, count]) =>
    Array.from({ length: count }, (_, index) => ({ name, at: name === 'HEARTBEAT' ? -1 : (index + 0.5) / count })),
  );
  return order.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

function fieldsOf(name, step, index, customMode) {
  const none = { time_boot_ms: 60_000 + step, time_usec: 0 };
  switch (name) {
    case 'ATTITUDE':
      return { ...none, roll: 0.1, pitch: -0.05, yaw: 1, rollspeed: 0, pitchspeed: 0, yawspeed: 0 };
    case 'GLOBAL_POSITION_INT':
      return {
        ...none,
        lat: 473_977_000 + Math.floor(index / 32) * 10_000,
        lon: 85_456_000 + (index % 32) * 10_000,
        alt: 520_000,
        relative_alt: 30_000,
        vx: 500,
        vy: 0,
        vz: 0,
        hdg: 0,
      };
    case 'VFR_HUD':
      return { airspeed: 5, groundspeed: 5, heading: 1, throttle: 40, alt: 520, climb: 0 };
    case 'SYS_STATUS':
      return { ...zeros('onboard_control_sensors_present', 'onboard_control_sensors_enabled'), ...SYS_STATUS };
    case 'GPS_RAW_INT':
      return { ...none, fix_type: 3, lat: 0, lon: 0, alt: 0, eph: 90, epv: 90, vel: 0, cog: 0, satellites_visible: 14 };
    case 'EXTENDED_SYS_STATE':
      return { vtol_state: 0, landed_state: 2 };
    case 'BATTERY_STATUS':
      return { ...zeros('id', 'battery_function', 'type', 'current_consumed', 'energy_consumed'), ...BATTERY };
    case 'HOME_POSITION':
      return { ...HOME, q: [1, 0, 0, 0], ...zeros('x', 'y', 'z', 'approach_x', 'approach_y', 'approach_z') };
    default:
      return { type: 2, autopilot: 3, base_mode: 129, custom_mode: customMode, system_status: 4, mavlink_version: 3 };
  }
}

const zeros = (...names) => Object.fromEntries(names.map((name) => [name, 0]));
const SYS_STATUS = {
  onboard_control_sensors_health: 0x10000000,
  ...zeros('load', 'drop_rate_comm', 'errors_comm', 'errors_count1', 'errors_count2', 'errors_count3', 'errors_count4'),
  voltage_battery: 15_000,
  current_battery: 900,
  battery_remaining: 80,
};
const BATTERY = { temperature: 0, voltages: [15_000], current_battery: 900, battery_remaining: 80 };
const HOME = { latitude: 473_977_000, longitude: 85_456_000, altitude: 490_000 };
