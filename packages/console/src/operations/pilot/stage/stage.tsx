import type { Flight } from '@outrider/schema';
import { useEffect, useRef, useState } from 'react';
import { live } from '../../../live/live.js';
import { AircraftOnMap } from '../../../map/aircraft.js';
import { MapView, useMap } from '../../../map/map-view.js';
import { VolumesOnMap } from '../../../map/volumes-on-map.js';
import { Key } from '../../../ui/button.js';
import { useKeys } from '../../../ui/keys.js';
import { heightLine } from '../../on-map/height-line.js';
import { useMarks } from '../../on-map/use-marks.js';
import { RaisedBuildings } from './buildings.js';
import { ChaseCamera, TargetClicks } from './chase-map.js';
import { FlightOnMap } from './flight-on-map.js';
import { OverviewCamera } from './overview-camera.js';

type View = 'chase' | 'overview';
const NAME: Readonly<Record<View, string>> = { chase: 'Following map', overview: 'Overview map' };
const START = { chase: { zoom: 17.2, pitch: 58 }, overview: { zoom: 14, pitch: 0 } } as const;

/** The big picture and the small one; M swaps them. Video takes the big one's place once there is video. */
export function Stage({ flight }: { flight: Flight }) {
  const [big, setBig] = useState<View>('chase');
  const [inset, setInset] = useState(true);
  const [drawn, setDrawn] = useState<View | null>(null);
  const small: View = big === 'chase' ? 'overview' : 'chase';
  const swap = () => setBig(small);
  useKeys({ m: swap });
  return (
    <>
      <div className="stage-big">
        <StageMap key={big} view={big} flight={flight} onDrawn={() => setDrawn(big)} />
      </div>
      {inset ? (
        <div className="glass stage-inset">
          {drawn === big && <StageMap key={small} view={small} flight={flight} />}
          <div className="stage-inset-tools">
            <button type="button" className="btn compact" onClick={swap}>
              Swap <Key>M</Key>
            </button>
            <button
              type="button"
              className="btn compact"
              aria-label="Hide the small map"
              onClick={() => setInset(false)}
            >
              ×
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className="btn compact stage-show" onClick={() => setInset(true)}>
          Show small map
        </button>
      )}
    </>
  );
}

const nameOf = (id: string): string =>
  live.get().state?.fleet.find((entry) => entry.aircraft.id === id)?.aircraft.name ?? 'Unknown aircraft';

/** A map whose tiles come slowly, or not at all, holds up the other no longer than this. */
const FIRST_PICTURE_MS = 4000;

/**
 * Both maps are started one after the other: without a graphics processor each takes a second of drawing before it runs, and together
 * they would keep the sticks waiting for longer than a lease lasts.
 */
function FirstPicture({ then }: { then: () => void }) {
  const map = useMap();
  const latest = useRef(then);
  latest.current = then;
  useEffect(() => {
    const done = () => latest.current();
    if (map.loaded()) return done();
    map.once('load', done);
    const timer = setTimeout(done, FIRST_PICTURE_MS);
    return () => {
      map.off('load', done);
      clearTimeout(timer);
    };
  }, [map]);
  return null;
}

interface StageMapProps {
  view: View;
  flight: Flight;
  /** The first picture is there. */
  onDrawn?: () => void;
}

function StageMap({ view, flight, onDrawn }: StageMapProps) {
  const marks = useMarks(flight.aircraft_id, flight.aircraft_id);
  return (
    <MapView label={NAME[view]} start={START[view]} keyboard={false}>
      {onDrawn && <FirstPicture then={onDrawn} />}
      {view === 'chase' && <RaisedBuildings />}
      <VolumesOnMap visible obstacles={view === 'chase'} labels={view === 'chase'} raised={view === 'chase'} />
      <FlightOnMap flight={flight} />
      <AircraftOnMap marks={marks} nameOf={nameOf} detailOf={heightLine} />
      <TargetClicks flight={flight} />
      {view === 'chase' ? <ChaseCamera aircraftId={flight.aircraft_id} /> : <OverviewCamera flight={flight} />}
    </MapView>
  );
}
