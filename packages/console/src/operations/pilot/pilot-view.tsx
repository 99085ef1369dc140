import { useQuery } from '@tanstack/react-query';
import type { Flight } from '@outrider/schema';
import type { MouseEvent } from 'react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';
import { ErrorNote, Loading } from '../../ui/state.js';
import { AcceptStack } from '../accept/accept-stack.js';
import { CockpitMessages } from '../messages/message-stack.js';
import { FLIGHT_STATE } from '../words.js';
import { CameraPanel } from './camera-panel.js';
import { ControlPanel } from './control-panel.js';
import { stopAsking } from './control/asking.js';
import { releaseControl } from './control/session.js';
import { FlightTimes } from './flight-times.js';
import { GamepadDialog } from './gamepad-dialog.js';
import { HeadingTape } from './hud/heading-tape.js';
import { KeyLegend } from './key-legend.js';
import { Stage } from './stage/stage.js';
import { StatusStrip } from './status-strip.js';
import { TakeoverCard } from './takeover-card.js';
import { aimFor, useTargeting } from './targeting.js';
import { TelemetryRow } from './telemetry-row.js';
import { CockpitVideoProvider } from './video/cockpit-video.js';
import { NoVideo } from './video/no-video.js';
import './hud/hud.css';
import './pilot.css';
import './video/cockpit-video.css';

/** The pilot's view of one flight. */
export default function PilotView({ flightId }: { flightId: string }) {
  const current = useLive((state) => state.flights.find((one) => one.id === flightId) ?? null, null);
  const known = useLive((state) => state.seq >= 0, false);
  const past = useQuery({
    queryKey: ['flight', flightId],
    queryFn: () => call('GET', '/flights/{id}', { path: { id: flightId } }),
    enabled: known && current === null,
  });
  if (current) return <Cockpit key={current.id} flight={current} />;
  if (past.data) return <Ended flight={past.data} />;
  return past.error ? <ErrorNote error={past.error} /> : <Loading what="flight" />;
}

function Cockpit({ flight }: { flight: Flight }) {
  const [gamepad, setGamepad] = useState(false);
  useEffect(
    () => () => {
      aimFor('none');
      stopAsking();
      void releaseControl();
    },
    [],
  );
  return (
    <CockpitVideoProvider flight={flight}>
      <div className="cockpit" onClickCapture={dropFocus}>
        <Stage flight={flight} />
        <StatusStrip flight={flight} />
        <div className="cockpit-top">
          <AimHint />
          <NoVideo />
          <TakeoverCard flight={flight} />
        </div>
        <div className="cockpit-left">
          <ControlPanel flight={flight} />
        </div>
        <div className="cockpit-right">
          <CameraPanel flight={flight} />
          <AcceptStack />
        </div>
        <div className="cockpit-messages">
          <CockpitMessages flight={flight} />
        </div>
        <div className="cockpit-bottom">
          <HeadingTape aircraftId={flight.aircraft_id} />
          <TelemetryRow aircraftId={flight.aircraft_id} />
        </div>
        <div className="cockpit-corner">
          <FlightTimes flight={flight} />
          <KeyLegend aircraftId={flight.aircraft_id} onSetUp={() => setGamepad(true)} />
        </div>
        <GamepadDialog open={gamepad} onClose={() => setGamepad(false)} />
      </div>
    </CockpitVideoProvider>
  );
}

/** A button pressed by pointer does not keep the focus: Space and Enter must never repeat a command by surprise. */
function dropFocus(event: MouseEvent): void {
  if (event.detail > 0 && document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
}

function AimHint() {
  const { now } = useTargeting();
  if (now.kind === 'none') return null;
  return (
    <div className="glass aim" role="status">
      {now.kind === 'go_to' ? 'Click the map where it shall go' : 'Click the middle of the orbit'} · Esc leaves
    </div>
  );
}

function Ended({ flight }: { flight: Flight }) {
  return (
    <div className="ended">
      <h1>
        {flight.aircraft_name}, flight {flight.number}: {FLIGHT_STATE[flight.state].toLowerCase()}
      </h1>
      {flight.state_detail && <p className="muted">{flight.state_detail}</p>}
      <div className="cluster">
        <Link href={`/flights/${flight.id}`} className="btn primary">
          Replay and export
        </Link>
        <Link href="/operations" className="btn">
          Back to operations
        </Link>
      </div>
    </div>
  );
}
