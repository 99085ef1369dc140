import { useCameraStatus } from './cameras.js';
import { Picture } from './picture.js';
import type { PictureProps } from './picture.js';

/** Pictures of one camera of the agency, with what is known of its feed. */
export function VideoSurface({ cameraId, ...picture }: Omit<PictureProps, 'says'> & { cameraId: string }) {
  return <Picture {...picture} says={useCameraStatus(cameraId)} />;
}
