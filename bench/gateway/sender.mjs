// Vehicles: a socket each, their frames encoded beforehand, sent at an even pace.
import { createSocket } from 'node:dgram';
import { encode } from '../../packages/protocol/dist/mavlink/index.js';

const STEP_MS = 5;
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

process.once('message', async (load) => {
  const vehicles = await Promise.all(
    Array.from({ length: load.vehicles }, (_, index) => {
      const port = load.ports[Math.floor(index / load.per_link)];
      return vehicle(index, (index % load.per_link) + 1, port, load.frames_per_datagram);
    }),
  );
  const perSecond = (load.vehicles * load.hz) / load.frames_per_datagram;
  const started = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1000) * perSecond);
    for (; sent < due; sent++) vehicles[sent % vehicles.length]();
  }, STEP_MS);
  process.send('sending');
  process.once('message', () => {
    clearInterval(timer);
    process.send({ frames: sent * load.frames_per_datagram, seconds: (performance.now() - started) / 1000 });
  });
});

/** A function that sends the vehicle's next datagram. */
async function vehicle(index, systemId, port, framesPerDatagram) {
  const frames = spread().map((name, sequence) =>
    encode(name, fieldsOf(name, sequence, index), { systemId, componentId: 1, sequence }),
  );
  // The heartbeat first: with it a vehicle begins to exist.
  const datagrams = [];
  for (let at = 0; at < frames.length * framesPerDatagram; at += framesPerDatagram) {
    datagrams.push(
      Buffer.concat(Array.from({ length: framesPerDatagram }, (_, i) => frames[(at + i) % frames.length])),
    );
  }
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.connect(port, '127.0.0.1', resolve));
  let next = 0;
  return () => socket.send(datagrams[next++ % datagrams.length]);
}

/** The mix in an order in which equal messages are far apart, the heartbeat first. */
function spread() {
  const order = MIX.flatMap(([name, count]) =>
    Array.from({ length: count }, (_, index) => ({ name, at: name === 'HEARTBEAT' ? -1 : (index + 0.5) / count })),
  );
  return order.toSorted((a, b) => a.at - b.at).map(({ name }) => name);
}

function fieldsOf(name, step, index) {
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
      return { type: 2, autopilot: 3, base_mode: 129, custom_mode: 3, system_status: 4, mavlink_version: 3 };
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
