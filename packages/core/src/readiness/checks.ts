/** What is measured of one aircraft on the ground, one function a line of its readiness list. Unknown is never taken for good. */
import type { AgencyPolicy, Aircraft, ReadinessItem, TelemetrySample, VehicleStatus } from '@outrider/schema';
import { formatDuration, formatPercent } from '../units/index.js';

export interface ReadinessInput {
  readonly aircraft: Aircraft;
  /** null: no live link has been seen. */
  readonly status: VehicleStatus | null;
  /** Last telemetry, however old. */
  readonly sample: TelemetrySample | null;
  readonly policy: Pick<AgencyPolicy, 'reserve_percent' | 'checklist'>;
  readonly now_utc_ms: number;
}

/** Older telemetry says nothing about now. Vehicles on the ground send at least once a second. */
export const SAMPLE_FRESH_MS = 30_000;
/** A battery that starts with less than this above the reserve serves no flight. */
const LEAST_ABOVE_RESERVE_PERCENT = 15;
const WELL_CHARGED_PERCENT = 60;
const FIX_3D = 3;
const POOR_HDOP = 2.5;
const FEWEST_SATELLITES = 6;

/** The sample where it is fresh, else null. */
export function freshSample({
  sample,
  now_utc_ms,
}: Pick<ReadinessInput, 'sample' | 'now_utc_ms'>): TelemetrySample | null {
  return sample !== null && now_utc_ms - sample.utc_ms <= SAMPLE_FRESH_MS ? sample : null;
}

type Line = Pick<ReadinessItem, 'state' | 'detail'> & Partial<Pick<ReadinessItem, 'remedy'>>;
const item = (key: string, label: string, hard_stop: boolean, line: Line): ReadinessItem => ({
  key,
  label,
  hard_stop,
  remedy: null,
  ...line,
});

export function groundingItem({ aircraft }: ReadinessInput): ReadinessItem {
  const tag = aircraft.grounding;
  const line: Line =
    tag === null
      ? { state: 'ok', detail: 'No grounding tag.' }
      : { state: 'not_ready', detail: `Grounded: ${tag.reason}`, remedy: 'remove_grounding' };
  return item('grounding', 'Not grounded', true, line);
}

export function bindingItem({ aircraft, status }: ReadinessInput): ReadinessItem {
  const bound = aircraft.vehicle_key !== null;
  const foreign = bound && status !== null && status.vehicle_key !== aircraft.vehicle_key;
  const line: Line = foreign
    ? { state: 'not_ready', detail: `The status is of another vehicle, ${status.vehicle_key}.` }
    : bound
      ? { state: 'ok', detail: `Bound to ${aircraft.vehicle_key}.` }
      : { state: 'not_ready', detail: 'No vehicle is bound to this aircraft.', remedy: 'bind_vehicle' };
  return item('binding', 'Bound to a vehicle', true, line);
}

export function linkItem({ status, now_utc_ms }: ReadinessInput): ReadinessItem {
  if (status === null) return item('link', 'Link', true, { state: 'not_ready', detail: 'No live link has been seen.' });
  const age = formatDuration(Math.max(0, now_utc_ms - status.last_heard_utc_ms) / 1000);
  if (status.link === 'live') return item('link', 'Link', true, { state: 'ok', detail: 'The link is live.' });
  return item('link', 'Link', true, {
    state: 'not_ready',
    detail: `The link is ${status.link}; last heard ${age} ago.`,
  });
}

const FAILSAFE_LABELS = {
  lost_link: 'Lost-link failsafe',
  rc_loss: 'RC-loss failsafe',
  battery: 'Battery failsafe',
  fence: 'Fence',
  home: 'Home position',
  return_height: 'Return height',
  ground_station_id: 'Ground station id',
} as const;

/** One line for each failsafe that was read back; none read is one line that stops. */
export function failsafeItems({ status }: ReadinessInput): ReadinessItem[] {
  const report = status?.failsafes ?? null;
  if (report === null || report.items.length === 0) {
    const detail = 'The failsafes have not been read back from the autopilot.';
    return [item('failsafes', 'Failsafes', true, { state: 'not_ready', detail })];
  }
  return report.items.map(({ name, ok, detail, settable }) =>
    item(`failsafe_${name}`, FAILSAFE_LABELS[name], true, {
      state: ok === null ? 'unknown' : ok ? 'ok' : 'not_ready',
      detail,
      remedy: ok !== true && settable ? 'set_failsafes' : null,
    }),
  );
}

