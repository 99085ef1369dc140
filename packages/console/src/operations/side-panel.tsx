import { useLive } from '../live/hooks.js';
import { Empty } from '../ui/state.js';
import { AircraftPanel } from './aircraft-panel.js';
import { IncidentPanel } from './dispatch/incident-panel.js';
import { PlacePanel } from './dispatch/place-panel.js';
import { useSelection } from './selection.js';

/** What is picked, and what can be done with it. */
export function SidePanel() {
  const { pick } = useSelection();
  const incident = useLive(
    (state) => (pick.kind === 'incident' ? state.incidents.find((one) => one.id === pick.id) : undefined),
    undefined,
  );
  if (pick.kind === 'aircraft') return <AircraftPanel key={pick.id} aircraftId={pick.id} />;
  if (pick.kind === 'place') return <PlacePanel purpose={pick.purpose} waypoints={pick.waypoints} />;
  if (incident) return <IncidentPanel key={incident.id} incident={incident} />;
  return <Empty>Pick an incident from the queue, or an aircraft below.</Empty>;
}
