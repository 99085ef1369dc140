import type { VehicleState } from '@outrider/core/vehicle';
import { SETTLE_WITHIN_MS } from '@outrider/core/command';
import type { Action } from '@outrider/schema';
import { MESSAGE_ID } from '@outrider/protocol/mavlink';
import type { Clock } from '@outrider/runtime';
import type { ActionOptions, ActionResult } from '../vehicle/adapter.js';
import type { CommandStep, KnownAutopilot } from './actions.js';
import { stepsOf } from './actions.js';
import type { CommandOutcome, CommandProtocol, CommandSpec } from './commands.js';
import { describeRefusal } from './commands.js';
import { MavCmd, MavResult } from './enums.js';
import type { FactBook } from './facts.js';

const LOOK_EVERY_MS = 100;
const ASK_EVERY_MS = 150;
const ASKED_AT_MOST = 5;
/** The reason of a refusal may come just ahead of it. */
const WORDS_BEFORE_MS = 1000;

/** Carries out the steps of an action one after the other; an acknowledgement that is lost is settled by the state. */
export class ActionRunner {
  readonly #commands: CommandProtocol;
  readonly #state: VehicleState;
  readonly #book: FactBook;
  readonly #clock: Clock;

  constructor(commands: CommandProtocol, state: VehicleState, book: FactBook, clock: Clock) {
    this.#commands = commands;
    this.#state = state;
    this.#book = book;
    this.#clock = clock;
  }

  async perform(action: Action, autopilot: KnownAutopilot, options: ActionOptions): Promise<ActionResult> {
    const steps = stepsOf(action, autopilot, this.#state);
    if (steps) return this.run(steps, options);
    const detail = 'Its height or position is not known, or it has no such command.';
    return { kind: 'refused', error_code: 'command_unsupported', detail };
  }

  async run(steps: readonly CommandStep[], options: ActionOptions): Promise<ActionResult> {
    let settled = false;
    for (const step of steps) {
      const startMs = this.#clock.monotonicMs();
      const outcome = await this.#step(step, options);
      if (outcome.kind === 'aborted') return outcome;
      if (outcome.kind === 'accepted') settled ||= outcome.settled;
      else if (!step.optional) return this.#failure(outcome, step, startMs);
      void this.#lookAgain(step);
    }
    return { kind: 'accepted', settled_by_state: settled };
  }

  /**
   * PX4 says its mode and whether it is armed once a second, and at once when it is asked; that may be just before it has changed, so
   * it is asked until the change is seen.
   */
  async #lookAgain({ seen }: CommandStep): Promise<void> {
    if (this.#book.facts.autopilot !== 'px4') return;
    for (let asked = 0; asked < ASKED_AT_MOST; asked++) {
      this.#commands.request({ command: MavCmd.REQUEST_MESSAGE, params: [MESSAGE_ID.HEARTBEAT] });
      await this.#clock.sleep(ASK_EVERY_MS);
      if (!seen || seen(this.#state)) return;
    }
  }

  async #step(step: CommandStep, options: ActionOptions): Promise<CommandOutcome> {
    const startMs = this.#clock.monotonicMs();
    const first = await this.#send(step.spec, step, options);
    const refusedForGood =
      first.kind === 'refused' && (first.result === MavResult.UNSUPPORTED || first.result === MavResult.DENIED);
    const failed = first.kind === 'refused' && first.result === MavResult.FAILED;
    const outcome = step.instead && (refusedForGood || failed) ? await this.#send(step.instead, step, options) : first;
    const inVain = outcome.kind === 'no_answer' || (outcome.kind === 'refused' && outcome.repeated);
    if (!inVain) return outcome;
    return (await this.#seenBy(step, startMs + SETTLE_WITHIN_MS, options.signal))
      ? { kind: 'accepted', settled: true }
      : outcome;
  }

  #send(spec: CommandSpec, step: CommandStep, options: ActionOptions): Promise<CommandOutcome> {
    return this.#commands.send(spec, this.#clock.monotonicMs(), {
      signal: options.signal,
      onSent: options.onSent,
      settled: () => step.seen?.(this.#state) ?? false,
    });
  }

  async #seenBy(step: CommandStep, untilMs: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (!step.seen) return false;
    for (;;) {
      if (step.seen(this.#state)) return true;
      if (signal?.aborted || this.#clock.monotonicMs() >= untilMs) return false;
      await this.#clock.sleep(LOOK_EVERY_MS);
    }
  }

  #failure(
    outcome: Exclude<CommandOutcome, { kind: 'accepted' | 'aborted' }>,
    step: CommandStep,
    startMs: number,
  ): ActionResult {
    if (outcome.kind === 'no_answer') {
      const detail = step.seen
        ? 'The autopilot neither answered nor was seen to do it within 10 s.'
        : 'The autopilot did not answer.';
      return { kind: 'no_answer', detail };
    }
    const said = step.arming ? this.#book.prearmMessagesSince(startMs - WORDS_BEFORE_MS) : null;
    const unsupported = outcome.result === MavResult.UNSUPPORTED;
    const error_code = step.arming ? 'arming_refused' : unsupported ? 'command_unsupported' : 'command_rejected';
    return { kind: 'refused', error_code, detail: describeRefusal(outcome.result, said) };
  }
}
