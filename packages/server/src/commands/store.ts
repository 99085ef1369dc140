import type { Selectable } from 'kysely';
import type { Command } from '@outrider/schema';
import { json } from '../platform/index.js';
import type { AgencyTransaction, Database } from '../platform/index.js';

function toCommand(row: Selectable<Database['commands']>): Command {
  return { ...row };
}

/** The newest commands of the agency, oldest of them first. */
export async function newestCommands({ sql }: AgencyTransaction, most: number): Promise<Command[]> {
  const rows = await sql
    .selectFrom('commands')
    .selectAll()
    .orderBy('requested_at_utc_ms', 'desc')
    .orderBy('command_id', 'desc')
    .limit(most)
    .execute();
  return rows.map(toCommand).toReversed();
}

export async function commandsOfFlight({ sql }: AgencyTransaction, flightId: string): Promise<Command[]> {
  const rows = await sql
    .selectFrom('commands')
    .selectAll()
    .where('flight_id', '=', flightId)
    .orderBy('requested_at_utc_ms')
    .orderBy('command_id')
    .execute();
  return rows.map(toCommand);
}

/** One command, or null. */
export async function findCommand({ sql }: AgencyTransaction, id: string): Promise<Command | null> {
  const row = await sql.selectFrom('commands').selectAll().where('command_id', '=', id).executeTakeFirst();
  return row ? toCommand(row) : null;
}

/** Writes how far a command got; false when the row knows something newer already, as after a repeat of a gateway's event. */
export async function saveCommand(transaction: AgencyTransaction, command: Command): Promise<boolean> {
  const { state, detail, error_code, updated_at_utc_ms } = command;
  const changed = await transaction.sql
    .insertInto('commands')
    .values({ ...command, action: json(command.action) })
    .onConflict((conflict) =>
      conflict
        .columns(['agency_id', 'command_id'])
        .doUpdateSet({ state, detail, error_code, updated_at_utc_ms })
        .where('commands.updated_at_utc_ms', '<=', updated_at_utc_ms),
    )
    .returning('command_id')
    .executeTakeFirst();
  return changed !== undefined;
}
