import { formatHeight } from '@outrider/core/units';
import { useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import { useCan } from '../../app/session.js';
import { unitsNow } from '../../app/units.js';
import { useLive } from '../../live/hooks.js';
import { live } from '../../live/live.js';
import type { TelemetryEntry } from '../../live/telemetry.js';
import { AircraftOnMap } from '../../map/aircraft.js';
import type { AircraftMarks } from '../../map/aircraft-layer.js';
import { MapView } from '../../map/map-view.js';
import { VolumesOnMap } from '../../map/volumes-on-map.js';
import { pickAircraft, selection, useSelection } from '../selection.js';
import { IncidentsOnMap } from './incidents-on-map.js';
import { LayersMenu } from './layers-menu.js';
import { MapClicks } from './map-clicks.js';
import { RoutesOnMap } from './routes-on-map.js';
import { SitesOnMap } from './sites-on-map.js';
import { useLayerChoice } from './layer-choice.js';
import { ZoomButtons } from '../../map/zoom-buttons.js';

const none: never[] = [];

/** The map of the operations page. */
export function OperationsMap() {
  const [choice, setChoice] = useLayerChoice();
  const [, navigate] = useLocation();
  const marks = useMarks();
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

/** Height under the name: above ground where terrain is known, else above take-off. */
export function heightLine({ sample }: TelemetryEntry): string {
  if (sample.phase === 'on_ground' || sample.phase === 'armed') return 'on the ground';
  return sample.altitude_agl_m === null
    ? formatHeight(sample.height_above_takeoff_m, unitsNow(), 'takeoff')
    : formatHeight(sample.altitude_agl_m, unitsNow(), 'agl');
}

function useMarks(): AircraftMarks {
  const alerts = useLive((state) => state.alerts, none);
  const fleet = useLive((state) => state.fleet, none);
  const { pick } = useSelection();
  const selected = pick.kind === 'aircraft' ? pick.id : null;
  return useMemo(() => {
    const levels = new Map<string, 'warning' | 'caution'>();
    for (const alert of alerts) {
      if (!alert.aircraft_id || alert.level === 'advisory' || levels.get(alert.aircraft_id) === 'warning') continue;
      levels.set(alert.aircraft_id, alert.level);
    }
    const docked = new Set(fleet.filter(({ aircraft }) => aircraft.site_id).map(({ aircraft }) => aircraft.id));
    return { selected, alerts: levels, docked };
  }, [alerts, fleet, selected]);
}