export function batteryItem(input: ReadinessInput): ReadinessItem {
  const percent = freshSample(input)?.battery_percent ?? null;
  const { reserve_percent } = input.policy;
  return item('battery', 'Battery', true, batteryLine(percent, reserve_percent));
}

function batteryLine(percent: number | null, reserve_percent: number): Line {
  if (percent === null) return { state: 'unknown', detail: 'The battery level is not known.' };
  const least = reserve_percent + LEAST_ABOVE_RESERVE_PERCENT;
  const now = formatPercent(percent);
  if (percent < least)
    return { state: 'not_ready', detail: `${now}; a flight needs at least ${formatPercent(least)}.` };
  if (percent < WELL_CHARGED_PERCENT) return { state: 'caution', detail: `${now}; range is short.` };
  return { state: 'ok', detail: `${now}.` };
}

export function positionItem(input: ReadinessInput): ReadinessItem {
  return item('position', 'Position fix', true, positionLine(freshSample(input)));
}

function positionLine(sample: TelemetrySample | null): Line {
  const fix = sample?.gnss_fix ?? null;
  if (sample === null || fix === null) return { state: 'unknown', detail: 'The satellite fix is not known.' };
  if (fix < FIX_3D) return { state: 'not_ready', detail: 'No 3D fix.' };
  if (sample.estimator_ok === false)
    return { state: 'not_ready', detail: 'The autopilot does not trust its position.' };
  const { gnss_hdop: hdop, gnss_satellites: satellites } = sample;
  if (hdop !== null && hdop > POOR_HDOP) return { state: 'caution', detail: `Poor fix, HDOP ${hdop.toFixed(1)}.` };
  if (satellites !== null && satellites < FEWEST_SATELLITES) {
    return { state: 'caution', detail: `Only ${satellites} satellites.` };
  }
  return { state: 'ok', detail: satellites === null ? '3D fix.' : `3D fix, ${satellites} satellites.` };
}

export function stopItem(input: ReadinessInput): ReadinessItem {
  const stopped = freshSample(input)?.stopped ?? false;
  const line: Line = stopped
    ? { state: 'not_ready', detail: 'STOP is latched; re-activate the aircraft first.' }
    : { state: 'ok', detail: 'STOP is not latched.' };
  return item('stop', 'STOP released', true, line);
}

/** A dock has no hand-held transmitter, and the others serve comfort: their absence is said, but does not stop a flight. */
const SOFT_SENSORS: ReadonlySet<string> = new Set(['rc_receiver', 'terrain', 'logging', 'proximity']);

export function healthItem({ status }: ReadinessInput): ReadinessItem {
  const health = status?.health ?? [];
  if (health.length === 0) {
    return item('health', 'Sensors', false, {
      state: 'unknown',
      detail: 'The autopilot has not reported its sensors.',
    });
  }
  const bad = health.filter(({ ok }) => !ok).map(({ sensor }) => sensor);
  if (bad.length === 0) return item('health', 'Sensors', false, { state: 'ok', detail: 'All sensors are healthy.' });
  const state = bad.every((sensor) => SOFT_SENSORS.has(sensor)) ? 'caution' : 'not_ready';
  return item('health', 'Sensors', false, { state, detail: `Not healthy: ${bad.join(', ')}.` });
}

/**
 * The autopilot's own arming checks. Its "ready" bit comes and goes while estimators settle (seen for 41 s after boot), so this is a
 * caution with its words; arming itself is the test.
 */
export function armingItem({ status }: ReadinessInput): ReadinessItem {
  const said = status?.prearm_messages.at(-1) ?? null;
  if (status?.ready_to_arm === true) return item('arming', 'Arming checks', false, { state: 'ok', detail: 'Passed.' });
  if (said === null && (status?.ready_to_arm ?? null) === null) {
    return item('arming', 'Arming checks', false, { state: 'unknown', detail: 'The autopilot has not reported them.' });
  }
  const detail = said === null ? 'The autopilot would not arm now.' : `The autopilot says: ${said}`;
  return item('arming', 'Arming checks', false, { state: 'caution', detail });
}
