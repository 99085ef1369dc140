/** Flying by hand: gets the aircraft into a position-holding mode, keeps sticks going at 50 Hz, and lets go of them again. */
import type { StickFrame } from '@outrider/core/command';
import { isAirborne } from '@outrider/core/vehicle';
import type { StickInput } from '@outrider/schema';
import type { VehicleContext } from './context.js';
import { StickInputs } from './stick-input.js';
import { StickPace } from './stick-pace.js';

const ENTER_EVERY_MS = 700;
const KEEP_ALIVE_EVERY_MS = 100;
const NEUTRAL: StickInput = { forward: 0, right: 0, up: 0, turn: 0 };

export class HandFlight {
  readonly #context: VehicleContext;
  readonly #shape: (input: StickInput) => StickInput;
  readonly #inputs = new StickInputs();
  readonly #pace = new StickPace();
  /** Somebody holds the lease and means to steer. */
  #wanted = false;
  #entering = false;
  #enterDueMs = 0;
  /** After hand flight some autopilots take silence for a lost transmitter: neutral goes on until landing. */
  #keepAlive = false;
  #letGo = true;

  /** @param shape what of the sticks may pass now: the limits of the flight */
  constructor(context: VehicleContext, shape: (input: StickInput) => StickInput) {
    this.#context = context;
    this.#shape = shape;
  }

  /** True while sticks move the aircraft, or are about to. */
  get active(): boolean {
    return this.#wanted;
  }

  /** There is nothing to be sent. */
  get atRest(): boolean {
    return !this.#wanted && this.#letGo && !this.#keepAlive;
  }

  /** Someone wants to steer from now on. */
  begin(): void {
    this.#inputs.reset();
    this.#wanted = true;
    this.#letGo = false;
    this.#enterDueMs = this.#context.clock.monotonicMs() + this.#context.adapter.manual_lead_ms;
  }

  /** Nobody steers any more: neutral until the aircraft has left the mode. */
  end(): void {
    this.#wanted = false;
    this.#inputs.reset();
  }

  /** Somebody else commands the aircraft now: not even neutral is sent. */
  fallSilent(): void {
    this.end();
    this.#letGo = true;
    this.#keepAlive = false;
  }

  /** A stick frame of the present lease. Answers whether it was taken. */
  stick(frame: StickFrame, mayResume: boolean, nowMs: number): boolean {
    if (!this.#inputs.take(frame, nowMs)) return false;
    if (!this.#wanted && mayResume && this.#inputs.moved) {
      this.#wanted = true;
      this.#letGo = false;
      this.#enterDueMs = nowMs + this.#context.adapter.manual_lead_ms;
    }
    if (this.#wanted && this.#pace.isFreshDue(nowMs)) this.#send(nowMs);
    return true;
  }

  tick(nowMs: number): void {
    const { adapter } = this.#context;
    if (!isAirborne(adapter.state)) {
      if (adapter.state.armed === false) this.#keepAlive = false;
      return;
    }
    if (this.#wanted) {
      if (this.#pace.isTickDue(nowMs)) this.#send(nowMs);
      if (adapter.state.mode !== 'position') this.#enter(nowMs);
      return;
    }
    if (!this.#letGo) return this.#windDown(nowMs);
    if (this.#keepAlive && this.#pace.sinceSentMs(nowMs) >= KEEP_ALIVE_EVERY_MS) this.#sendNeutral(nowMs);
  }

  /** In any other mode only neutral is sent: sticks act in position-holding modes alone. */
  #send(nowMs: number): void {
    const { adapter } = this.#context;
    if (!isAirborne(adapter.state)) return;
    if (adapter.state.mode !== 'position') return this.#sendNeutral(nowMs);
    this.#pace.sent(nowMs);
    this.#keepAlive = true;
    adapter.sticks(this.#shape(this.#inputs.current(nowMs)));
  }

  #sendNeutral(nowMs: number): void {
    this.#pace.sent(nowMs);
    this.#context.adapter.sticks(NEUTRAL);
  }

  #enter(nowMs: number): void {
    if (this.#entering || nowMs < this.#enterDueMs) return;
    this.#entering = true;
    this.#enterDueMs = nowMs + ENTER_EVERY_MS;
    void this.#context.adapter.enterManual().then((result) => {
      this.#entering = false;
      if (result.kind !== 'refused') return;
      this.#context.recorder.recordIfBound({
        kind: 'status_text',
        severity: 4,
        text: `Manual flight: ${result.detail}`,
      });
    });
  }

  #windDown(nowMs: number): void {
    const { adapter } = this.#context;
    if (adapter.state.mode === 'position') {
      if (this.#pace.isTickDue(nowMs)) this.#sendNeutral(nowMs);
      return;
    }
    this.#letGo = true;
    this.#keepAlive = !adapter.releaseSticks();
  }
}
