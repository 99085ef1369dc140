import type { FlightQuestion, Incident, Point } from '@outrider/schema';
import { distance } from '../geo/index.js';
import { formatDistance } from '../units/index.js';
import type { Units } from '../units/index.js';

/** Below this an incident has not moved: the next house is reached by looking, not by flying. Metres. */
export const MOVED_M = 40;

export type QuestionDraft = Omit<FlightQuestion, 'id' | 'asked_at_utc_ms'>;

/**
 * What to ask the RPIC of a flight whose incident changed, or null. Nothing is ever decided for the RPIC: the aircraft flies on
 * under its plan until there is an answer.
 */
export function questionForChange(before: Incident, after: Incident, units: Units): QuestionDraft | null {
  if (before.state !== 'closed' && after.state === 'closed') {
    return {
      kind: 'incident_closed',
      text: `Incident ${after.number} was closed. Return the aircraft?`,
      target: null,
      incident_id: after.id,
    };
  }
  const moved = distance(before.location, after.location);
  if (moved < MOVED_M) return null;
  const place =
    after.location.address ?? `${after.location.latitude_deg.toFixed(5)}, ${after.location.longitude_deg.toFixed(5)}`;
  return {
    kind: 'incident_moved',
    text: `Incident ${after.number} moved by ${formatDistance(moved, units)} to ${place}. Fly there?`,
    target: toPoint(after),
    incident_id: after.id,
  };
}

/** Asked when a more urgent incident has no aircraft and this flight's aircraft could be sent there. */
export function questionForOutranked(urgent: Incident, current: Incident | null): QuestionDraft {
  const from = current ? `P${current.priority} ${current.number}` : 'a flight without an incident';
  return {
    kind: 'outranked',
    text: `P${urgent.priority} ${urgent.type}, ${urgent.number}, outranks ${from}. Divert there?`,
    target: toPoint(urgent),
    incident_id: urgent.id,
  };
}

const toPoint = ({ location }: Incident): Point => ({
  latitude_deg: location.latitude_deg,
  longitude_deg: location.longitude_deg,
});
