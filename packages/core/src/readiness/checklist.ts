/** The agency's own checklist: items ticked by people, which lapse, and items that are decided from what is measured. */
import type { ChecklistItem, ReadinessItem } from '@outrider/schema';
import { formatDuration } from '../units/index.js';
import { freshSample } from './checks.js';
import type { ReadinessInput } from './checks.js';

const HOUR_MS = 3_600_000;
const CHARGED_PERCENT = 80;

type Line = Pick<ReadinessItem, 'state' | 'detail'>;

/** Automatic items that an agency may put on its list; `failsafes` and `link` repeat what the fixed lines measure. */
const AUTOMATIC: Record<string, (input: ReadinessInput) => Line> = {
  battery_level: (input) => {
    const percent = freshSample(input)?.battery_percent ?? null;
    return percent === null ? UNKNOWN : decided(percent >= CHARGED_PERCENT, `Needs ${CHARGED_PERCENT} % or more.`);
  },
  remote_id: ({ aircraft }) => decided(aircraft.remote_id_serial !== null, 'The Remote ID serial has to be on file.'),
  in_dock: ({ aircraft }) => decided(aircraft.in_dock, 'The aircraft has to be in its dock.'),
  home_position: ({ status }) =>
    status === null ? UNKNOWN : decided(status.home !== null, 'A home position has to be set.'),
  failsafes: ({ status }) => {
    const items = status?.failsafes?.items ?? [];
    return items.length === 0
      ? UNKNOWN
      : decided(
          items.every(({ ok }) => ok === true),
          'All failsafes have to be right.',
        );
  },
  link: ({ status }) => (status === null ? UNKNOWN : decided(status.link === 'live', 'The link has to be live.')),
};
export const AUTOMATIC_CHECKS: readonly string[] = Object.keys(AUTOMATIC);

const UNKNOWN: Line = { state: 'unknown', detail: 'Not known.' };
const decided = (good: boolean, needs: string): Line =>
  good ? { state: 'ok', detail: 'Measured, as it should be.' } : { state: 'not_ready', detail: needs };

/** One line for each item of the agency's list. What is not enforced is a caution at most. `all` false leaves out what is in order. */
export function checklistItems(input: ReadinessInput, all: boolean): ReadinessItem[] {
  const items: ReadinessItem[] = [];
  for (const entry of input.policy.checklist) {
    const line = entry.source === 'person' ? tickedLine(entry, input) : automaticLine(entry, input);
    if (all || line.state !== 'ok') items.push(itemOf(entry, line));
  }
  return items;
}

function itemOf(entry: ChecklistItem, line: Line): ReadinessItem {
  const softened = !entry.enforced && line.state !== 'ok' ? 'caution' : line.state;
  const enforcedUnknown = entry.enforced && line.state === 'unknown' ? 'not_ready' : softened;
  return {
    key: `check_${entry.key}`.slice(0, 60),
    label: entry.label,
    state: enforcedUnknown,
    detail: line.detail,
    hard_stop: false,
    remedy: entry.source === 'person' && line.state !== 'ok' ? 'tick' : null,
  };
}

function automaticLine(entry: ChecklistItem, input: ReadinessInput): Line {
  const check = AUTOMATIC[entry.key];
  if (check !== undefined) return check(input);
  const detail = `"${entry.key}" cannot be measured; make it an item for a person, or use ${AUTOMATIC_CHECKS.join(', ')}.`;
  return { state: 'unknown', detail };
}

/** A tick counts for the hours that the item names; 0 hours asks for a new tick before each flight, so none counts for long. */
function tickedLine(entry: ChecklistItem, { aircraft, now_utc_ms }: ReadinessInput): Line {
  let last = -Infinity;
  for (const tick of aircraft.checklist_ticks) {
    if (tick.key === entry.key && tick.at_utc_ms <= now_utc_ms) last = Math.max(last, tick.at_utc_ms);
  }
  if (last === -Infinity) return { state: 'not_ready', detail: 'Not ticked.' };
  const age_ms = now_utc_ms - last;
  const valid_ms = entry.valid_for_hours === 0 ? EACH_FLIGHT_MS : entry.valid_for_hours * HOUR_MS;
  const ago = `Ticked ${formatDuration(age_ms / 1000)} ago`;
  return age_ms <= valid_ms
    ? { state: 'ok', detail: `${ago}.` }
    : { state: 'not_ready', detail: `${ago}; lapsed after ${formatDuration(valid_ms / 1000)}.` };
}

/** A tick "for each flight" serves the flight that is about to start. */
const EACH_FLIGHT_MS = 15 * 60_000;
