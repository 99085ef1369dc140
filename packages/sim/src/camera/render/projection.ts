import type { TownPoint } from '../../town/index.js';
import { TOWN_TURN_DEG } from '../../town/index.js';
import type { CameraView } from '../view.js';

const DEG = Math.PI / 180;

/** A direction or place: along the town's streets, along its avenues, up; metres. */
export interface Vector3 {
  u: number;
  v: number;
  up: number;
}

/**
 * A pinhole camera without distortion: square pixels, the axis through the middle of the picture
 * (Hartley, Zisserman: Multiple View Geometry, chapter 6). Pixel (0, 0) is the upper left one, its middle at (0.5, 0.5).
 */
export class Projection {
  readonly width: number;
  readonly height: number;
  readonly at: TownPoint;
  readonly up: number;
  /** Focal length in pixels. */
  readonly focal_px: number;
  readonly forward: Vector3;
  readonly right: Vector3;
  /** Towards the picture's lower edge. */
  readonly down: Vector3;
  /** Half the angle that is seen across and upright: its sine and cosine. */
  readonly #across: { sin: number; cos: number };
  readonly #upright: { sin: number; cos: number };

  constructor(view: CameraView, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.at = view.at;
    this.up = view.altitude_amsl_m;
    this.focal_px = width / 2 / Math.tan((view.hfov_deg * DEG) / 2);
    const turn = (view.bearing_deg + TOWN_TURN_DEG) * DEG;
    const pitch = view.pitch_deg * DEG;
    const [sin, cos, sinPitch, cosPitch] = [Math.sin(turn), Math.cos(turn), Math.sin(pitch), Math.cos(pitch)];
    this.forward = { u: sin * cosPitch, v: cos * cosPitch, up: sinPitch };
    this.right = { u: cos, v: -sin, up: 0 };
    this.down = { u: sin * sinPitch, v: cos * sinPitch, up: -cosPitch };
    this.#across = halfAngle(width / 2 / this.focal_px);
    this.#upright = halfAngle(height / 2 / this.focal_px);
  }

  /** Whether a ball reaches into what the picture shows; some just outside its corners count as seen. */
  sees(u: number, v: number, up: number, radius_m: number): boolean {
    const { forward, right, down } = this;
    const [du, dv, dUp] = [u - this.at.u, v - this.at.v, up - this.up];
    const z = du * forward.u + dv * forward.v + dUp * forward.up;
    if (z < -radius_m) return false;
    const x = du * right.u + dv * right.v;
    if (Math.abs(x) * this.#across.cos - z * this.#across.sin > radius_m) return false;
    const y = du * down.u + dv * down.v + dUp * down.up;
    return Math.abs(y) * this.#upright.cos - z * this.#upright.sin <= radius_m;
  }

  /** Metres in front of the camera along its axis; at most 0 is behind. */
  depth(u: number, v: number, up: number): number {
    const { forward, at } = this;
    return (u - at.u) * forward.u + (v - at.v) * forward.v + (up - this.up) * forward.up;
  }

  /** Where a place is in the picture, in pixels; null for one that is not in front of the camera. */
  project(u: number, v: number, up: number): { x: number; y: number } | null {
    const depth = this.depth(u, v, up);
    if (depth <= 0) return null;
    const { right, down, at } = this;
    const [du, dv, dUp] = [u - at.u, v - at.v, up - this.up];
    const x = this.width / 2 + (this.focal_px * (du * right.u + dv * right.v)) / depth;
    const y = this.height / 2 + (this.focal_px * (du * down.u + dv * down.v + dUp * down.up)) / depth;
    return { x, y };
  }
}

function halfAngle(tangent: number): { sin: number; cos: number } {
  const cos = 1 / Math.sqrt(1 + tangent * tangent);
  return { sin: tangent * cos, cos };
}
