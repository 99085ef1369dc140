import type { Candidate } from '@outrider/schema';
import { formatDistance, formatHeight } from '@outrider/core/units';
import { useUnits } from '../../app/units.js';
import { minutesText } from '../../ui/time.js';
import { energySegments, timeSegments } from './bars.js';
import { reasonSentence } from './refused-list.js';
import { SegmentBar } from './segment-bar.js';
import { VerdictLine } from './verdict-line.js';

interface CandidateCardProps {
  candidate: Candidate;
  where: string;
  selected: boolean;
  onSelect: () => void;
}

/** An aircraft that can go: when it is there, where its time and energy go, and under which conditions. */
export function CandidateCard({ candidate, where, selected, onSelect }: CandidateCardProps) {
  const units = useUnits();
  const conditions = candidate.reasons.filter((reason) => reason.effect === 'condition');
  const line = candidate.route?.return_line;
  const raise = line?.raised ? line.return_height_m : null;
  const facts = [
    where,
    candidate.route && formatDistance(candidate.route.length_out_m, units),
    raise !== null && `return raised to ${formatHeight(raise, units, 'takeoff')}`,
    candidate.estimated && 'lower bound',
  ];
  return (
    <div className="card candidate" data-selected={selected}>
      <button type="button" className="candidate-head" aria-pressed={selected} onClick={onSelect}>
        <span className="row">
          <b>{candidate.aircraft_name}</b>
          {candidate.time && (
            <span>
              <span className="num arrival">{minutesText(candidate.time.total_s)}</span>{' '}
              <span className="small muted">on scene</span>
            </span>
          )}
        </span>
        <span className="block small muted">{facts.filter(Boolean).join(' · ')}</span>
      </button>
      {selected && candidate.time && <SegmentBar kind="time" title="Time" segments={timeSegments(candidate.time)} />}
      {candidate.energy && (
        <SegmentBar
          kind="energy"
          title="Energy"
          segments={energySegments(candidate.energy).filter((s) => s.percent > 0)}
        />
      )}
      {candidate.verdict && <VerdictLine verdict={candidate.verdict} />}
      {conditions.map((reason) => (
        <p key={reason.code} className="small condition">
          {reasonSentence(reason)}
        </p>
      ))}
    </div>
  );
}
