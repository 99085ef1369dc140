import type { Flight, FlightMode, FlightState } from '@outrider/schema';
import { Link } from 'wouter';
import { useLiveView, useTelemetryFact } from '../../live/hooks.js';
import { ageOf, freshnessOf } from '../../live/telemetry.js';
import { agoText, minutesText } from '../../ui/time.js';
import { BatteryBarLive } from '../battery-bar.js';
import { FLIGHT_STATE, MODE, PURPOSE } from '../words.js';
import { LiveText } from './live-text.js';
import { StopButton } from './stop-button.js';
import { VideoChip } from './video/video-chip.js';

/** Top of the pilot's view: what state, which aircraft, how well it is heard, how long it can stay, STOP. */
export function StatusStrip({ flight }: { flight: Flight }) {
  const id = flight.aircraft_id;
  return (
    <header className="strip">
      <Link href="/operations" className="btn icon" aria-label="Back to operations">
        ‹
      </Link>
      <StateChip flight={flight} />
      <h1 className="clip strip-title">
        {flight.aircraft_name}{' '}
        <span className="muted">
          {flight.incident_number ?? PURPOSE[flight.purpose]}
          {flight.simulated ? ' · simulated' : ''}
        </span>
      </h1>
      <GnssChip aircraftId={id} />
      <LinkChip aircraftId={id} />
      <VideoChip />
      <div className="strip-battery">
        <BatteryBarLive aircraftId={id} mark />
        <div className="strip-time">
          <LiveText
            aircraftId={id}
            className="num strip-figure"
            of={(entry) => {
              const seconds = entry?.sample.time_to_return_s ?? null;
              return seconds === null ? '—' : minutesText(seconds);
            }}
          />
          <span className="unit">to return</span>
          <LiveText
            aircraftId={id}
            className="num small muted"
            of={(entry) => {
              const percent = entry?.sample.battery_percent ?? null;
              return percent === null ? '' : `${Math.round(percent)} %`;
            }}
          />
        </div>
      </div>
      <StopButton aircraftId={id} />
    </header>
  );
}

/** The mode that each state has by itself, and that need not be said beside it. */
const SAYS_ITSELF: Partial<Record<FlightState, FlightMode>> = {
  departing: 'take_off',
  returning: 'return',
  landing: 'land',
};

function StateChip({ flight }: { flight: Flight }) {
  const id = flight.aircraft_id;
  const mode = useTelemetryFact(id, (entry) => entry?.sample.mode ?? null);
  const stopped = useTelemetryFact(id, (entry) => entry?.sample.stopped ?? false);
  const fresh = useTelemetryFact(id, (entry) => freshnessOf(entry, performance.now()));
  const connected = useLiveView((view) => view.connection === 'live');
  if (!connected) {
    return (
      <span className="state-chip" data-tone="warning" role="status">
        NO DATA <LiveText aircraftId={id} className="num" of={(e, now) => (e ? agoText(ageOf(e, now)) : 'yet')} />
      </span>
    );
  }
  if (fresh === 'lost') {
    return (
      <span className="state-chip" data-tone="warning" role="status">
        LINK LOST{' '}
        <LiveText aircraftId={id} className="num" of={(e, now) => (e ? agoText(ageOf(e, now)) : 'never heard')} />
      </span>
    );
  }
  if (stopped) {
    return (
      <span className="state-chip" data-tone="warning" role="status">
        STOPPED · HOLDING
      </span>
    );
  }
  const told = mode && SAYS_ITSELF[flight.state] !== mode ? ` · ${MODE[mode]}` : '';
  const words = FLIGHT_STATE[flight.state] + told;
  return (
    <span className="state-chip" data-tone={fresh === 'stale' ? 'caution' : 'plain'} role="status">
      {words.toUpperCase()}
      {fresh === 'stale' && ' · STALE'}
    </span>
  );
}

const FIX = ['no GPS', 'no fix', '2D fix', '3D fix', 'DGPS', 'RTK float', 'RTK fixed'];

function GnssChip({ aircraftId }: { aircraftId: string }) {
  const tone = useTelemetryFact(aircraftId, (entry) => {
    const fix = entry?.sample.gnss_fix ?? null;
    return fix === null ? 'off' : fix < 3 ? 'warning' : (entry?.sample.gnss_hdop ?? 0) > 2 ? 'caution' : 'ok';
  });
  return (
    <span className="chip">
      <i className="dot" data-state={tone} />
      GNSS{' '}
      <LiveText
        aircraftId={aircraftId}
        className="num"
        of={(entry) => {
          const sample = entry?.sample;
          if (!sample || sample.gnss_fix === null) return 'unknown';
          const fix = FIX[sample.gnss_fix] ?? 'unknown';
          if (sample.gnss_fix < 3 || sample.gnss_satellites === null) return fix;
          return `${sample.gnss_satellites} sat${sample.gnss_hdop === null ? '' : ` · ${sample.gnss_hdop.toFixed(1)}`}`;
        }}
      />
    </span>
  );
}

function LinkChip({ aircraftId }: { aircraftId: string }) {
  const fresh = useTelemetryFact(aircraftId, (entry) => freshnessOf(entry, performance.now()));
  const server = useLiveView((view) => (view.connection === 'live' ? (view.round_trip_ms ?? 0) : null));
  const state = fresh === 'live' ? 'ok' : fresh === 'stale' ? 'caution' : 'warning';
  const title = server === null ? 'The server does not answer' : `Browser to server and back: ${Math.round(server)} ms`;
  return (
    <span className="chip" title={title}>
      <i className="dot" data-state={state} />
      Link{' '}
      <LiveText
        aircraftId={aircraftId}
        className="num link-figure"
        of={(entry, now) => {
          if (server === null) return 'server lost';
          if (!entry) return 'never heard';
          const age = ageOf(entry, now);
          if (age >= 1000) return `heard ${agoText(age)} ago`;
          const latency = entry.sample.link_latency_ms;
          return latency === null ? 'latency unknown' : `${Math.round(latency)} ms`;
        }}
      />
    </span>
  );
}
