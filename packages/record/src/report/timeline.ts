import type { ReportFacts, ReportedCommand } from './facts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { placeOf, trackMap } from './map.js';
import { list, section, table, words } from './parts.js';
import { clock, day } from './times.js';

interface Line {
  at_utc_ms: number;
  kind: string;
  text: string;
  by: string | null;
}

/** Everything that happened, in order of time. */
export function timeline(report: ReportFacts): Html {
  const lines = linesOf(report);
  let shown = '';
  const rows = lines.map(({ at_utc_ms, kind, text, by }) => {
    const date = day(at_utc_ms);
    const time = date === shown ? clock(at_utc_ms) : html`${date}<br />${clock(at_utc_ms)}`;
    shown = date;
    return [time, words(kind), text, by ?? ''];
  });
  return section('Timeline', [
    html`<p class="of">
      Times are UTC, as the clocks of the agency's machines had them. Commands stand with every state they went through.
    </p>`,
    rows.length === 0
      ? html`<p>Nothing is on record.</p>`
      : table(['#Time (UTC)', 'Kind', 'What happened', 'By'], rows),
  ]);
}

function linesOf({ events, commands, alerts }: ReportFacts): Line[] {
  const all: Line[] = [
    ...events.map(({ at_utc_ms, kind, text, actor }) => ({ at_utc_ms, kind, text, by: actor })),
    ...commands.map(commandLine),
    ...alerts.map((alert) => {
      const { raised_at_utc_ms: at_utc_ms, acknowledged_at_utc_ms: seen, cleared_at_utc_ms: over } = alert;
      const acknowledged = seen === null ? 'not acknowledged' : `acknowledged ${clock(seen)}`;
      const cleared = over === null ? 'not cleared' : `cleared ${clock(over)}`;
      const text = `${alert.text} (${acknowledged}, ${cleared})`;
      return { at_utc_ms, kind: alert.level, text, by: alert.acknowledged_by_name };
    }),
  ];
  return all.toSorted((a, b) => a.at_utc_ms - b.at_utc_ms);
}

function commandLine(command: ReportedCommand): Line {
  const { action, steps, state, detail, origin, issued_by_name, requested_at_utc_ms } = command;
  const { kind, ...given } = action;
  const values = Object.entries(given).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  const path = steps.map((step) => `${words(step.state).toLowerCase()} ${clock(step.at_utc_ms)}`);
  const text = [
    [words(kind), ...values].join(', '),
    path.length === 0 ? `state ${words(state).toLowerCase()}` : path.join(', '),
    ...(detail === null ? [] : [detail]),
  ].join('; ');
  return { at_utc_ms: requested_at_utc_ms, kind: 'command', text, by: issued_by_name ?? `the ${origin}` };
}

/** Where it flew. */
export function where({ track, flight, events }: ReportFacts): Html {
  const markers = events.filter((event) => event.kind === 'marker' && placeOf(event) !== null);
  const map = trackMap(track, flight.target, markers);
  if (!map) return section('Where it flew', [html`<p>No position was recorded.</p>`]);
  return section('Where it flew', [
    html`<figure>
      ${map}
      <figcaption>
        ${track.utc_ms.length} positions that the aircraft reported, WGS84, north up, without a map beneath. Where no
        position came for more than five seconds the line is broken.
      </figcaption>
    </figure>`,
    markers.length === 0
      ? null
      : list(markers.map((event, index) => `${index + 1}: ${event.text} (${clock(event.at_utc_ms)})`)),
  ]);
}
