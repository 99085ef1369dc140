import type { Incident, IncidentInput, IncidentLocation, LocationInput } from '@outrider/schema';

/** What a new incident gets from outside its input. */
export interface NewIncidentFacts {
  id: string;
  number: string;
  source: Incident['source'];
  now_utc_ms: number;
}

/** The incident that an input describes. Sensitivity is "internal" unless the caller says otherwise: nothing is public by accident. */
export function newIncident(input: IncidentInput, facts: NewIncidentFacts): Incident {
  const state = input.state ?? 'open';
  return {
    id: facts.id,
    number: facts.number,
    external_id: input.external_id ?? null,
    external_revision: input.external_revision ?? null,
    source: facts.source,
    type: input.type,
    priority: input.priority,
    location: locationOf(input.location),
    narrative: input.narrative ?? '',
    sensitivity: input.sensitivity ?? 'internal',
    state,
    received_at_utc_ms: input.received_at_utc_ms ?? facts.now_utc_ms,
    updated_at_utc_ms: facts.now_utc_ms,
    closed_at_utc_ms: state === 'closed' ? facts.now_utc_ms : null,
    flight_ids: [],
  };
}

/** What was left out is not known. */
export function locationOf({ uncertainty_m = null, address = null, ...place }: LocationInput): IncidentLocation {
  return { ...place, uncertainty_m, address };
}

export interface MergeResult {
  incident: Incident;
  /** applied; repeated = said nothing new; stale = older than what is held, and changed nothing */
  outcome: 'applied' | 'repeated' | 'stale';
}

/**
 * An update from a CAD for an incident that is held already. Updates may be repeated and come out of order: one whose revision is
 * older than the held one changes nothing, one with the same revision changes nothing either, and without revisions the last
 * one wins. The time of the call never moves, and "open" from the CAD does not undo that an aircraft was assigned.
 */
export function mergeUpdate(held: Incident, input: IncidentInput, nowUtcMs: number): MergeResult {
  const revision = input.external_revision ?? null;
  if (revision !== null && held.external_revision !== null) {
    if (revision < held.external_revision) return { incident: held, outcome: 'stale' };
    if (revision === held.external_revision) return { incident: held, outcome: 'repeated' };
  }
  const asked = input.state ?? held.state;
  const state = asked === 'open' && held.state === 'assigned' ? 'assigned' : asked;
  const next: Incident = {
    ...held,
    external_revision: revision ?? held.external_revision,
    type: input.type,
    priority: input.priority,
    location: locationOf(input.location),
    narrative: input.narrative ?? held.narrative,
    sensitivity: input.sensitivity ?? held.sensitivity,
    state,
    closed_at_utc_ms: state === 'closed' ? (held.closed_at_utc_ms ?? nowUtcMs) : null,
  };
  if (sameFacts(held, next)) return { incident: held, outcome: 'repeated' };
  return { incident: { ...next, updated_at_utc_ms: nowUtcMs }, outcome: 'applied' };
}

function sameFacts(a: Incident, b: Incident): boolean {
  const facts = ({ external_revision, type, priority, location, narrative, sensitivity, state }: Incident): string =>
    JSON.stringify([
      external_revision,
      type,
      priority,
      location.latitude_deg,
      location.longitude_deg,
      location.uncertainty_m,
      location.address,
      narrative,
      sensitivity,
      state,
    ]);
  return facts(a) === facts(b);
}
