import { lazy, Suspense, useEffect, useRef } from 'react';
import { useParams } from 'wouter';
import { useLive } from '../live/hooks.js';
import { useKeys } from '../ui/keys.js';
import { Loading } from '../ui/state.js';
import { can } from '../app/session.js';
import { AcceptStack } from './accept/accept-stack.js';
import { FleetStrip } from './fleet-strip/fleet-strip.js';
import { WaitingMessages } from './messages/message-stack.js';
import { OperationsMap } from './on-map/operations-map.js';
import { IncidentQueue } from './queue/incident-queue.js';
import { SidePanel } from './side-panel.js';
import { pickIncident, selection, startEntry } from './selection.js';
import './operations.css';

const PilotView = lazy(() => import('./pilot/pilot-view.js'));

/** Queue, map, dispatch and fleet on one page; the pilot's view when a flight is selected. */
export default function OperationsPage() {
  const { flightId } = useParams<{ flightId?: string }>();
  if (flightId) {
    return (
      <Suspense fallback={<Loading what="flight" />}>
        <PilotView flightId={flightId} />
      </Suspense>
    );
  }
  return <Overview />;
}

function Overview() {
  useKeys({ n: () => can('incidents:write') && startEntry() });
  usePickMostUrgent();
  return (
    <div className="ops">
      <IncidentQueue />
      <OperationsMap />
      <aside className="ops-side" aria-label="Dispatch">
        <AcceptStack />
        <WaitingMessages />
        <SidePanel />
      </aside>
      <FleetStrip />
    </div>
  );
}

/** Opens the most urgent incident nobody flies to, once, when nothing is picked. */
function usePickMostUrgent() {
  const first = useLive(
    (state) =>
      state.incidents
        .filter((incident) => incident.state === 'open')
        .reduce<(typeof state.incidents)[number] | null>(
          (best, next) => (best === null || next.priority < best.priority ? next : best),
          null,
        )?.id ?? null,
    null,
  );
  const done = useRef(false);
  useEffect(() => {
    // Only once: afterwards an empty panel is what the user chose.
    if (!first || done.current) return;
    done.current = true;
    if (selection.get().pick.kind === 'none') pickIncident(first);
  }, [first]);
}
