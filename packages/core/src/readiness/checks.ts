/** What is measured of one aircraft on the ground, one check a line of its readiness list. Unknown is never taken for good. */
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

/** What is wrong with a line. */
export interface Problem {
  readonly state: Exclude<ReadinessItem['state'], 'ok'>;
  readonly detail: string;
  readonly remedy?: ReadinessItem['remedy'];
}

/** One fixed line of the list. `fine` words the line where there is no problem. */
export interface Check {
  readonly key: string;
  readonly label: string;
  readonly hard_stop: boolean;
  readonly problem: (input: ReadinessInput) => Problem | null;
  readonly fine: (input: ReadinessInput) => string;
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
export function freshSample(input: Pick<ReadinessInput, 'sample' | 'now_utc_ms'>): TelemetrySample | null {
  const { sample, now_utc_ms } = input;
  return sample !== null && now_utc_ms - sample.utc_ms <= SAMPLE_FRESH_MS ? sample : null;
}

const stop = (detail: string, remedy: ReadinessItem['remedy'] = null): Problem => ({
  state: 'not_ready',
  detail,
  remedy,
});
const caution = (detail: string): Problem => ({ state: 'caution', detail });
const unknown = (detail: string): Problem => ({ state: 'unknown', detail });

const grounding: Check = {
  key: 'grounding',
  label: 'Not grounded',
  hard_stop: true,
  problem: ({ aircraft: { grounding: tag } }) =>
    tag === null ? null : stop(`Grounded: ${tag.reason}`, 'remove_grounding'),
  fine: () => 'No grounding tag.',
};

const binding: Check = {
  key: 'binding',
  label: 'Bound to a vehicle',
  hard_stop: true,
  problem: ({ aircraft: { vehicle_key }, status }) => {
    if (vehicle_key === null) return stop('No vehicle is bound to this aircraft.', 'bind_vehicle');
    if (status === null || status.vehicle_key === vehicle_key) return null;
    return stop(`The status is of another vehicle, ${status.vehicle_key}.`);
  },
  fine: ({ aircraft }) => `Bound to ${aircraft.vehicle_key}.`,
};

const link: Check = {
  key: 'link',
  label: 'Link',
  hard_stop: true,
  problem: ({ status, now_utc_ms }) => {
    if (status === null) return stop('No live link has been seen.');
    if (status.link === 'live') return null;
    const age = formatDuration(Math.max(0, now_utc_ms - status.last_heard_utc_ms) / 1000);
    return stop(`The link is ${status.link}; last heard ${age} ago.`);
  },
  fine: () => 'The link is live.',
};

const battery: Check = {
  key: 'battery',
  label: 'Battery',
  hard_stop: true,
  problem: (input) => {
    const percent = freshSample(input)?.battery_percent ?? null;
    if (percent === null) return unknown('The battery level is not known.');
    const least = input.policy.reserve_percent + LEAST_ABOVE_RESERVE_PERCENT;
    if (percent < least) {
      return stop(`${formatPercent(Math.floor(percent))}; a flight needs at least ${formatPercent(least)}.`);
    }
    return percent < WELL_CHARGED_PERCENT ? caution(`${formatPercent(percent)}; range is short.`) : null;
  },
  fine: ({ sample }) => `${formatPercent(sample?.battery_percent ?? null)}.`,
};

const position: Check = {
  key: 'position',
  label: 'Position fix',
  hard_stop: true,
  problem: (input) => {
    const sample = freshSample(input);
    const fix = sample?.gnss_fix ?? null;
    if (sample === null || fix === null) return unknown('The satellite fix is not known.');
    if (fix < FIX_3D) return stop('No 3D fix.');
    if (sample.estimator_ok === false) return stop('The autopilot does not trust its position.');
    const { gnss_hdop: hdop, gnss_satellites: satellites } = sample;
    if (hdop !== null && hdop > POOR_HDOP) return caution(`Poor fix, HDOP ${hdop.toFixed(1)}.`);
    if (satellites !== null && satellites < FEWEST_SATELLITES) return caution(`Only ${satellites} satellites.`);
    return null;
  },
  fine: ({ sample }) => {
    const satellites = sample?.gnss_satellites ?? null;
    return satellites === null ? '3D fix.' : `3D fix, ${satellites} satellites.`;
  },
};

const stopLatch: Check = {
  key: 'stop',
  label: 'STOP released',
  hard_stop: true,
  problem: (input) =>
    freshSample(input)?.stopped === true ? stop('STOP is latched; re-activate the aircraft first.') : null,
  fine: () => 'STOP is not latched.',
};

/** A dock has no hand-held transmitter, and the others serve comfort: their absence is said, but does not stop a flight. */
const SOFT_SENSORS: ReadonlySet<string> = new Set(['rc_receiver', 'terrain', 'logging', 'proximity']);

const health: Check = {
  key: 'health',
  label: 'Sensors',
  hard_stop: false,
  problem: ({ status }) => {
    if (status === null || status.health.length === 0) return unknown('The autopilot has not reported its sensors.');
    if (status.health.every(({ ok }) => ok)) return null;
    const bad = status.health.filter(({ ok }) => !ok).map(({ sensor }) => sensor);
    const text = `Not healthy: ${bad.join(', ')}.`;
    return bad.every((sensor) => SOFT_SENSORS.has(sensor)) ? caution(text) : stop(text);
  },
  fine: () => 'All sensors are healthy.',
};

/**
 * The autopilot's own arming checks. Its "ready" bit comes and goes while estimators settle (seen for 41 s after boot), so this is a
 * caution with its words; arming itself is the test.
 */
const arming: Check = {
  key: 'arming',
  label: 'Arming checks',
  hard_stop: false,
  problem: ({ status }) => {
    if (status?.ready_to_arm === true) return null;
    const said = status?.prearm_messages.at(-1) ?? null;
    if (said !== null) return caution(`The autopilot says: ${said}`);
    const silent = (status?.ready_to_arm ?? null) === null;
    return silent ? unknown('The autopilot has not reported them.') : caution('The autopilot would not arm now.');
  },
  fine: () => 'Passed.',
};

/** Lines before and after those of the failsafes, in the order in which they are shown. */
export const CHECKS_BEFORE_FAILSAFES: readonly Check[] = [grounding, binding, link];
export const CHECKS_AFTER_FAILSAFES: readonly Check[] = [battery, position, stopLatch, health, arming];
