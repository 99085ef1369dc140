/** What waits for a person's answer, and what of it is new. Pure. */
import type { CrewMember, Flight } from '@outrider/schema';

/** Requests to accept and questions about flights under way that wait for this user. */
export function waitingFor(userId: string | null, flights: readonly Flight[], crew: readonly CrewMember[]): string[] {
  if (userId === null) return [];
  const onDuty = crew.some((member) => member.user_id === userId && member.on_duty);
  return flights.flatMap((flight) => {
    const asked = flight.question !== null && (onDuty || flight.rpic_user_id === userId);
    if (asked) return [`${flight.id}/question/${flight.question!.id}`];
    return flight.state === 'requested' && onDuty ? [`${flight.id}/request`] : [];
  });
}

/** Those that were not told yet; remembers what waits now. Changes `told`. */
export function newlyWaiting(waiting: readonly string[], told: Set<string>): string[] {
  const fresh = waiting.filter((each) => !told.has(each));
  told.clear();
  for (const each of waiting) told.add(each);
  return fresh;
}
