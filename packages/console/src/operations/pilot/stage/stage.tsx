import type { Camera, Flight } from '@outrider/schema';
import { useState } from 'react';
import { live } from '../../../live/live.js';
import { AircraftOnMap } from '../../../map/aircraft.js';
import { MapView } from '../../../map/map-view.js';
import { VolumesOnMap } from '../../../map/volumes-on-map.js';
import { Key } from '../../../ui/button.js';
import { useKeys } from '../../../ui/keys.js';
import { usePlayerView } from '../../../video/use-player.js';
import { PinsOnMap } from '../../messages/pins-on-map.js';
import { heightLine } from '../../on-map/height-line.js';
import { useMarks } from '../../on-map/use-marks.js';
import { useCockpitVideo } from '../video/cockpit-video.js';
import { StageVideo } from '../video/stage-video.js';
import { RaisedBuildings } from './buildings.js';
import { ChaseCamera, TargetClicks } from './chase-map.js';
import { FirstPicture } from './first-picture.js';
import { FlightOnMap } from './flight-on-map.js';
import { OverviewCamera } from './overview-camera.js';
import { VIEW_NAME, viewsOf } from './views.js';
import type { MapKind, View } from './views.js';

const START = { chase: { zoom: 17.2, pitch: 58 }, overview: { zoom: 14, pitch: 0 } } as const;
const OTHER: Readonly<Record<MapKind, string>> = { chase: 'Overview', overview: 'Following' };
const VIEWS = ['video', 'chase', 'overview'] as const;

/**
 * The big picture and the small one; M swaps them, V changes which map is beside the video. All keep what they show when they change
 * places: making a map anew takes time that whoever steers has not. Video is the big one from its first picture on.
 */
export function Stage({ flight }: { flight: Flight }) {
  const { camera, player } = useCockpitVideo();
  const { shown } = usePlayerView(player);
  const [swapped, setSwapped] = useState(false);
  const [map, setMap] = useState<MapKind>('overview');
  const [inset, setInset] = useState(true);
  const [started, setStarted] = useState(false);
  const video = camera !== null && shown;
  const { big, small } = viewsOf(video, swapped, map);
  const swap = () => setSwapped(!swapped);
  const otherMap = () => setMap(map === 'chase' ? 'overview' : 'chase');
  useKeys({ m: swap, ...(video ? { v: otherMap } : {}) });
  const shows = (view: View) => view === big || (view === small && inset && (video || started));
  return (
    <>
      {VIEWS.map((view) => {
        // A camera that has shown nothing yet waits unseen for its first picture.
        if (view === 'video' ? !camera || (video && !shows(view)) : !shows(view)) return null;
        const place = !shows(view) ? 'stage-unseen' : view === big ? 'stage-big' : 'glass stage-inset';
        return (
          <div key={view} className={place}>
            <StageView
              view={view}
              flight={flight}
              camera={camera}
              big={view === big}
              onDrawn={() => setStarted(true)}
            />
            {view === small && shows(view) && (
              <InsetTools
                swap={swap}
                hide={() => setInset(false)}
                otherMap={video && view !== 'video' ? { name: OTHER[map], show: otherMap } : null}
              />
            )}
          </div>
        );
      })}
      {!inset && (
        <button type="button" className="btn compact stage-show" onClick={() => setInset(true)}>
          Show small {small === 'video' ? 'video' : 'map'}
        </button>
      )}
    </>
  );
}

interface InsetToolsProps {
  swap: () => void;
  hide: () => void;
  /** What the small map would be changed for. */
  otherMap: { name: string; show: () => void } | null;
}

function InsetTools({ swap, hide, otherMap }: InsetToolsProps) {
  return (
    <div className="stage-inset-tools">
      {otherMap && (
        <button type="button" className="btn compact" onClick={otherMap.show}>
          {otherMap.name} <Key>V</Key>
        </button>
      )}
      <button type="button" className="btn compact" onClick={swap}>
        Swap <Key>M</Key>
      </button>
      <button type="button" className="btn compact" aria-label="Hide the small picture" onClick={hide}>
        ×
      </button>
    </div>
  );
}

const nameOf = (id: string): string =>
  live.get().state?.fleet.find((entry) => entry.aircraft.id === id)?.aircraft.name ?? 'Unknown aircraft';

interface StageViewProps {
  view: View;
  flight: Flight;
  camera: Camera | null;
  big: boolean;
  /** The first picture is there. */
  onDrawn: () => void;
}

function StageView({ view, flight, camera, big, onDrawn }: StageViewProps) {
  if (view !== 'video') return <StageMap view={view} flight={flight} onDrawn={onDrawn} />;
  return camera && <StageVideo flight={flight} camera={camera} big={big} />;
}

function StageMap({ view, flight, onDrawn }: { view: MapKind; flight: Flight; onDrawn: () => void }) {
  const marks = useMarks(flight.aircraft_id, flight.aircraft_id);
  return (
    <MapView label={VIEW_NAME[view]} start={START[view]} keyboard={false}>
      <FirstPicture then={onDrawn} />
      {view === 'chase' && <RaisedBuildings />}
      <VolumesOnMap visible obstacles={view === 'chase'} labels={view === 'chase'} raised={view === 'chase'} />
      <FlightOnMap flight={flight} />
      <PinsOnMap flightId={flight.id} />
      <AircraftOnMap marks={marks} nameOf={nameOf} detailOf={heightLine} />
      <TargetClicks flight={flight} />
      {view === 'chase' ? <ChaseCamera aircraftId={flight.aircraft_id} /> : <OverviewCamera flight={flight} />}
    </MapView>
  );
}
