import type { Candidate, DispatchStep, Reason } from '@outrider/schema';

const STEP: Readonly<Record<DispatchStep, string>> = {
  availability: 'Availability',
  readiness: 'Readiness',
  trust: 'Trust',
  crew: 'Crew',
  weather: 'Weather',
  airspace: 'Airspace',
  range: 'Energy',
};

/** Aircraft that cannot go, with every reason and what would change it. */
export function RefusedList({ candidates }: { candidates: readonly Candidate[] }) {
  if (candidates.length === 0) return null;
  return (
    <section aria-label="Not able to go">
      <h2 className="cap refused-head">Not able to go</h2>
      <ul>
        {candidates.map((candidate) => (
          <li key={candidate.aircraft_id} className="refused small">
            <b>{candidate.aircraft_name}</b>
            <span className="muted">
              {candidate.reasons
                .filter((reason) => reason.effect === 'against')
                .map((reason) => (
                  <ReasonLine key={`${reason.step}${reason.code}`} reason={reason} />
                ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ReasonLine({ reason }: { reason: Reason }) {
  return (
    <span className="block">
      {reasonSentence(reason)}
      {reason.remedy && <span className="faint"> {reason.remedy}</span>}
    </span>
  );
}

/** The reason as a sentence that begins with the step that gave it. */
export function reasonSentence({ step, text }: Pick<Reason, 'step' | 'text'>): string {
  const named = text.startsWith(`${STEP[step]}:`) ? text : `${STEP[step]}: ${text}`;
  return /[.!?]$/.test(named) ? named : `${named}.`;
}
