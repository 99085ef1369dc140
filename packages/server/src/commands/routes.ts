import { findAircraft } from '../aircraft/store.js';
import { found, implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Services } from '../services.js';
import type { FlightsAtHand } from '../flights/at-hand.js';
import { isDeepStrictEqual } from 'node:util';
import type { Action, Command } from '@outrider/schema';
import { isDatabaseAway } from '../platform/http/answer-error.js';
import { isSafe } from './authority.js';
import { sendCommand } from './send.js';
import { findCommand } from './store.js';

export function commandRoutes(services: Services, flights: FlightsAtHand): Implementation[] {
  return [
    implement('sendCommand', async ({ params, body, principal, note, read }) => {
      // An id of nobody's or of another agency's aircraft is not found, before anything else is said of it.
      if (services.vehicles.keyOf(params.id) === null) await read((tx) => findAircraft(tx, params.id));
      note(params.id, { command_id: body.command_id, action: body.action });
      // The gateway knows the ids of the last hours; the database knows them all. Nothing safe waits for it.
      const known = isSafe(body.action.kind)
        ? null
        : await knownCommand(() => read((tx) => findCommand(tx, body.command_id)));
      if (known) return sameCommand(known, params.id, body.action);
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

/** The command of this id, null when there is none or nobody can say: then the gateway's own memory decides. */
async function knownCommand(find: () => Promise<Command | null>): Promise<Command | null> {
  try {
    return await find();
  } catch (error) {
    if (isDatabaseAway(error)) return null;
    throw error;
  }
}

/** The first outcome; the same id for something else is refused. */
function sameCommand(known: Command, aircraftId: string, action: Action): Command {
  if (known.aircraft_id === aircraftId && isDeepStrictEqual(known.action, action)) return known;
  throw refuse('command_id_reused', 'This command id was used for another command.', 'command_id');
}
