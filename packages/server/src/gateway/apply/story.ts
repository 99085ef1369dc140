import type { GatewayEvent } from '@outrider/schema';
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
