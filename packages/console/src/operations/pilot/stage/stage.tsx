import type { Flight } from '@outrider/schema';
import { useState } from 'react';
import { live } from '../../../live/live.js';
import { AircraftOnMap } from '../../../map/aircraft.js';
import { MapView } from '../../../map/map-view.js';
import { VolumesOnMap } from '../../../map/volumes-on-map.js';
import { Key } from '../../../ui/button.js';
import { useKeys } from '../../../ui/keys.js';
import { heightLine } from '../../on-map/height-line.js';
import { useMarks } from '../../on-map/use-marks.js';
import { RaisedBuildings } from './buildings.js';
import { ChaseCamera, TargetClicks } from './chase-map.js';
import { FirstPicture } from './first-picture.js';
import { FlightOnMap } from './flight-on-map.js';
import { OverviewCamera } from './overview-camera.js';

type View = 'chase' | 'overview';
const VIEWS = ['chase', 'overview'] as const;
const NAME: Readonly<Record<View, string>> = { chase: 'Following map', overview: 'Overview map' };
const START = { chase: { zoom: 17.2, pitch: 58 }, overview: { zoom: 14, pitch: 0 } } as const;

/**
 * The big picture and the small one; M swaps them. Both keep their map when they change places: making one anew takes time that whoever
 * steers has not. Video takes the big one's place once there is video.
 */
export function Stage({ flight }: { flight: Flight }) {
  const [big, setBig] = useState<View>('chase');
  const [inset, setInset] = useState(true);
  const [started, setStarted] = useState(false);
  const swap = () => setBig(big === 'chase' ? 'overview' : 'chase');
  useKeys({ m: swap });
  return (
    <>
      {VIEWS.map(
        (view) =>
          (view === big || (inset && started)) && (
            <div key={view} className={view === big ? 'stage-big' : 'glass stage-inset'}>
              <StageMap view={view} flight={flight} onDrawn={() => setStarted(true)} />
              {view !== big && <InsetTools swap={swap} hide={() => setInset(false)} />}
            </div>
          ),
      )}
      {!inset && (
        <button type="button" className="btn compact stage-show" onClick={() => setInset(true)}>
          Show small map
        </button>
      )}
    </>
  );
}

function InsetTools({ swap, hide }: { swap: () => void; hide: () => void }) {
  return (
    <div className="stage-inset-tools">
      <button type="button" className="btn compact" onClick={swap}>
        Swap <Key>M</Key>
      </button>
      <button type="button" className="btn compact" aria-label="Hide the small map" onClick={hide}>
        ×
      </button>
    </div>
  );
}

const nameOf = (id: string): string =>
  live.get().state?.fleet.find((entry) => entry.aircraft.id === id)?.aircraft.name ?? 'Unknown aircraft';

interface StageMapProps {
  view: View;
  flight: Flight;
  /** The first picture is there. */
  onDrawn: () => void;
}

function StageMap({ view, flight, onDrawn }: StageMapProps) {
  const marks = useMarks(flight.aircraft_id, flight.aircraft_id);
  return (
    <MapView label={NAME[view]} start={START[view]} keyboard={false}>
      <FirstPicture then={onDrawn} />
      {view === 'chase' && <RaisedBuildings />}
      <VolumesOnMap visible obstacles={view === 'chase'} labels={view === 'chase'} raised={view === 'chase'} />
      <FlightOnMap flight={flight} />
      <AircraftOnMap marks={marks} nameOf={nameOf} detailOf={heightLine} />
      <TargetClicks flight={flight} />
      {view === 'chase' ? <ChaseCamera aircraftId={flight.aircraft_id} /> : <OverviewCamera flight={flight} />}
    </MapView>
  );
}
