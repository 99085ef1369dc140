import type { Flight } from '@outrider/schema';
import { describeLimits } from '@outrider/core/command';
import { useUnits } from '../../../app/units.js';

/** The limits of the flight in words, for whoever they bind and for the one who set them. */
export function LimitsNote({ flight, isRpic }: { flight: Flight; isRpic: boolean }) {
  const units = useUnits();
  if (!flight.limits) return null;
  return (
    <div className="small limits-note" role="note" aria-label="Limits">
      <b>{isRpic ? 'Limits for others' : `Limits by ${flight.rpic_name ?? 'the RPIC'}`}</b>
      <ul>
        {describeLimits(flight.limits, units).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}
