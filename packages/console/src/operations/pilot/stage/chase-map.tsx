import type { Flight } from '@outrider/schema';
import { useEffect, useRef, useState } from 'react';
import { telemetry } from '../../../live/live.js';
import { useMap } from '../../../map/map-view.js';
import { paceOf } from '../../../map/pace.js';
import { poseOf } from '../../../map/pose.js';
import { Button } from '../../../ui/button.js';
import { commandAt } from '../commands.js';
import { turnTo } from '../hud/tape.js';
import { useTargeting } from '../targeting.js';

const FRAME_MS = 33;
/** In so long the map makes two thirds of the turn that is left, however often it is drawn. */
const TURN_MS = 260;
/** Left free above, so that the middle of the picture lies low and what is ahead is seen. */
const AHEAD_PX = 140;
/** As the small map it shows the aircraft, which is drawn at its height, only from farther away and low in the picture. */
const SMALL_BELOW_PX = 300;
const SMALL_ZOOM_LESS = 1.2;
const SMALL_AHEAD_SHARE = 0.5;

/** Keeps the aircraft in the middle and its nose up; a drag lets go until "Follow" is pressed. */
export function ChaseCamera({ aircraftId }: { aircraftId: string }) {
  const map = useMap();
  const [following, setFollowing] = useState(true);
  const free = useRef(false);
  free.current = !following;
  useFittingView();

  useEffect(() => {
    const letGo = () => setFollowing(false);
    map.on('dragstart', letGo);
    const pace = paceOf(map);
    let frame = 0;
    let last = 0;
    const follow = (now: number) => {
      frame = requestAnimationFrame(follow);
      if (free.current || now - last < FRAME_MS || map.isZooming() || !pace.ready) return;
      const share = 1 - Math.exp((last - now) / TURN_MS);
      last = now;
      const entry = telemetry.get(aircraftId);
      const pose = entry && poseOf(entry, performance.now());
      if (!pose) return;
      const bearing = map.getBearing() + turnTo(map.getBearing(), pose.heading_deg) * share;
      pace.draw(() => map.jumpTo({ center: [pose.longitude_deg, pose.latitude_deg], bearing }));
    };
    frame = requestAnimationFrame(follow);
    return () => {
      cancelAnimationFrame(frame);
      map.off('dragstart', letGo);
    };
  }, [map, aircraftId]);

  if (following) return null;
  return (
    <Button className="follow" onClick={() => setFollowing(true)}>
      Follow the aircraft
    </Button>
  );
}

/** Padding and zoom by the size of the picture, which changes when the maps change places. */
function useFittingView() {
  const map = useMap();
  const small = useRef(false);
  useEffect(() => {
    const fit = () => {
      const height_px = map.getContainer().clientHeight;
      if (height_px < SMALL_BELOW_PX !== small.current) {
        small.current = !small.current;
        map.jumpTo({ zoom: map.getZoom() + (small.current ? -SMALL_ZOOM_LESS : SMALL_ZOOM_LESS) });
      }
      const top = small.current ? height_px * SMALL_AHEAD_SHARE : AHEAD_PX;
      map.setPadding({ top, bottom: 0, left: 0, right: 0 });
    };
    fit();
    map.on('resize', fit);
    return () => {
      map.off('resize', fit);
    };
  }, [map]);
}

/** Clicks that send the aircraft somewhere. */
export function TargetClicks({ flight }: { flight: Flight }) {
  const map = useMap();
  const { now: aim } = useTargeting();
  useEffect(() => {
    map.getCanvas().style.cursor = aim.kind === 'none' ? '' : 'crosshair';
  }, [map, aim]);
  useEffect(() => {
    const click = (event: { lngLat: { lat: number; lng: number } }) => {
      commandAt(flight.aircraft_id, { latitude_deg: event.lngLat.lat, longitude_deg: event.lngLat.lng });
    };
    map.on('click', click);
    return () => {
      map.off('click', click);
    };
  }, [map, flight.aircraft_id]);
  return null;
}
