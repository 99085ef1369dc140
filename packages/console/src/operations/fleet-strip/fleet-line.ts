import type { FleetEntry, Flight, FlightMode } from '@outrider/schema';
import type { Freshness } from '../../live/telemetry.js';
import { agoText } from '../../ui/time.js';
import { FLIGHT_STATE, MODE } from '../words.js';

interface FleetFacts {
  entry: FleetEntry;
  flight: Flight | null;
  site: string | null;
  freshness: Freshness;
  /** How long ago it was last heard, when that is too long; null while live or never heard. */
  age_ms: number | null;
  latency_ms: number | null;
  mode: FlightMode | null;
}
export interface FleetLine {
  text: string;
  tone: 'muted' | 'caution' | 'warning';
}

/** The state of an aircraft in one line, the most important thing first. */
export function fleetLine(facts: FleetFacts): FleetLine {
  const { entry, flight, site, freshness } = facts;
  const join = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(' · ');
  if (flight) {
    const state = FLIGHT_STATE[flight.state];
    const age = facts.age_ms === null ? null : `${agoText(facts.age_ms)} ago`;
    if (freshness === 'lost') return { text: join('Link lost', age, state), tone: 'warning' };
    if (freshness === 'stale') return { text: join('Stale', age, state), tone: 'caution' };
    const latency = facts.latency_ms === null ? null : `${facts.latency_ms} ms`;
    return { text: join(state, facts.mode && MODE[facts.mode], latency), tone: 'muted' };
  }
  if (entry.aircraft.grounding) return { text: join('Grounded', entry.aircraft.grounding.reason), tone: 'caution' };
  const first = entry.readiness.items.find((item) => item.state === 'not_ready');
  if (entry.readiness.state === 'not_ready') return { text: join('Not ready', first?.label ?? null), tone: 'caution' };
  const open = entry.readiness.items.filter((item) => item.state === 'caution').length;
  if (entry.readiness.state === 'caution') return { text: join('Ready', `${open} to check`, site), tone: 'muted' };
  return { text: join('Ready', entry.aircraft.in_dock && 'dock', site), tone: 'muted' };
}
