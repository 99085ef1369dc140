import { findAircraft } from '../aircraft/store.js';
import { found, implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import type { FlightsAtHand } from '../flights/at-hand.js';
import { sendCommand } from './send.js';

export function commandRoutes(services: Services, flights: FlightsAtHand): Implementation[] {
  return [
    implement('sendCommand', async ({ params, body, principal, note, read }) => {
      // An id of nobody's or of another agency's aircraft is not found, before anything else is said of it.
      if (services.vehicles.keyOf(params.id) === null) await read((tx) => findAircraft(tx, params.id));
      note(params.id, { command_id: body.command_id, action: body.action });
      return sendCommand(services, principal, params.id, body, flights.of(principal.agencyId, params.id));
    }),
    implement('getCommand', async ({ params, read }) => {
      const row = await read((tx) =>
        tx.sql.selectFrom('commands').selectAll().where('command_id', '=', params.id).executeTakeFirst(),
      );
      return found(row, 'command');
    }),
  ];
}
