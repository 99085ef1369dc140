import type { Alert, Command, GatewayEvent } from '@outrider/schema';
import type { NewEvent } from '../../platform/index.js';

type Line = Pick<NewEvent, 'kind' | 'text' | 'actor' | 'data'>;

/**
 * An event as a line of its flight's story; null for what is told elsewhere (commands, alerts, progress) or is no news (a lease
 * that was renewed). Pure.
 */
export function storyLine(event: GatewayEvent): Line | null {
  const line = (text: string, data: Record<string, unknown> = {}, actor: string | null = null): Line => ({
    kind: event.kind,
    text,
    actor,
    data,
  });
  switch (event.kind) {
    case 'control':
      return event.what === 'renewed' ? null : controlLine(event);
    case 'ladder':
      return line(event.detail, { state: event.state });
    case 'status_text':
      return line(event.text, { severity: event.severity });
    case 'failsafes':
      return line(failsafeText(event.report.items), { report: event.report });
    case 'mode':
      return line(`Mode ${event.mode_name}`, { mode: event.mode });
    case 'link':
      return line(event.detail ?? `The link is ${event.state}`, { state: event.state });
    case 'reboot':
      return line(event.detail);
    case 'plan':
      return line(event.detail, { items: event.items, contingency: event.contingency });
    default:
      return null;
  }
}

/**
 * Every state of a command as it came, for the record. In the story of a flight the command itself stands instead, with the state
 * that it is in. Pure.
 */
export function commandEvent(command: Command): NewEvent {
  const { command_id, action, state, detail, error_code, origin, issued_by, flight_id, aircraft_id } = command;
  const data = { command_id, action, state, detail, error_code, origin, issued_by };
  const text = `${action.kind} ${state}${detail === null ? '' : `: ${detail}`}`;
  const at_utc_ms = Math.round(command.updated_at_utc_ms);
  return { kind: 'command', text, actor: null, flight_id, aircraft_id, data, at_utc_ms };
}

/** The same for an alert. Pure. */
export function alertEvent(alert: Alert, event: { aircraft_id: string; utc_ms: number }): NewEvent {
  const { id, level, kind, text, raised_at_utc_ms, cleared_at_utc_ms, flight_id } = alert;
  const data = { alert_id: id, level, kind, raised_at_utc_ms, cleared_at_utc_ms };
  const { aircraft_id, utc_ms } = event;
  return { kind: 'alert', text, actor: null, flight_id, aircraft_id, data, at_utc_ms: Math.round(utc_ms) };
}

/** Kinds of events that a story shows in another form. */
export const SHOWN_ELSEWHERE = ['command', 'alert'];

function controlLine(event: Extract<GatewayEvent, { kind: 'control' }>): Line {
  const who = event.by_name ?? event.lease.holder_name ?? 'Nobody';
  const what = {
    taken: `${who} took control`,
    renewed: `${who} keeps control`,
    released: `${who} released control`,
    lapsed: `The control of ${who} lapsed`,
    takeover_requested: `${who} asks for control`,
    revoked: `The control of ${who} was revoked`,
  }[event.what];
  const text = event.lease.scope === 'camera' ? `${what} of the camera` : what;
  return { kind: 'control', text, actor: event.by_name, data: { what: event.what, scope: event.lease.scope } };
}

function failsafeText(items: readonly { name: string; ok: boolean | null }[]): string {
  const wrong = items.filter((item) => item.ok !== true).map((item) => item.name.replaceAll('_', ' '));
  return wrong.length === 0 ? 'Failsafes read back and right' : `Failsafes not right: ${wrong.join(', ')}`;
}
