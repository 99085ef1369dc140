const SECONDS = 160;
const FRAMES_PER_DATAGRAM = 8;

/**
 * Messages per second on the ground link of PX4 and, after a stream request, of ArduCopter, as seen with the autopilots
 * in the loop; those that node-mavlink does not know are left out.
 */
const PX4_HZ = {
  ATTITUDE: 50,
  ATTITUDE_QUATERNION: 50,
  LOCAL_POSITION_NED: 50,
  GLOBAL_POSITION_INT: 50,
  SERVO_OUTPUT_RAW: 50,
  ATTITUDE_TARGET: 50,
  POSITION_TARGET_LOCAL_NED: 50,
  GPS_RAW_INT: 5,
  VFR_HUD: 4,
  HEARTBEAT: 1,
  SYS_STATUS: 1,
  SCALED_PRESSURE: 1,
  MISSION_CURRENT: 1,
  POSITION_TARGET_GLOBAL_INT: 1,
  ALTITUDE: 1,
  EXTENDED_SYS_STATE: 1,
  BATTERY_STATUS: 1,
  HOME_POSITION: 1,
  ESTIMATOR_STATUS: 1,
};
const COPTER_HZ = {
  ATTITUDE: 10,
  AHRS2: 10,
  LOCAL_POSITION_NED: 4,
  GLOBAL_POSITION_INT: 4,
  VFR_HUD: 4,
  SYS_STATUS: 2,
  SYSTEM_TIME: 2,
  GPS_RAW_INT: 2,
  RAW_IMU: 2,
  SCALED_PRESSURE: 2,
  SERVO_OUTPUT_RAW: 2,
  MISSION_CURRENT: 2,
  NAV_CONTROLLER_OUTPUT: 2,
  RC_CHANNELS: 2,
  SCALED_IMU2: 2,
  POWER_STATUS: 2,
  SCALED_IMU3: 2,
  TERRAIN_REPORT: 2,
  SCALED_PRESSURE2: 2,
  BATTERY_STATUS: 2,
  MEMINFO: 2,
  AHRS: 2,
  WIND: 2,
  EKF_STATUS_REPORT: 2,
  VIBRATION: 2,
  HEARTBEAT: 1,
  POSITION_TARGET_GLOBAL_INT: 1,
};

/** The two vehicles' frames, interleaved as they would arrive, eight to a datagram. */
export async function realisticStream() {
  const { FrameEncoder, MESSAGE_ID, blank } = await import('../../packages/protocol/dist/mavlink/index.js');
  const random = randomSource(7);
  const frames = [...vehicle(PX4_HZ, 1), ...vehicle(COPTER_HZ, 22)];
  frames.sort((a, b) => a.at_s - b.at_s || a.system - b.system);
  const encoders = new Map([1, 22].map((systemId) => [systemId, new FrameEncoder({ systemId, componentId: 1 })]));
  const encoded = frames.map(({ name, system }) => encoders.get(system).encode(name, plausible(blank(name), random)));
  const datagrams = [];
  for (let at = 0; at < encoded.length; at += FRAMES_PER_DATAGRAM) {
    datagrams.push(new Uint8Array(Buffer.concat(encoded.slice(at, at + FRAMES_PER_DATAGRAM))));
  }
  const ids = [...new Set(frames.map(({ name }) => MESSAGE_ID[name]))];
  return { datagrams, ids, messages: frames.length, bytes: encoded.reduce((sum, frame) => sum + frame.length, 0) };
}

function vehicle(rates, system) {
  return Object.entries(rates).flatMap(([name, hz]) =>
    Array.from({ length: hz * SECONDS }, (_, index) => ({ name, system, at_s: index / hz })),
  );
}

/** Numbers of the size that flight brings; a third of the fields stays zero, as on real links. */
function plausible(message, random) {
  for (const [field, value] of Object.entries(message)) {
    if (random() < 0.33) continue;
    if (Array.isArray(value)) message[field] = value.map(() => Math.floor(random() * 100));
    else if (typeof value === 'number') message[field] = Math.floor(random() * 100) + (isFloat(field) ? random() : 0);
    if (/time|lat|lon|alt$/.test(field)) message[field] = Math.floor(random() * 2e6);
  }
  return message;
}

function isFloat(field) {
  return /roll|pitch|yaw|^[xyz]$|^q|speed|vibration|ratio|variance|press_|altitude_/.test(field);
}

function randomSource(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
