import { questionForChange } from '@outrider/core/incident';
import type { QuestionDraft } from '@outrider/core/incident';
import type { Flight, FlightState, Incident } from '@outrider/schema';
import type { AgencyTransaction } from '../platform/database/index.js';
import { loadPolicy } from '../policy/store.js';
import { findFlight, saveFlight } from './store.js';

const UNDER_WAY: ReadonlySet<FlightState> = new Set(['accepted', 'preparing', 'departing', 'en_route', 'on_scene']);

/** Asks the RPICs of flights under way to an incident that moved or ended. An open question of the flight is replaced. */
export async function askAboutChange(tx: AgencyTransaction, before: Incident, after: Incident): Promise<void> {
  if (after.flight_ids.length === 0) return;
  const draft = questionForChange(before, after, (await loadPolicy(tx)).units);
  if (!draft) return;
  for (const flightId of after.flight_ids) {
    const flight = await findFlight(tx, flightId, true);
    if (flight && UNDER_WAY.has(flight.state)) await ask(tx, flight, draft);
  }
}

/** Puts a question to the RPIC of a flight; it stays until it is answered or another takes its place. */
export async function ask(tx: AgencyTransaction, flight: Flight, draft: QuestionDraft): Promise<void> {
  const asked: Flight = { ...flight, question: { id: tx.newId(), asked_at_utc_ms: tx.nowUtcMs, ...draft } };
  await saveFlight(tx, asked);
  tx.event({
    kind: 'question',
    text: draft.text,
    actor: null,
    flight_id: flight.id,
    aircraft_id: flight.aircraft_id,
    data: { kind: draft.kind },
  });
  tx.change({ kind: 'flight', value: asked });
}
