import { COPTER_MODE, POSITION_TARGET_TYPEMASK } from '@outrider/protocol/mavlink';
import type { messages, NamedMessage } from '@outrider/protocol/mavlink';
import type { Vector } from '../../physics/index.js';
import { goTo, velocityByComputer } from '../flight/index.js';
import type { Copter } from './copter.js';

const DEG = 180 / Math.PI;
const POSITION_IGNORED =
  POSITION_TARGET_TYPEMASK.X_IGNORE | POSITION_TARGET_TYPEMASK.Y_IGNORE | POSITION_TARGET_TYPEMASK.Z_IGNORE;
const BODY_FRAMES: ReadonlySet<number> = new Set([8, 9, 12]);

type Velocity = Pick<messages.SetPositionTargetLocalNed, 'vx' | 'vy' | 'vz' | 'yaw_rate'>;

/** Flies a velocity until the next one, or until GUID_TIMEOUT has passed. */
function flyVelocity(copter: Copter, velocity: Vector, yaw_rate: number): void {
  const until_ms = copter.now_ms + copter.parameters.get('GUID_TIMEOUT') * 1000;
  copter.target = null;
  const wish = { velocity, turn_deg_s: Number.isFinite(yaw_rate) ? yaw_rate * DEG : 0 };
  copter.start(velocityByComputer(() => (copter.now_ms <= until_ms ? wish : null)));
}

function overGround(copter: Copter, from: Velocity, body: boolean): Vector {
  if (!body) return { east: from.vy, north: from.vx, up: -from.vz };
  const heading = copter.body.heading_deg / DEG;
  return {
    east: from.vx * Math.sin(heading) + from.vy * Math.cos(heading),
    north: from.vx * Math.cos(heading) - from.vy * Math.sin(heading),
    up: -from.vz,
  };
}

/** Position and velocity targets, heeded in GUIDED and in the air only. */
export function guidedTarget(copter: Copter, message: NamedMessage): void {
  if (copter.custom_mode !== COPTER_MODE.GUIDED || !copter.armed || copter.landed) return;
  if (message.name === 'SET_POSITION_TARGET_LOCAL_NED') {
    const { fields } = message;
    if ((fields.type_mask & POSITION_IGNORED) === POSITION_IGNORED) {
      flyVelocity(copter, overGround(copter, fields, BODY_FRAMES.has(fields.coordinate_frame)), fields.yaw_rate);
    }
  }
  if (message.name === 'SET_POSITION_TARGET_GLOBAL_INT') {
    const { fields } = message;
    if ((fields.type_mask & POSITION_IGNORED) === POSITION_IGNORED) {
      return flyVelocity(copter, overGround(copter, fields, false), fields.yaw_rate);
    }
    const at = { latitude_deg: fields.lat_int / 1e7, longitude_deg: fields.lon_int / 1e7 };
    const up = copter.altitude(fields.coordinate_frame, fields.alt, at.latitude_deg, at.longitude_deg);
    if (up === null) return;
    copter.target = copter.local(at, up);
    copter.start(goTo(copter.target));
  }
}
