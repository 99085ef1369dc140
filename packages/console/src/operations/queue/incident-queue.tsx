import type { Incident } from '@outrider/schema';
import { useMemo } from 'react';
import { useCan } from '../../app/session.js';
import { useLive } from '../../live/hooks.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/state.js';
import { startEntry, useSelection } from '../selection.js';
import { ClosedToday } from './closed-today.js';
import { IncidentCard } from './incident-card.js';
import { IncidentForm } from './incident-form.js';

const none: never[] = [];
const byUrgency = (a: Incident, b: Incident): number =>
  a.priority - b.priority || a.received_at_utc_ms - b.received_at_utc_ms;

/** Open incidents, most urgent and oldest first, and the way to enter one. */
export function IncidentQueue() {
  const incidents = useLive((state) => state.incidents, none);
  const sorted = useMemo(() => [...incidents].sort(byUrgency), [incidents]);
  const { pick, entry } = useSelection();
  const mayWrite = useCan('incidents:write');
  return (
    <aside className="ops-queue" aria-label="Incidents">
      <div className="row ops-head">
        <h2>
          Incidents <span className="num faint">{incidents.length}</span>
        </h2>
        {mayWrite && !entry && (
          <Button kind="quiet" compact shortcut="N" onClick={() => startEntry()}>
            New
          </Button>
        )}
      </div>
      {entry && <IncidentForm key={entry.editing?.id ?? 'new'} />}
      <ul className="stack">
        {sorted.map((incident) => (
          <li key={incident.id}>
            <IncidentCard incident={incident} selected={pick.kind === 'incident' && pick.id === incident.id} />
          </li>
        ))}
      </ul>
      {sorted.length === 0 && !entry && <Empty>No open incident.</Empty>}
      <ClosedToday />
    </aside>
  );
}
