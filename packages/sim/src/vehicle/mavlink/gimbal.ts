import { clamp, wrap180 } from '../../geometry/index.js';

const DEG = Math.PI / 180;
const RATE_DEG_S = 60;
const PITCH_MIN_DEG = -90;
const PITCH_MAX_DEG = 30;
/** Degrees between the nose and the yaw limit. */
const YAW_LIMIT_DEG = 180;

/** A two-axis gimbal: pitch against the horizon, yaw against the nose. */
export class Gimbal {
  pitch_deg = 0;
  yaw_deg = 0;
  #wantedPitch_deg = 0;
  #wantedYaw_deg = 0;
  #pitchRate_deg_s = 0;
  #yawRate_deg_s = 0;
  /** Bearing and angle of a place it keeps looking at, from the vehicle. */
  #target: (() => { bearing_deg: number; pitch_deg: number }) | null = null;
  /** Who has control in the gimbal manager protocol: system and component. */
  controller: { system: number; component: number } = { system: 0, component: 0 };

  point(pitch_deg: number, yaw_deg: number): void {
    this.#target = null;
    [this.#pitchRate_deg_s, this.#yawRate_deg_s] = [0, 0];
    if (Number.isFinite(pitch_deg)) this.#wantedPitch_deg = clamp(pitch_deg, PITCH_MIN_DEG, PITCH_MAX_DEG);
    if (Number.isFinite(yaw_deg)) this.#wantedYaw_deg = clamp(wrap180(yaw_deg), -YAW_LIMIT_DEG, YAW_LIMIT_DEG);
  }

  rotate(pitch_deg_s: number, yaw_deg_s: number): void {
    this.#target = null;
    this.#pitchRate_deg_s = Number.isFinite(pitch_deg_s) ? pitch_deg_s : 0;
    this.#yawRate_deg_s = Number.isFinite(yaw_deg_s) ? yaw_deg_s : 0;
  }

  /** Keeps a place in the picture; null lets go. */
  lookAt(target: (() => { bearing_deg: number; pitch_deg: number }) | null): void {
    this.#target = target;
    if (!target) this.point(0, 0);
  }

  step(dt_s: number, heading_deg: number): void {
    if (this.#target) {
      const { bearing_deg, pitch_deg } = this.#target();
      this.#wantedPitch_deg = clamp(pitch_deg, PITCH_MIN_DEG, PITCH_MAX_DEG);
      this.#wantedYaw_deg = wrap180(bearing_deg - heading_deg);
    }
    this.#wantedPitch_deg = clamp(this.#wantedPitch_deg + this.#pitchRate_deg_s * dt_s, PITCH_MIN_DEG, PITCH_MAX_DEG);
    this.#wantedYaw_deg = wrap180(this.#wantedYaw_deg + this.#yawRate_deg_s * dt_s);
    const reach = RATE_DEG_S * dt_s;
    this.pitch_deg += clamp(this.#wantedPitch_deg - this.pitch_deg, -reach, reach);
    this.yaw_deg = wrap180(this.yaw_deg + clamp(wrap180(this.#wantedYaw_deg - this.yaw_deg), -reach, reach));
  }

  /** Attitude as a quaternion (w, x, y, z) with yaw in the vehicle's frame. */
  quaternion(): number[] {
    return eulerQuaternion(0, this.pitch_deg * DEG, this.yaw_deg * DEG);
  }
}

/** Roll, pitch, yaw in radians (aerospace order) to (w, x, y, z). */
export function eulerQuaternion(roll: number, pitch: number, yaw: number): number[] {
  const [cr, sr] = [Math.cos(roll / 2), Math.sin(roll / 2)];
  const [cp, sp] = [Math.cos(pitch / 2), Math.sin(pitch / 2)];
  const [cy, sy] = [Math.cos(yaw / 2), Math.sin(yaw / 2)];
  return [
    cr * cp * cy + sr * sp * sy,
    sr * cp * cy - cr * sp * sy,
    cr * sp * cy + sr * cp * sy,
    cr * cp * sy - sr * sp * cy,
  ];
}

/** Pitch and yaw in degrees of a quaternion (w, x, y, z). */
export function quaternionPitchYawDeg(q: ArrayLike<number>): { pitch_deg: number; yaw_deg: number } {
  const [w = 1, x = 0, y = 0, z = 0] = Array.from(q);
  const pitch = Math.asin(clamp(2 * (w * y - z * x), -1, 1));
  const yaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
  return { pitch_deg: pitch / DEG, yaw_deg: yaw / DEG };
}
