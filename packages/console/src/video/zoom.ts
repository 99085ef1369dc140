/** Digital zoom: always about the middle of the picture, so that the crosshair stays where the camera points. */
import type { PicturePlace } from '@outrider/core/camera';

export const MOST_ZOOM = 8;
const STEP = Math.SQRT2;
const WHEEL_STEP_PX = 240;

const within = (zoom: number): number => Math.min(MOST_ZOOM, Math.max(1, zoom));

/** One step nearer (1) or farther (-1), on the scale 1, 1.4, 2, 2.8 … 8. */
export const zoomStep = (zoom: number, direction: 1 | -1): number =>
  within(STEP ** (Math.round(Math.log(zoom) / Math.log(STEP)) + direction));

/** After the wheel was turned by so many pixels; up is nearer. */
export const zoomWheel = (zoom: number, deltaPx: number): number => within(zoom * 2 ** (-deltaPx / WHEEL_STEP_PX));

export const zoomText = (zoom: number): string => `${zoom.toFixed(zoom < 10 && zoom % 1 > 0.05 ? 1 : 0)}×`;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What place of the picture is under a pointer, in a box that shows the whole picture as large as fits; null beside it. */
export function placeUnder(
  pointer: { x: number; y: number },
  box: Box,
  picture: { width: number; height: number },
  zoom: number,
): PicturePlace | null {
  if (picture.width === 0 || picture.height === 0) return null;
  const scale = Math.min(box.width / picture.width, box.height / picture.height);
  const shownWidth = picture.width * scale * zoom;
  const right = (pointer.x - box.left - box.width / 2) / shownWidth;
  const down = (pointer.y - box.top - box.height / 2) / shownWidth;
  const half = picture.height / picture.width / 2;
  return Math.abs(right) > 0.5 || Math.abs(down) > half ? null : { right, down };
}
