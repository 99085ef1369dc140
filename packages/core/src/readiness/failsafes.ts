/** The failsafes as they were read back from the autopilot, one line each. */
import type { FailsafeReport, ReadinessItem } from '@outrider/schema';
import type { ReadinessInput } from './checks.js';

type FailsafeItem = FailsafeReport['items'][number];

const LABELS = {
  lost_link: 'Lost-link failsafe',
  rc_loss: 'RC-loss failsafe',
  battery: 'Battery failsafe',
  fence: 'Fence',
  home: 'Home position',
  return_height: 'Return height',
  ground_station_id: 'Ground station id',
} as const;

const NOT_READ: ReadinessItem = {
  key: 'failsafes',
  label: 'Failsafes',
  state: 'not_ready',
  detail: 'The failsafes have not been read back from the autopilot.',
  hard_stop: true,
  remedy: null,
};

/** One line for each failsafe that was read back; none read is one line that stops. `all` false leaves out what is in order. */
export function failsafeItems({ status }: ReadinessInput, all: boolean): ReadinessItem[] {
  const items = status?.failsafes?.items ?? [];
  if (items.length === 0) return [NOT_READ];
  const shown = all ? items : items.filter(({ ok }) => ok !== true);
  return shown.map(lineOf);
}

function lineOf({ name, ok, detail, settable }: FailsafeItem): ReadinessItem {
  return {
    key: `failsafe_${name}`,
    label: LABELS[name],
    state: ok === null ? 'unknown' : ok ? 'ok' : 'not_ready',
    detail,
    hard_stop: true,
    remedy: ok !== true && settable ? 'set_failsafes' : null,
  };
}
