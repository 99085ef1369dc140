import type { GatewayEvent } from '@outrider/schema';
import { saveAlert } from '../../alerts/store.js';
import { saveReported } from '../../cameras/reported.js';
import { saveCommand } from '../../commands/store.js';
import type { AgencyTransaction } from '../../platform/index.js';
import { applyFlight, keepFlownPlan } from './flight.js';
import { alertEvent, commandEvent, storyLine } from './story.js';

export interface ApplyContext {
  gateway: string;
  isSimulated: (aircraftId: string) => boolean;
}

/**
 * Writes one durable fact of a gateway into the agency's tables. Row security holds it to that agency: an aircraft of another
 * is not there. Events of unbound vehicles change nothing.
 */
export async function applyEvent(
  transaction: AgencyTransaction,
  event: GatewayEvent,
  { gateway, isSimulated }: ApplyContext,
): Promise<void> {
  if (event.agency_id === null || event.aircraft_id === null) return;
  const known = { ...event, agency_id: event.agency_id, aircraft_id: event.aircraft_id };
  if (known.kind === 'command') {
    // The gateway's word for the agency is not taken: the row goes to the agency of this transaction.
    const command = { ...known.command, agency_id: transaction.agencyId };
    if (await saveCommand(transaction, command)) transaction.change({ kind: 'command', value: command });
    transaction.event(commandEvent(command));
  } else if (known.kind === 'alert') {
    const alert = await saveAlert(transaction, known.alert);
    transaction.change({ kind: 'alert', value: alert });
    transaction.event(alertEvent(alert, known));
  } else if (known.kind === 'flight') {
    await applyFlight(transaction, known, gateway, isSimulated(known.aircraft_id));
  } else if (known.kind === 'plan' && known.plan && known.flight_id !== null) {
    await keepFlownPlan(transaction, known.flight_id, known.plan);
  } else if (known.kind === 'camera') {
    await saveReported(transaction, known.aircraft_id, known.camera, isSimulated(known.aircraft_id));
  }
  const line = storyLine(known);
  if (line && known.flight_id !== null) {
    const { flight_id, aircraft_id, utc_ms } = known;
    transaction.event({ ...line, flight_id, aircraft_id, at_utc_ms: Math.round(utc_ms) });
  }
}
