import type { ReportedAlert, ReportedCommand } from '@outrider/record/report';
import type { CommandState } from '@outrider/schema';
import { flightStory } from '../../flights/story.js';
import type { AgencyTransaction } from '../../platform/index.js';

type Step = ReportedCommand['steps'][number];

/** The story of a flight with names in place of ids, and each command with the states that it went through. */
export async function storyFacts(tx: AgencyTransaction, flightId: string) {
  const { events, commands, alerts } = await flightStory(tx, flightId);
  const ids = [...commands.map(({ issued_by }) => issued_by), ...alerts.map((alert) => alert.acknowledged_by)];
  const names = await namesOf(tx, ids);
  const nameOf = (id: string | null): string | null => (id === null ? null : (names.get(id) ?? 'a user that is gone'));
  const steps = await stepsOf(tx, flightId);
  return {
    events,
    commands: commands.map((command): ReportedCommand => {
      const { command_id, issued_by } = command;
      return { ...command, issued_by_name: nameOf(issued_by), steps: steps.get(command_id) ?? [] };
    }),
    alerts: alerts.map((alert): ReportedAlert => ({ ...alert, acknowledged_by_name: nameOf(alert.acknowledged_by) })),
  };
}

export async function namesOf(
  { sql }: AgencyTransaction,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))];
  if (known.length === 0) return new Map();
  const rows = await sql.selectFrom('users').select(['id', 'display_name']).where('id', 'in', known).execute();
  return new Map(rows.map(({ id, display_name }) => [id, display_name]));
}

async function stepsOf({ sql }: AgencyTransaction, flightId: string): Promise<Map<string, Step[]>> {
  const select = sql.selectFrom('events').select(['at_utc_ms', 'data']).where('flight_id', '=', flightId);
  const steps = new Map<string, Step[]>();
  for (const { at_utc_ms, data } of await select.where('kind', '=', 'command').orderBy('seq').execute()) {
    const { command_id, state } = data as { command_id: string; state: CommandState };
    steps.set(command_id, [...(steps.get(command_id) ?? []), { state, at_utc_ms }]);
  }
  return steps;
}
