import type { TownPoint } from '../town/index.js';

/** What a lens looks at: from where, in which direction, how wide. It does not roll: the gimbal holds it level. */
export interface CameraView {
  at: TownPoint;
  altitude_amsl_m: number;
  /** Against north, clockwise. */
  bearing_deg: number;
  /** Above the horizon; straight down is -90. */
  pitch_deg: number;
  /** Horizontal. */
  hfov_deg: number;
}
