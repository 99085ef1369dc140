import { Link } from 'wouter';
import { useCan } from '../app/session.js';
import { useLive } from '../live/hooks.js';
import { Button } from '../ui/button.js';
import { ReadinessList } from './readiness-list.js';
import { pickNothing, selection } from './selection.js';

/** An aircraft on the ground: may it go, and what would change that. */
export function AircraftPanel({ aircraftId }: { aircraftId: string }) {
  const entry = useLive((state) => state.fleet.find((one) => one.aircraft.id === aircraftId), undefined);
  const sites = useLive((state) => state.sites, []);
  const mayRequest = useCan('flights:request');
  if (!entry) return null;
  const { aircraft, readiness, status } = entry;
  const site = sites.find((one) => one.id === aircraft.site_id);
  const facts = [`${aircraft.maker} ${aircraft.model}`, site?.name, status?.simulated && 'simulated'];
  return (
    <section aria-label={aircraft.name}>
      <header className="panel-head">
        <div className="row">
          <h1>{aircraft.name}</h1>
          <Button kind="quiet" compact onClick={pickNothing}>
            Leave
          </Button>
        </div>
        <p className="small muted">{facts.filter(Boolean).join(' · ')}</p>
      </header>
      <ReadinessList aircraftId={aircraft.id} readiness={readiness} />
      <div className="cluster card-acts">
        {mayRequest && (
          <Button onClick={() => selection.set({ pick: { kind: 'place', purpose: 'patrol', waypoints: [] } })}>
            Plan a flight on the map
          </Button>
        )}
        <Link href={`/fleet/${aircraft.id}`} className="btn quiet">
          Fleet entry
        </Link>
      </div>
    </section>
  );
}
