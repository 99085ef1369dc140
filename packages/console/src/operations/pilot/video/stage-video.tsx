import type { Camera, Flight } from '@outrider/schema';
import { directionAt } from '@outrider/core/camera';
import type { MouseEvent } from 'react';
import { useEffect, useRef } from 'react';
import { telemetry } from '../../../live/live.js';
import { notifyError } from '../../../ui/notices.js';
import { pictureSize } from '../../../video/still.js';
import { VideoSurface } from '../../../video/video-surface.js';
import { placeUnder, zoomWheel } from '../../../video/zoom.js';
import { send } from '../commands.js';
import { useAuthority } from '../use-authority.js';
import { useCockpitVideo } from './cockpit-video.js';
import { Crosshair } from './crosshair.js';
import { crosshairGround, directionOf } from './crosshair-ground.js';

/** The aircraft's video. Big, it has a crosshair, zooms by the wheel, and a double click points the camera there. */
export function StageVideo({ flight, camera, big }: { flight: Flight; camera: Camera; big: boolean }) {
  const { player, zoom, setZoom } = useCockpitVideo();
  const { mayCommand, able } = useAuthority(flight);
  const box = useRef<HTMLDivElement>(null);
  useWheel(box, big, (deltaPx) => setZoom(zoomWheel(zoom, deltaPx)));
  const points = big && mayCommand && able('gimbal');
  const point = (event: MouseEvent) => {
    if (!points || !player || !box.current) return;
    const pointer = { x: event.clientX, y: event.clientY };
    const place = placeUnder(pointer, box.current.getBoundingClientRect(), pictureSize(player.element), zoom);
    if (place) pointAt(flight.aircraft_id, camera, place);
  };
  return (
    <div className="stage-video" onDoubleClick={point} data-points={points}>
      <VideoSurface
        ref={box}
        player={player}
        cameraId={camera.id}
        label={`Video of ${flight.aircraft_name}, ${camera.name}`}
        zoom={big ? zoom : 1}
      >
        {big && <Crosshair aircraftId={flight.aircraft_id} />}
      </VideoSurface>
    </div>
  );
}

/** Points the camera at the ground under a place of the picture and keeps it there; above the horizon only turns it. */
function pointAt(aircraftId: string, camera: Camera, place: { right: number; down: number }): void {
  const now = directionOf(aircraftId);
  const fov = telemetry.get(aircraftId)?.sample.camera_hfov_deg ?? camera.horizontal_fov_deg;
  if (!now || fov === null) {
    const missing = now
      ? 'Its field of view is not known: enter it in the fleet, under cameras.'
      : 'It does not say where it points.';
    notifyError('The camera was not pointed', new Error(missing));
    return;
  }
  const there = directionAt(now, place, fov);
  const ground = crosshairGround(aircraftId, there);
  if (typeof ground !== 'string') {
    const { latitude_deg, longitude_deg } = ground;
    void send(aircraftId, { kind: 'point_camera', target: { latitude_deg, longitude_deg } });
    return;
  }
  const heading = telemetry.get(aircraftId)?.sample.heading_deg ?? now.bearing_deg;
  const yaw_deg = ((there.bearing_deg - heading + 540) % 360) - 180;
  void send(aircraftId, { kind: 'point_camera', pitch_deg: Math.min(60, there.pitch_deg), yaw_deg });
}

/** The wheel as React's own listener cannot have it: not passive, so that the page does not scroll. */
function useWheel(box: { current: HTMLElement | null }, on: boolean, turn: (deltaPx: number) => void): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const node = box.current;
    if (!node || !on) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 40);
    };
    node.addEventListener('wheel', wheel, { passive: false });
    return () => node.removeEventListener('wheel', wheel);
  }, [box, on]);
}
