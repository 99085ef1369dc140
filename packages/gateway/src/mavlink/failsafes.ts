/** Failsafes as read back from the autopilot. Each autopilot lists its rules; reading and judging are here. */
import type { FailsafeItem, FailsafeReport } from '@outrider/schema';
import type { VehicleState } from '@outrider/core/vehicle';
import type { ParameterProtocol } from './parameters.js';

/** Values by parameter name; a missing name was not answered. */
export type ParameterValues = ReadonlyMap<string, number>;

export interface FailsafeContext {
  /** Our own MAVLink system id, which the autopilot has to listen to. */
  ground_station_id: number;
  state: VehicleState;
}

/** A rule: what it reads, how it judges, and what to write to put it right. */
export interface FailsafeRule {
  name: FailsafeItem['name'];
  /** `A|B`: names of one thing in different versions. */
  parameters: readonly string[];
  judge(values: ParameterValues, context: FailsafeContext): { ok: boolean | null; detail: string };
  /** Writes that put it right; empty where a person has to. */
  remedy(values: ParameterValues, context: FailsafeContext): readonly (readonly [name: string, value: number])[];
}

export interface AutopilotFailsafes {
  rules: readonly FailsafeRule[];
  /** Height above home of the return in metres; null where it was not read. */
  returnHeight(values: ParameterValues): number | null;
  /** Writes that give a flight its return height and its ceiling. */
  limits(
    values: ParameterValues,
    wanted: { return_height_m: number; ceiling_m: number },
  ): readonly (readonly [name: string, value: number])[];
  /** Read before `limits`. */
  limitParameters: readonly string[];
}

/** Reads what the rules need and judges it; `missing` asks only for what was never heard, and judges the rest as it was heard last. */
export async function readFailsafes(
  failsafes: AutopilotFailsafes,
  parameters: ParameterProtocol,
  context: FailsafeContext,
  now: { monotonicMs(): number; utcMs(): number },
  ask: 'all' | 'missing' = 'all',
): Promise<{ report: FailsafeReport; values: ParameterValues }> {
  const names = new Set([...failsafes.rules.flatMap((rule) => rule.parameters), ...failsafes.limitParameters]);
  const heard = ask === 'missing' ? parameters.heard([...names]) : { values: new Map(), unknown: [...names] };
  const values = new Map([...heard.values, ...(await parameters.readMany(heard.unknown, now.monotonicMs()))]);
  const items = failsafes.rules.map((rule): FailsafeItem => {
    const { ok, detail } = rule.judge(values, context);
    return { name: rule.name, ok, detail, settable: ok !== true && rule.remedy(values, context).length > 0 };
  });
  const report = { read_at_utc_ms: now.utcMs(), items, return_height_m: failsafes.returnHeight(values) };
  return { report, values };
}

/** Writes what is wrong and can be put right. Answers the names that the autopilot did not take. */
export async function remedyFailsafes(
  failsafes: AutopilotFailsafes,
  parameters: ParameterProtocol,
  context: FailsafeContext,
  values: ParameterValues,
  monotonicMs: () => number,
): Promise<string[]> {
  const writes = failsafes.rules
    .filter((rule) => rule.judge(values, context).ok !== true)
    .flatMap((rule) => rule.remedy(values, context));
  return writeAll(parameters, writes, monotonicMs);
}

/** Writes one after the other; answers the names that were not taken. */
export async function writeAll(
  parameters: ParameterProtocol,
  writes: readonly (readonly [name: string, value: number])[],
  monotonicMs: () => number,
): Promise<string[]> {
  const refused: string[] = [];
  for (const [name, value] of writes) {
    if (!(await parameters.write(name, value, monotonicMs()))) refused.push(name);
  }
  return refused;
}

/** Home is where a return ends: the autopilot must have it, with a position good enough to come back to. */
export const HOME_RULE: FailsafeRule = {
  name: 'home',
  parameters: [],
  judge(_values, { state }) {
    if (state.home === null) return { ok: false, detail: 'The autopilot has no home position yet.' };
    if (state.gnss_fix !== null && state.gnss_fix < 3) return { ok: false, detail: 'GNSS has no 3D fix.' };
    return { ok: true, detail: 'Home is set.' };
  },
  remedy: () => [],
};

/** What a rule says when the autopilot did not answer. */
export function notRead(name: string): { ok: null; detail: string } {
  return { ok: null, detail: `The autopilot did not answer for ${name}.` };
}
