import type { Point } from '@outrider/schema';
import { Button } from '../../ui/button.js';
import { ErrorNote, Loading } from '../../ui/state.js';
import type { Pick } from '../selection.js';
import { pickNothing, selection } from '../selection.js';
import { DecisionView } from './decision-view.js';
import { usePointDecision } from './use-decision.js';

type Purpose = Extract<Pick, { kind: 'place' }>['purpose'];
const PURPOSES: readonly [Purpose, string][] = [
  ['patrol', 'Patrol'],
  ['training', 'Training'],
  ['test', 'Test'],
];

/** A flight without an incident: points from the map, a purpose, and who can fly it. */
export function PlacePanel({ purpose, waypoints }: { purpose: Purpose; waypoints: Point[] }) {
  const decision = usePointDecision(purpose, waypoints);
  const set = (change: { purpose?: Purpose; waypoints?: Point[] }) =>
    selection.set({ pick: { kind: 'place', purpose, waypoints, ...change }, candidateId: null });
  return (
    <section aria-label="Flight without an incident">
      <header className="panel-head">
        <div className="row">
          <h1>Flight without an incident</h1>
          <Button kind="quiet" compact onClick={pickNothing}>
            Leave
          </Button>
        </div>
        <div className="segments" role="group" aria-label="Purpose">
          {PURPOSES.map(([value, word]) => (
            <button key={value} type="button" aria-pressed={purpose === value} onClick={() => set({ purpose: value })}>
              {word}
            </button>
          ))}
        </div>
      </header>
      <div className="row small muted">
        <span>
          {waypoints.length === 0
            ? 'Click the map to set the first point.'
            : `${waypoints.length} points, flown in order. `}
        </span>
        {waypoints.length > 0 && (
          <Button kind="quiet" compact onClick={() => set({ waypoints: waypoints.slice(0, -1) })}>
            Remove last
          </Button>
        )}
      </div>
      <ErrorNote error={decision.error} />
      {waypoints.length > 0 && decision.isPending && <Loading what="every aircraft's answer" />}
      {decision.data && (
        <DecisionView decision={decision.data} purpose={purpose} waypoints={waypoints} onRequested={pickNothing} />
      )}
    </section>
  );
}
