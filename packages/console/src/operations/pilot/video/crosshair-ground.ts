/** The ground under the crosshair, from the newest telemetry. */
import { groundPosition } from '@outrider/core/camera';
import type { CameraDirection, GroundPosition, NoGroundPosition } from '@outrider/core/camera';
import { telemetry } from '../../../live/live.js';
import { freshnessOf } from '../../../live/telemetry.js';

export type NoGround = NoGroundPosition | 'direction_unknown' | 'position_unknown' | 'no_telemetry';

export const NO_GROUND: Readonly<Record<NoGround, string>> = {
  height_unknown: 'Height unknown: no ground position',
  above_horizon: 'Above the horizon: no ground position',
  too_far: 'Too near the horizon for a ground position',
  direction_unknown: 'Camera direction unknown',
  position_unknown: 'Aircraft position unknown',
  no_telemetry: 'No telemetry: no ground position',
};

/** Where the middle of the picture lies on the ground, or a direction other than the middle's; else why it is not known. */
export function crosshairGround(aircraftId: string, other?: CameraDirection): GroundPosition | NoGround {
  const entry = telemetry.get(aircraftId);
  if (!entry || freshnessOf(entry, performance.now()) === 'lost') return 'no_telemetry';
  const { latitude_deg, longitude_deg, altitude_amsl_m, height_above_takeoff_m, gnss_hdop } = entry.sample;
  const direction = other ?? directionOf(aircraftId);
  if (!direction) return 'direction_unknown';
  if (latitude_deg === null || longitude_deg === null) return 'position_unknown';
  const position = { latitude_deg, longitude_deg };
  const view = { position, altitude_amsl_m, height_above_takeoff_m, gnss_hdop, ...direction };
  return groundPosition(view, telemetry.groundHeight);
}

/** Where the camera points; null while gimbal or aircraft have not said. */
export function directionOf(aircraftId: string): CameraDirection | null {
  const sample = telemetry.get(aircraftId)?.sample;
  const pitch_deg = sample?.gimbal_pitch_deg ?? null;
  const yaw_deg = sample?.gimbal_yaw_deg ?? null;
  const heading_deg = sample?.heading_deg ?? null;
  if (pitch_deg === null || yaw_deg === null || heading_deg === null) return null;
  return { pitch_deg, bearing_deg: (heading_deg + yaw_deg + 360) % 360 };
}
