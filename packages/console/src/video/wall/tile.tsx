import type { Camera, Flight } from '@outrider/schema';
import { Link } from 'wouter';
import { useLive } from '../../live/hooks.js';
import { ShareButton } from '../../sharing/share-button.js';
import { useCameraStatus } from '../cameras.js';
import { usePlayer } from '../players.js';
import { VideoSurface } from '../video-surface.js';
import { FEED_STATE, LENS } from '../words.js';
import { useLastPicture } from './last-picture.js';

interface TileProps {
  camera: Camera;
  /** What its aircraft flies now. */
  flight: Flight | null;
  playing: boolean;
  onPlay: () => void;
  onOpen: () => void;
}

/** One camera of the wall. A press opens the flight's cockpit, or the picture large. */
export function Tile({ camera, flight, playing, onPlay, onOpen }: TileProps) {
  const status = useCameraStatus(camera.id);
  const player = usePlayer(playing ? camera.id : null, 'watch');
  const last = useLastPicture(player);
  const aircraft = useLive(
    (state) => state.fleet.find((one) => one.aircraft.id === camera.aircraft_id)?.aircraft.name ?? null,
    null,
  );
  const state = status?.state ?? 'waiting';
  const title = aircraft ? `${aircraft} · ${LENS[camera.lens]}` : camera.name;
  return (
    <li className="tile">
      <div className="tile-picture">
        {playing ? (
          <VideoSurface player={player} cameraId={camera.id} label={`Video of ${title}`} />
        ) : (
          <div ref={last} className="tile-last" role="img" aria-label={`Last picture of ${title}`} />
        )}
        {!playing && (
          <button type="button" className="btn compact tile-play" onClick={onPlay}>
            Play
          </button>
        )}
        <ShareButton camera={camera} flight={flight} compact className="tile-share" />
      </div>
      <div className="tile-words">
        {flight ? (
          <Link href={`/operations/${flight.id}`} className="tile-open">
            {title}
          </Link>
        ) : (
          <button type="button" className="tile-open" onClick={onOpen}>
            {title}
          </button>
        )}
        <span className="small muted">
          {flight ? (flight.incident_number ?? `flight ${flight.number}`) : aircraft ? 'not flying' : 'fixed'}
        </span>
        <span className="small tile-state" data-state={state} title={status?.detail ?? undefined}>
          {status?.recording_flight_id ? '● ' : ''}
          {FEED_STATE[state]}
          {playing ? '' : ' · paused'}
        </span>
      </div>
    </li>
  );
}
