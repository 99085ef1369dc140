/** Takes commands, runs each once, and says how far they got. Urgent ones end whatever else is being done. */
import type { Action, Command, FlightLimits, GatewayCommand } from '@outrider/schema';
import { achieveWithinMs, isAchieved, limitAction, limitRefusal } from '@outrider/core/command';
import type { CommandStep } from '@outrider/core/command';
import type { ActionResult } from './adapter.js';
import type { Answer, VehicleContext } from './context.js';
import { answered, refused } from './context.js';
import { NOBODY } from './recorder.js';
import { gateRefusal, isBeside, isSteering, isUrgent } from './gate.js';
import type { GateView } from './gate.js';

const LOOK_EVERY_MS = 100;
/** Normal commands that wait for the one before. */
const MAX_WAITING = 8;
const FAILSAFES_FRESH_MS = 60_000;
const STOP_TRIES = 10;
const STOP_TRY_EVERY_MS = 2000;
/** An aircraft that was told to stop and has not by then is told again; braking from full speed takes as long. */
const STOP_AGAIN_MS = 6000;

export interface DeskHooks {
  gate(): Pick<GateView, 'stopped' | 'preparing_flight' | 'plan_uncertain' | 'reserve_percent' | 'fence' | 'units'>;
  /** Somebody has told the aircraft what to do: ladders end, holds on scene are no longer timed. */
  onSteered(action: Action, origin: Command['origin']): void;
  setStopped(stopped: boolean): void;
  /** What the RPIC allows others. */
  limits(): FlightLimits | null;
}

interface Running {
  command: Command;
  abort: AbortController;
}

export class CommandDesk {
  readonly #context: VehicleContext;
  readonly #hooks: DeskHooks;
  #running: Running | null = null;
  #line: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(context: VehicleContext, hooks: DeskHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  /** Something is being told to the vehicle, or waits for its turn. */
  get busy(): boolean {
    return this.#running !== null || this.#waiting > 0;
  }

  /** A command from outside. The answer is the command as it stands; the rest of its life follows as events. */
  async take(request: GatewayCommand): Promise<Answer<Command>> {
    const { ledger, clock, recorder } = this.#context;
    const limits = request.is_rpic ? null : this.#hooks.limits();
    const action = limits ? limitAction(request.action, limits) : request.action;
    const beyond = limits ? limitRefusal(action, limits, recorder.binding?.policy.units ?? 'si') : null;
    const admission = ledger.admit({ ...request, action }, 'user', clock.utcMs());
    switch (admission.kind) {
      case 'repeat':
        return answered(admission.command);
      case 'reused_id':
        return refused('command_id_reused', 'This command id was used for another command.');
      case 'expired':
        await this.#record(admission.command);
        return answered(admission.command);
      case 'new':
        return beyond ? this.#end(admission.command, 'beyond_limits', beyond) : this.#begin(admission.command);
    }
  }

  /** A command of the gateway itself: the plan's return, the watch, the ladder. Resolves when it is done or has failed. */
  async order(action: Action, origin: 'plan' | 'gateway', signal?: AbortSignal): Promise<Command> {
    const { ledger, clock, recorder } = this.#context;
    const utcMs = clock.utcMs();
    const request: GatewayCommand = {
      command_id: this.#context.newId(),
      agency_id: recorder.binding?.agency_id ?? NOBODY,
      aircraft_id: recorder.binding?.aircraft_id ?? NOBODY,
      flight_id: recorder.flightId,
      action,
      issued_by: null,
      issued_at_utc_ms: utcMs,
      expires_in_ms: 10_000,
    };
    const admission = ledger.admit(request, origin, utcMs);
    if (admission.kind !== 'new') throw new Error('a fresh id was known already');
    void this.#record(admission.command);
    await this.#run(admission.command, signal);
    return ledger.get(request.command_id)!;
  }

