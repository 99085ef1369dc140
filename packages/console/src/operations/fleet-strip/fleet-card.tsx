import type { FleetEntry, Flight } from '@outrider/schema';
import { useLocation } from 'wouter';
import { useLive, useTelemetryFact } from '../../live/hooks.js';
import type { TelemetryEntry } from '../../live/telemetry.js';
import { ageOf, freshnessOf } from '../../live/telemetry.js';
import { BatteryBarLive } from '../battery-bar.js';
import { pickAircraft, useSelection } from '../selection.js';
import { fleetLine } from './fleet-line.js';

/** One aircraft of the strip: its state in a line, and its battery with the energy to return. */
export function FleetCard({ entry, flight }: { entry: FleetEntry; flight: Flight | null }) {
  const { aircraft } = entry;
  const [, navigate] = useLocation();
  const { pick } = useSelection();
  const site = useLive((state) => state.sites.find((one) => one.id === aircraft.site_id)?.name ?? null, null);
  const battery = useTelemetryFact(aircraft.id, (live) => {
    const percent = live?.sample.battery_percent ?? null;
    return percent === null || freshnessOf(live, performance.now()) === 'lost' ? null : Math.round(percent);
  });
  const freshness = useTelemetryFact(aircraft.id, (live) => freshnessOf(live, performance.now()));
  const age = useTelemetryFact(aircraft.id, (live) => staleAge(live, performance.now()));
  const latency = useTelemetryFact(aircraft.id, (live) => {
    const ms = live?.sample.link_latency_ms ?? null;
    return ms === null ? null : Math.round(ms / 10) * 10;
  });
  const mode = useTelemetryFact(aircraft.id, (live) => live?.sample.mode ?? null);
  const line = fleetLine({ entry, flight, site, freshness, age_ms: age, latency_ms: latency, mode });
  const selected = pick.kind === 'aircraft' && pick.id === aircraft.id;
  return (
    <button
      type="button"
      className="card fleet-card"
      data-selected={selected}
      data-flying={flight !== null}
      onClick={() => (flight ? navigate(`/operations/${flight.id}`) : pickAircraft(aircraft.id))}
    >
      <span className="row">
        <b className={`clip ${flight ? 'own' : ''}`}>{aircraft.name}</b>
        <span className="num small">{battery === null ? '—' : `${battery} %`}</span>
      </span>
      <span className="block small clip" data-tone={line.tone} title={line.text}>
        {line.text}
      </span>
      <BatteryBarLive aircraftId={aircraft.id} idle={flight === null} ready={entry.readiness.state !== 'not_ready'} />
    </button>
  );
}

/** Age in whole seconds once the data is stale; null while it is live. */
function staleAge(entry: TelemetryEntry | undefined, nowMs: number): number | null {
  if (!entry || freshnessOf(entry, nowMs) === 'live') return null;
  return Math.floor(ageOf(entry, nowMs) / 1000) * 1000;
}
