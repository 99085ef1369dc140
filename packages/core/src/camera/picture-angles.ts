/** Between places in a picture and directions of the camera: the pinhole model without lens distortion. */

/** Where a camera points: pitch above the horizon positive, bearing clockwise from true north. */
export interface CameraDirection {
  pitch_deg: number;
  bearing_deg: number;
}
/** A place in the picture: right and down of its middle, each as a share of the picture's whole width. */
export interface PicturePlace {
  right: number;
  down: number;
}

const RADIANS = Math.PI / 180;

/**
 * Direction of what is seen at a place of the picture. The camera is level in roll, as a gimbal keeps it. `horizontal_fov_deg` is that of
 * the whole picture. Pinhole: a place `right` widths from the middle lies `2 right tan(fov / 2)` focal lengths from the axis.
 */
export function directionAt(camera: CameraDirection, place: PicturePlace, horizontal_fov_deg: number): CameraDirection {
  const perWidth = 2 * Math.tan((horizontal_fov_deg * RADIANS) / 2);
  const right = place.right * perWidth;
  const up = -place.down * perWidth;
  const pitch = camera.pitch_deg * RADIANS;
  const ahead = Math.cos(pitch) - up * Math.sin(pitch);
  const above = Math.sin(pitch) + up * Math.cos(pitch);
  const bearing_deg = camera.bearing_deg + Math.atan2(right, ahead) / RADIANS;
  return {
    pitch_deg: Math.atan2(above, Math.hypot(ahead, right)) / RADIANS,
    bearing_deg: ((bearing_deg % 360) + 360) % 360,
  };
}
