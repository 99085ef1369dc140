/** Reading, setting and limiting what an autopilot does by itself when things go wrong. */
import type { FailsafeReport } from '@outrider/schema';
import type { VehicleState } from '@outrider/core/vehicle';
import type { Clock } from '@outrider/runtime';
import type { UploadResult } from '../vehicle/adapter.js';
import type { FactBook } from './facts.js';
import { ARDUPILOT_FAILSAFES } from './failsafes-ardupilot.js';
import { PX4_FAILSAFES } from './failsafes-px4.js';
import type { AutopilotFailsafes } from './failsafes.js';
import { readFailsafes, remedyFailsafes, writeAll } from './failsafes.js';
import type { ParameterProtocol } from './parameters.js';

export interface FailsafeDeskOptions {
  parameters: ParameterProtocol;
  book: FactBook;
  state: VehicleState;
  ground_station_id: number;
  clock: Clock;
  /** The report in the book is a new one. */
  onRead(): void;
}

export class FailsafeDesk {
  readonly #options: FailsafeDeskOptions;

  constructor(options: FailsafeDeskOptions) {
    this.#options = options;
  }

  /** @param ask `missing`: only what was not answered before */
  async read(ask: 'all' | 'missing'): Promise<FailsafeReport> {
    const { parameters, clock, book, onRead } = this.#options;
    const { report } = await readFailsafes(this.#rules, parameters, this.#context, clock, ask);
    book.setFailsafes(report);
    onRead();
    return report;
  }

  /** Puts right what is wrong and can be put right, and reads again. */
  async set(): Promise<FailsafeReport> {
    const { parameters, clock } = this.#options;
    const [rules, context] = [this.#rules, this.#context];
    const { values } = await readFailsafes(rules, parameters, context, clock);
    await remedyFailsafes(rules, parameters, context, values, () => clock.monotonicMs());
    return this.read('all');
  }

  async setLimits(limits: { return_height_m: number; ceiling_m: number }): Promise<UploadResult> {
    const { parameters, clock, book } = this.#options;
    const rules = this.#rules;
    const values = await parameters.readMany(rules.limitParameters, clock.monotonicMs());
    const writes = rules.limits(values, limits);
    const refused = await writeAll(parameters, writes, () => clock.monotonicMs());
    if (refused.length > 0) return { ok: false, detail: `The autopilot did not take ${refused.join(', ')}.` };
    book.setReturnHeight(limits.return_height_m);
    return { ok: true, items: writes.length };
  }

  /** Judged anew once home is there, or when an answer was lost: what was answered is not asked for again and cannot get lost. */
  get areOld(): boolean {
    const { book, state } = this.#options;
    const report = book.facts.failsafes;
    if (!report) return true;
    if (state.armed) return false;
    const homeIsNew = state.home !== null && report.items.some((item) => item.name === 'home' && item.ok !== true);
    return homeIsNew || report.items.some((item) => item.ok === null);
  }

  get #rules(): AutopilotFailsafes {
    return this.#options.book.facts.autopilot === 'px4' ? PX4_FAILSAFES : ARDUPILOT_FAILSAFES;
  }

  get #context() {
    const { ground_station_id, state } = this.#options;
    return { ground_station_id, state };
  }
}