  /** Gives up what is being waited for; what the aircraft was told stays told. */
  interrupt(why: string): void {
    const running = this.#running;
    this.#running = null;
    if (!running) return;
    running.abort.abort();
    void this.#advance(running.command, { state: 'failed', detail: why });
  }

  async #begin(command: Command): Promise<Answer<Command>> {
    const urgent = isUrgent(command.action);
    const recorded = this.#record(command);
    if (urgent) {
      // Safe or not on disk: nobody waits for a disk to be stopped. Doing any of these twice does no harm.
      void this.#run(command);
      await recorded;
    } else if (isBeside(command.action)) {
      await recorded;
      void this.#run(command);
    } else {
      if (!(await recorded)) return this.#end(command, 'internal', 'The gateway cannot write it down.');
      if (this.#waiting >= MAX_WAITING) return this.#end(command, 'rate_limited', 'Too many commands are waiting.');
      this.#waiting += 1;
      this.#line = this.#line.then(() => this.#run(command)).finally(() => (this.#waiting -= 1));
    }
    return answered(this.#context.ledger.get(command.command_id) ?? command);
  }

  async #run(command: Command, outer?: AbortSignal): Promise<void> {
    const { adapter, clock } = this.#context;
    const view = { state: adapter.state, facts: adapter.facts, listen_only: adapter.listen_only };
    const refusal = gateRefusal(command.action, {
      ...view,
      ...this.#hooks.gate(),
      ...(command.origin === 'user' ? {} : { preparing_flight: false, stopped: false, fence: null }),
    });
    if (refusal) {
      await this.#end(command, refusal.code, refusal.message);
      return;
    }
    if (isSteering(command.action) || isUrgent(command.action)) this.interrupt('Another command took its place.');
    const abort = new AbortController();
    outer?.addEventListener('abort', () => abort.abort(), { once: true });
    if (isSteering(command.action)) {
      this.#running = { command, abort };
      this.#hooks.onSteered(command.action, command.origin);
    }
    const startedMs = clock.monotonicMs();
    const carried = this.#carryOut(command, abort.signal);
    // The line goes on once the vehicle has taken the command; being achieved is waited for beside it.
    const achieved = carried.then(async (accepted) => {
      if (accepted) await this.#awaitAchieved(command, abort.signal, startedMs);
    });
    void achieved.finally(() => {
      if (this.#running?.command === command) this.#running = null;
    });
    await (outer ? achieved : carried);
  }

  /** True when the vehicle has accepted it and the end is still to be watched for. */
  async #carryOut(command: Command, signal: AbortSignal): Promise<boolean> {
    switch (command.action.kind) {
      case 'read_failsafes':
      case 'set_failsafes':
        return this.#carryOutFailsafes(command, command.action.kind);
      case 'reactivate':
        this.#hooks.setStopped(false);
        await this.#advance(command, { state: 'done' });
        return false;
      case 'stop':
        this.#hooks.setStopped(true);
        return this.#carryOutStop(command, signal);
      case 'arm':
      case 'take_off': {
        if (command.origin !== 'user' || (await this.#failsafesReady(command))) return this.#tell(command, signal);
        return false;
      }
      default:
        return this.#tell(command, signal);
    }
  }

  async #tell(command: Command, signal: AbortSignal): Promise<boolean> {
    const onSent = (): void => void this.#advance(command, { state: 'sent' });
    const result = await this.#context.adapter.perform(command.action, { signal, onSent });
    return this.#settle(command, result);
  }

  /** STOP is said again until the aircraft is seen to hold: an operator who pressed it must not have to look. */
  async #carryOutStop(command: Command, signal: AbortSignal): Promise<boolean> {
    const { adapter, clock } = this.#context;
    const onSent = (): void => void this.#advance(command, { state: 'sent' });
    let result: ActionResult = { kind: 'no_answer', detail: 'It was not sent.' };
    for (let tries = 0; tries < STOP_TRIES; tries++) {
      result = await adapter.perform(command.action, { signal, onSent });
      if (result.kind === 'accepted' || result.kind === 'aborted') break;
      await clock.sleep(STOP_TRY_EVERY_MS);
      if (signal.aborted) break;
    }
    return this.#settle(command, result);
  }

