/**
 * Flies a requested flight: read failsafes back, limits, rally points, fence, plan, arm, take off, start the plan; later the
 * return when the time on scene is over. One visible list of steps; a step that fails ends the flight with a named error.
 */
import { distance } from '@outrider/core/geo';
import { isAirborne } from '@outrider/core/vehicle';
import type { Command, Leg, StartFlight } from '@outrider/schema';
import type { VehicleContext } from './context.js';
import { isReady, whatIsWrong } from './failsafe-report.js';

export interface ExecutorHooks {
  order(action: Command['action'], signal: AbortSignal): Promise<Command>;
  /** This flight ended before take-off. */
  fail(flightId: string, code: string, detail: string): void;
  onDeparting(): void;
}

class StepFailed extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

type Step = (start: StartFlight, signal: AbortSignal) => Promise<void>;

/** A plan made for another place is not flown. */
const HOME_WITHIN_M = 100;
const LONGEST_LEG_FROM_HOME_M = 50_000;
const ARM_WITHIN_MS = 120_000;
const ARM_AGAIN_MS = 1500;
const TRY_ANYWAY_MS = 15_000;
const LOOK_EVERY_MS = 100;
const START_TRIES = 3;
const DISARM_WITHIN_MS = 15_000;

export class FlightExecutor {
  readonly #context: VehicleContext;
  readonly #hooks: ExecutorHooks;
  #abort: AbortController | null = null;

  constructor(context: VehicleContext, hooks: ExecutorHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  /** True from the first step until the plan is started, or it has ended otherwise. */
  get running(): boolean {
    return this.#abort !== null;
  }

  /** Runs all steps. Never rejects. */
  async run(start: StartFlight): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    try {
      for (const step of this.#steps()) {
        await step(start, abort.signal);
        if (abort.signal.aborted) throw new StepFailed('flight_state', 'It was ended by another command.');
      }
    } catch (error) {
      await this.#onFailure(start.flight_id, error, abort.signal);
    } finally {
      if (this.#abort === abort) this.#abort = null;
    }
  }

  /** Somebody else decides from here on, or nobody wants the flight any more: then what has left the ground comes home. */
  interrupt(why: 'taken_over' | 'cancelled'): void {
    this.#abort?.abort(why);
    this.#abort = null;
  }

  #steps(): readonly Step[] {
    return [
      this.#checkPlace,
      this.#checkFailsafes,
      this.#setLimits,
      this.#uploadRally,
      this.#uploadFence,
      this.#uploadPlan,
      this.#arm,
      this.#takeOff,
      this.#startPlan,
    ];
  }

