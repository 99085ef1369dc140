import type { DispatchDecision, AskedPurpose, Point } from '@outrider/schema';
import { useCan } from '../../app/session.js';
import { useLive, useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { Button } from '../../ui/button.js';
import { useKeys } from '../../ui/keys.js';
import { agoText } from '../../ui/time.js';
import { selection, useSelection } from '../selection.js';
import { CandidateCard } from './candidate-card.js';
import { RefusedList } from './refused-list.js';
import { requestFlight } from './request.js';

interface DecisionViewProps {
  decision: DispatchDecision;
  purpose: AskedPurpose;
  waypoints?: readonly Point[];
  onRequested?: () => void;
}

const rankOf = (rank: number | null): number => rank ?? Number.MAX_SAFE_INTEGER;

/** Who can go, best first; who cannot, and why; one button. Up and Down choose, Enter requests. */
export function DecisionView({ decision, purpose, waypoints, onRequested }: DecisionViewProps) {
  const able = decision.candidates.filter((one) => one.can_go).sort((a, b) => rankOf(a.rank) - rankOf(b.rank));
  const unable = decision.candidates.filter((one) => !one.can_go);
  const { candidateId } = useSelection();
  const chosen = able.find((one) => one.aircraft_id === candidateId) ?? able[0];
  const mayRequest = useCan('flights:request');
  const whereOf = useWhere();

  const move = (step: number) => {
    const at = able.findIndex((one) => one === chosen) + step;
    const next = able[Math.max(0, Math.min(able.length - 1, at))];
    if (next) selection.set({ candidateId: next.aircraft_id });
  };
  const request = async () => {
    if (!chosen || !mayRequest) return;
    const done = await requestFlight({ decision, candidate: chosen, purpose, ...(waypoints ? { waypoints } : {}) });
    if (done) onRequested?.();
  };
  useKeys({ enter: () => void request(), arrowdown: () => move(1), arrowup: () => move(-1) });

  return (
    <div className="decision">
      {able.map((candidate) => (
        <CandidateCard
          key={candidate.aircraft_id}
          candidate={candidate}
          where={whereOf(candidate.aircraft_id)}
          selected={candidate === chosen}
          onSelect={() => selection.set({ candidateId: candidate.aircraft_id })}
        />
      ))}
      {able.length === 0 && (
        <div className="note">No aircraft can go now. Each line below says what would change it.</div>
      )}
      {mayRequest && chosen && (
        <div className="decision-act">
          <Button kind="primary" shortcut="Enter" onClick={() => void request()} className="grow">
            Request {chosen.aircraft_name}
          </Button>
          <ActNote decision={decision} detail={chosen.route?.return_line.detail ?? null} />
        </div>
      )}
      <RefusedList candidates={unable} />
    </div>
  );
}

function ActNote({ decision, detail }: { decision: DispatchDecision; detail: string | null }) {
  useNow();
  return (
    <p className="small faint">
      An RPIC on duty is asked to accept. {detail} Judged {agoText(serverNow() - decision.decided_at_utc_ms)} ago.
    </p>
  );
}

/** Make, model and launch place of an aircraft. */
function useWhere(): (aircraftId: string) => string {
  const fleet = useLive((state) => state.fleet, []);
  const sites = useLive((state) => state.sites, []);
  return (aircraftId) => {
    const aircraft = fleet.find((entry) => entry.aircraft.id === aircraftId)?.aircraft;
    if (!aircraft) return '';
    const site = sites.find((one) => one.id === aircraft.site_id);
    return [`${aircraft.maker} ${aircraft.model}`, site?.name].filter(Boolean).join(' · ');
  };
}
