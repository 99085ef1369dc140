import { wrap360 } from '../geometry/index.js';
import { fromLatLon } from '../town/index.js';
import type { Lens, SimulatedVehicle } from '../vehicle/index.js';
import type { CameraView } from './view.js';

/** The camera of an aircraft on its pad is so far above the ground, between the legs. */
const ABOVE_PAD_M = 0.35;

/** Where a lens is and looks: from the vehicle's true place, not from where its estimator believes it to be. */
export function viewOf(autopilot: SimulatedVehicle['autopilot'], lens: Lens): CameraView {
  const { body, gimbal, camera } = autopilot;
  return {
    at: fromLatLon(autopilot.latLon(body.position)),
    altitude_amsl_m: body.position.up + ABOVE_PAD_M,
    bearing_deg: wrap360(body.heading_deg + gimbal.yaw_deg),
    pitch_deg: gimbal.pitch_deg,
    hfov_deg: camera.hfovDeg(lens),
  };
}