  readonly #checkPlace: Step = async ({ plan }) => {
    const { state } = this.#context.adapter;
    if (!state.home) throw new StepFailed('failsafe_not_ready', 'The autopilot has no home position yet.');
    const apart = distance(plan.home, state.home);
    if (apart > HOME_WITHIN_M) {
      throw new StepFailed('not_ready', `The plan starts ${Math.round(apart)} m from where the aircraft stands.`);
    }
    const far = plan.legs.find((leg) => distance(plan.home, leg.to) > LONGEST_LEG_FROM_HOME_M);
    if (far) throw new StepFailed('not_ready', 'A point of the plan is more than 50 km from home.');
  };

  readonly #checkFailsafes: Step = async () => {
    const report = await this.#context.adapter.readFailsafes();
    await this.#context.recorder.record({ kind: 'failsafes', report });
    if (!isReady(report)) throw new StepFailed('failsafe_not_ready', whatIsWrong(report));
  };

  readonly #setLimits: Step = async ({ plan }) => {
    const result = await this.#context.adapter.setLimits({
      return_height_m: plan.return_line.return_height_m,
      ceiling_m: plan.fence.max_height_above_takeoff_m,
    });
    if (!result.ok) throw new StepFailed('failsafe_not_ready', `Return height or ceiling: ${result.detail}`);
  };

  readonly #uploadRally: Step = async ({ plan }) => {
    const { adapter } = this.#context;
    const points = plan.return_line.rally_points;
    const result = await adapter.uploadRally(points, plan.home);
    // An autopilot without rally points has none to clear either.
    if (!result.ok && points.length > 0) throw new StepFailed('plan_upload_failed', result.detail);
  };

  readonly #uploadFence: Step = async ({ plan }) => {
    const result = await this.#context.adapter.uploadFence(plan.fence);
    if (!result.ok) throw new StepFailed('fence_upload_failed', result.detail);
    await this.#recordPlan(`Fence uploaded and verified, ${result.items} corners.`, result.items, null);
  };

  readonly #uploadPlan: Step = async ({ plan }) => {
    const result = await this.#context.adapter.uploadPlan(plan);
    if (!result.ok) throw new StepFailed('plan_upload_failed', result.detail);
    const contingency = plan.legs.at(-1)?.contingency ?? null;
    await this.#recordPlan(`Plan uploaded and verified, ${result.items} items.`, result.items, contingency);
  };

  /** By state, not by time: ArduPilot says no until its estimator has a position, some 40 s after start. */
  readonly #arm: Step = async (_start, signal) => {
    const { adapter, clock } = this.#context;
    this.#hooks.onDeparting();
    const endMs = clock.monotonicMs() + ARM_WITHIN_MS;
    let last = 'It was not ready to arm.';
    let tryDueMs = 0;
    while (!signal.aborted && clock.monotonicMs() < endMs) {
      // An attempt now and then though it says no: the refusal brings the reason.
      if (adapter.facts.ready_to_arm !== false || clock.monotonicMs() >= tryDueMs) {
        tryDueMs = clock.monotonicMs() + TRY_ANYWAY_MS;
        const mode = await adapter.prepareTakeOff(signal);
        const command = mode.kind === 'accepted' ? await this.#hooks.order({ kind: 'arm' }, signal) : null;
        if (adapter.state.armed) return;
        last = command?.detail ?? ('detail' in mode ? mode.detail : last);
      }
      await clock.sleep(ARM_AGAIN_MS);
      if (adapter.state.armed) return;
    }
    const said = adapter.facts.prearm_messages.at(-1);
    throw new StepFailed('arming_refused', said ? `${last} The autopilot says: ${said}` : last);
  };

  readonly #takeOff: Step = async ({ plan }, signal) => {
    const action = { kind: 'take_off', height_above_takeoff_m: plan.take_off_height_m } as const;
    const command = await this.#hooks.order(action, signal);
    if (command.state === 'done' || signal.aborted) return;
    throw new StepFailed(command.error_code ?? 'command_rejected', command.detail ?? 'It did not take off.');
  };

  readonly #startPlan: Step = async (_start, signal) => {
    let last: Command | null = null;
    for (let tries = 0; tries < START_TRIES && !signal.aborted; tries++) {
      last = await this.#hooks.order({ kind: 'start_plan' }, signal);
      if (last.state === 'done') return;
    }
    if (!signal.aborted) throw new StepFailed(last?.error_code ?? 'command_rejected', last?.detail ?? 'No answer.');
  };

  /** On the ground everything is undone; in the air nothing is safer than coming home. */
  async #onFailure(flightId: string, error: unknown, signal: AbortSignal): Promise<void> {
    const { adapter, logger } = this.#context;
    const code = error instanceof StepFailed ? error.code : 'internal';
    const detail = error instanceof StepFailed ? error.message : 'Something failed inside the gateway.';
    if (!(error instanceof StepFailed)) logger.error({ error, vehicle: adapter.key }, 'a flight step failed');
    if (adapter.state.armed && !isAirborne(adapter.state)) await this.#disarm();
    if (isAirborne(adapter.state)) return this.#comeHome(detail, signal);
    // Still armed: its books stay open, and end when it is seen disarmed.
    if (!adapter.state.armed) this.#hooks.fail(flightId, signal.aborted ? 'flight_state' : code, detail);
  }

  /** It may be climbing already and not be seen to: an autopilot then refuses, and the next look shows it in the air. */
  async #disarm(): Promise<void> {
    const { adapter, clock } = this.#context;
    await this.#hooks.order({ kind: 'disarm' }, new AbortController().signal);
    for (let waited = 0; waited < DISARM_WITHIN_MS; waited += LOOK_EVERY_MS) {
      if (!adapter.state.armed || isAirborne(adapter.state)) return;
      await clock.sleep(LOOK_EVERY_MS);
    }
  }

  async #comeHome(detail: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted && signal.reason !== 'cancelled') return;
    this.#context.recorder.recordIfBound({ kind: 'status_text', severity: 3, text: `Flight: ${detail} It returns.` });
    await this.#hooks.order({ kind: 'return' }, new AbortController().signal);
  }

  #recordPlan(detail: string, items: number, contingency: Leg['contingency'] | null) {
    return this.#context.recorder.record({ kind: 'plan', detail, items, contingency });
  }
}
