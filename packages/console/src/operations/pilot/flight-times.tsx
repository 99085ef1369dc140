import type { Flight } from '@outrider/schema';
import { useNow } from '../../live/hooks.js';
import { serverNow } from '../../live/live.js';
import { ageText } from '../../ui/time.js';
import { phasesOf } from './phases.js';

/** How long each part of the flight took, as one bar. */
export function FlightTimes({ flight }: { flight: Flight }) {
  useNow();
  const phases = phasesOf(flight, serverNow());
  if (phases.length === 0) return null;
  return (
    <div
      className="glass flight-times"
      role="img"
      aria-label={phases.map((p) => `${p.word} ${ageText(p.ms)}`).join(', ')}
    >
      <div className="segment-track">
        {phases.map((phase) => (
          <i key={phase.key} data-phase={phase.key} style={{ flexGrow: Math.max(phase.ms, 1000) }} />
        ))}
      </div>
      <div className="flight-times-words small">
        {phases.map((phase) => (
          <span key={phase.key}>
            <span className="muted">{phase.word}</span> <span className="num">{ageText(phase.ms)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}
