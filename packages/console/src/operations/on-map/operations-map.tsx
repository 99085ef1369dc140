import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { useCan } from '../../app/session.js';
import { live } from '../../live/live.js';
import { AircraftOnMap } from '../../map/aircraft.js';
import { MapView } from '../../map/map-view.js';
import { VolumesOnMap } from '../../map/volumes-on-map.js';
import { pickAircraft, selection, useSelection } from '../selection.js';
import { FirstFit } from './first-fit.js';
import { heightLine } from './height-line.js';
import { IncidentsOnMap } from './incidents-on-map.js';
import { LayersMenu } from './layers-menu.js';
import { MapClicks } from './map-clicks.js';
import { RoutesOnMap } from './routes-on-map.js';
import { SitesOnMap } from './sites-on-map.js';
import { useLayerChoice } from './layer-choice.js';
import { useMarks } from './use-marks.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';

/** The map of the operations page. */
export function OperationsMap() {
  const [choice, setChoice] = useLayerChoice();
  const [, navigate] = useLocation();
  const { pick } = useSelection();
  const marks = useMarks(pick.kind === 'aircraft' ? pick.id : null);
  const mayRequest = useCan('flights:request');
  const onPick = useCallback(
    (aircraftId: string) => {
      const flight = live.get().state?.flights.find((one) => one.aircraft_id === aircraftId);
      if (flight) navigate(`/operations/${flight.id}`);
      else pickAircraft(aircraftId);
    },
    [navigate],
  );
  return (
    <MapView label="Map of operations" className="ops-map">
      <FirstFit />
      <VolumesOnMap visible={choice.airspace} obstacles={choice.obstacles} labels={choice.labels} />
      <RoutesOnMap />
      <SitesOnMap />
      <IncidentsOnMap />
      <AircraftOnMap marks={marks} nameOf={nameOf} detailOf={heightLine} onPick={onPick} />
      <MapClicks />
      <div className="map-tools">
        <LayersMenu choice={choice} onChange={setChoice} />
        {mayRequest && <FlyWithoutIncident />}
      </div>
      <ZoomButtons />
    </MapView>
  );
}

function FlyWithoutIncident() {
  const { pick } = useSelection();
  if (pick.kind === 'place') return <span className="map-chip">Click the map to add points</span>;
  return (
    <button
      type="button"
      className="map-chip"
      onClick={() => selection.set({ pick: { kind: 'place', purpose: 'patrol', waypoints: [] }, candidateId: null })}
    >
      Flight without an incident
    </button>
  );
}

const nameOf = (aircraftId: string): string =>
  live.get().state?.fleet.find((entry) => entry.aircraft.id === aircraftId)?.aircraft.name ?? 'Unknown aircraft';
