import type { Flight, Point } from '@outrider/schema';
import { polar } from '@outrider/core/geo';
import { formatDistance } from '@outrider/core/units';
import { useUnits } from '../../app/units.js';
import { useTelemetryFact } from '../../live/hooks.js';
import { HoldButton } from '../../ui/hold-button.js';
import { send } from '../pilot/commands.js';
import { useAuthority } from '../pilot/use-authority.js';

/** Where a pin lies, and in its flight's cockpit the offer to go there: a go-to like any other, and only after a hold. */
export function PinPlace({ pin, flight }: { pin: Point; flight: Flight | null }) {
  return flight ? (
    <FromAircraft pin={pin} flight={flight} />
  ) : (
    <p className="num small">
      {pin.latitude_deg.toFixed(5)}, {pin.longitude_deg.toFixed(5)}
    </p>
  );
}

const ROUND_TO_M = 10;

function FromAircraft({ pin, flight }: { pin: Point; flight: Flight }) {
  const units = useUnits();
  const { mayCommand, able } = useAuthority(flight);
  const id = flight.aircraft_id;
  const away = useTelemetryFact(id, (entry) => {
    const { latitude_deg = null, longitude_deg = null } = entry?.sample ?? {};
    if (latitude_deg === null || longitude_deg === null) return null;
    const { distance_m, bearing_deg } = polar({ latitude_deg, longitude_deg }, pin);
    return `${formatDistance(Math.round(distance_m / ROUND_TO_M) * ROUND_TO_M, units)} · ${Math.round(bearing_deg)}°`;
  });
  return (
    <div className="row message-pin">
      <span className="small">
        Pin <span className="num">{away ?? 'set'}</span>
      </span>
      {mayCommand && able('go_to') && (
        <HoldButton
          className="compact"
          label={`the aircraft flies to the pin, ${away ?? 'distance unknown'}`}
          onConfirm={() => void send(id, { kind: 'go_to', ...pin })}
        >
          Hold to go there
        </HoldButton>
      )}
    </div>
  );
}
