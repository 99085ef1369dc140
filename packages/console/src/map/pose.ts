import type { TelemetryEntry } from '../live/telemetry.js';
import { isAirborne } from '../live/telemetry.js';

export interface Pose {
  longitude_deg: number;
  latitude_deg: number;
  heading_deg: number;
  /** Metres to draw it above the flat map: above ground where known, else above take-off. */
  height_m: number;
}

const METRES_PER_DEGREE = 111_320;
/** Positions are carried on by velocity for at most so long, so that motion is smooth between samples but never invented. */
const CARRY_ON_MS = 250;

/** Where to draw an aircraft now, or null while its position is unknown. */
export function poseOf({ sample, received_ms }: TelemetryEntry, nowMs: number): Pose | null {
  const { latitude_deg, longitude_deg } = sample;
  if (latitude_deg === null || longitude_deg === null) return null;
  const seconds = Math.min(Math.max(0, nowMs - received_ms), CARRY_ON_MS) / 1000;
  const north = (sample.velocity_north_mps ?? 0) * seconds;
  const east = (sample.velocity_east_mps ?? 0) * seconds;
  const metresPerLongitude = METRES_PER_DEGREE * Math.cos((latitude_deg * Math.PI) / 180);
  return {
    latitude_deg: latitude_deg + north / METRES_PER_DEGREE,
    longitude_deg: longitude_deg + east / Math.max(1, metresPerLongitude),
    heading_deg: sample.heading_deg ?? 0,
    height_m: isAirborne(sample) ? Math.max(0, sample.altitude_agl_m ?? sample.height_above_takeoff_m ?? 0) : 0,
  };
}
