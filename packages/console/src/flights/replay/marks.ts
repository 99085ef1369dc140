/** One list of everything that happened, for the time axis and the story. */
import type { Alert, Command, FlightEvent } from '@outrider/schema';

export interface Mark {
  id: string;
  atMs: number;
  kind: 'event' | 'command' | 'alert' | 'message' | 'marker';
  level: Alert['level'] | null;
  text: string;
  detail: string | null;
}
interface Story {
  events: readonly FlightEvent[];
  commands: readonly Command[];
  alerts: readonly Alert[];
}

/** Kinds of events that are more than an event. */
const KINDS: Readonly<Record<string, Mark['kind']>> = {
  status_text: 'message',
  statustext: 'message',
  message: 'message',
  message_accepted: 'message',
  message_dismissed: 'message',
  marker: 'marker',
};
/** Kinds that stand in the story as commands or alerts already. */
const ELSEWHERE = new Set(['command', 'alert']);

export function marksOf({ events, commands, alerts }: Story): Mark[] {
  const marks: Mark[] = [
    ...events.filter((event) => !ELSEWHERE.has(event.kind)).map(eventMark),
    ...commands.map(commandMark),
    ...alerts.map(alertMark),
  ];
  return marks.sort((a, b) => a.atMs - b.atMs);
}

const eventMark = (event: FlightEvent): Mark => ({
  id: `e${event.seq}`,
  atMs: event.at_utc_ms,
  kind: KINDS[event.kind] ?? 'event',
  level: null,
  text: event.text,
  detail: event.actor !== null && event.text.includes(event.actor) ? null : event.actor,
});

const commandMark = (command: Command): Mark => ({
  id: `c${command.command_id}`,
  atMs: command.requested_at_utc_ms,
  kind: 'command',
  level: null,
  text: `${command.action.kind.replaceAll('_', ' ')}: ${command.state.replaceAll('_', ' ')}`,
  detail: command.detail ?? (command.origin === 'user' ? null : `by the ${command.origin}`),
});

const alertMark = (alert: Alert): Mark => ({
  id: `a${alert.id}`,
  atMs: alert.raised_at_utc_ms,
  kind: 'alert',
  level: alert.level,
  text: alert.text,
  detail: alert.acknowledged_at_utc_ms === null ? 'not acknowledged' : null,
});
