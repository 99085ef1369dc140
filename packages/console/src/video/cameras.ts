/** Cameras and their statuses, as the live state has them. */
import type { Camera, CameraStatus, Lens } from '@outrider/schema';
import { useMemo } from 'react';
import { useLive } from '../live/hooks.js';

const none: never[] = [];
const ORDER: readonly Lens[] = ['wide', 'zoom', 'thermal', 'other'];

export const useCameras = (): Camera[] => useLive((state) => state.cameras, none);

/** Cameras of an aircraft that are switched on: wide first, thermal after it. */
export function useAircraftCameras(aircraftId: string): Camera[] {
  const cameras = useCameras();
  return useMemo(() => ofAircraft(cameras, aircraftId), [cameras, aircraftId]);
}

export function ofAircraft(cameras: readonly Camera[], aircraftId: string): Camera[] {
  return cameras
    .filter((camera) => camera.enabled && camera.aircraft_id === aircraftId)
    .toSorted((a, b) => ORDER.indexOf(a.lens) - ORDER.indexOf(b.lens) || a.name.localeCompare(b.name));
}

export function useCameraStatus(cameraId: string | null): CameraStatus | null {
  return useLive((state) => state.camera_statuses.find((one) => one.camera_id === cameraId) ?? null, null);
}

/** Whether any camera of this aircraft sends pictures now. */
export function useLiveVideo(aircraftId: string): boolean {
  return useLive(
    ({ cameras, camera_statuses }) =>
      cameras.some(
        ({ id, aircraft_id }) =>
          aircraft_id === aircraftId && camera_statuses.some((one) => one.camera_id === id && one.state === 'live'),
      ),
    false,
  );
}