  async #settle(command: Command, result: ActionResult): Promise<boolean> {
    switch (result.kind) {
      case 'accepted': {
        const detail = result.settled_by_state ? 'Its acknowledgement was lost; the aircraft is seen to do it.' : null;
        await this.#advance(command, { state: 'acknowledged', detail });
        return true;
      }
      case 'refused':
        await this.#end(command, result.error_code, result.detail);
        return false;
      case 'no_answer':
        await this.#advance(command, { state: 'timed_out', error_code: 'command_timed_out', detail: result.detail });
        return false;
      case 'aborted':
        await this.#advance(command, { state: 'failed', detail: 'Another command took its place.' });
        return false;
    }
  }

  async #awaitAchieved(command: Command, signal: AbortSignal, startedMs: number): Promise<void> {
    const { adapter, clock } = this.#context;
    const withinMs = achieveWithinMs(command.action, adapter.state);
    let againMs = clock.monotonicMs() + STOP_AGAIN_MS;
    for (;;) {
      const achieved = isAchieved(command.action, adapter.state);
      if (achieved !== false) return this.#advance(command, { state: 'done' });
      if (signal.aborted) return;
      if (command.action.kind === 'stop' && clock.monotonicMs() >= againMs) {
        againMs = clock.monotonicMs() + STOP_AGAIN_MS;
        void adapter.perform(command.action, { signal });
      }
      if (clock.monotonicMs() - startedMs > withinMs) break;
      await clock.sleep(LOOK_EVERY_MS);
    }
    const detail = 'It was accepted, but the aircraft was not seen to finish it in time.';
    await this.#advance(command, { state: 'timed_out', error_code: 'command_timed_out', detail });
  }

  async #carryOutFailsafes(command: Command, kind: 'read_failsafes' | 'set_failsafes'): Promise<false> {
    const { adapter, recorder } = this.#context;
    void this.#advance(command, { state: 'sent' });
    const report = kind === 'set_failsafes' ? await adapter.setFailsafes() : await adapter.readFailsafes();
    await recorder.record({ kind: 'failsafes', report });
    const wrong = report.items.filter((item) => item.ok !== true).map((item) => item.detail);
    const failed = kind === 'set_failsafes' && report.items.some((item) => item.ok !== true && item.settable);
    if (failed) await this.#end(command, 'failsafe_not_ready', wrong.join(' '));
    else await this.#advance(command, { state: 'done', detail: wrong.length > 0 ? wrong.join(' ') : null });
    return false;
  }

  async #failsafesReady(command: Command): Promise<boolean> {
    const { adapter, clock, recorder } = this.#context;
    const known = adapter.facts.failsafes;
    const fresh = known && clock.utcMs() - known.read_at_utc_ms < FAILSAFES_FRESH_MS;
    const report = fresh ? known : await adapter.readFailsafes();
    if (!fresh) void recorder.record({ kind: 'failsafes', report });
    const wrong = report.items.filter((item) => item.ok !== true);
    if (wrong.length === 0) return true;
    await this.#end(command, 'failsafe_not_ready', wrong.map((item) => item.detail).join(' '));
    return false;
  }

  async #end(command: Command, code: string, detail: string): Promise<Answer<Command>> {
    await this.#advance(command, { state: 'failed', error_code: code, detail });
    return answered(this.#context.ledger.get(command.command_id) ?? command);
  }

  async #advance(command: Command, step: CommandStep): Promise<void> {
    const next = this.#context.ledger.advance(command.command_id, step, this.#context.clock.utcMs());
    if (next) await this.#record(next);
  }

  #record(command: Command): Promise<boolean> {
    return this.#context.recorder.record({ kind: 'command', command }, command.flight_id);
  }
}
