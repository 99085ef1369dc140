/** Acts for a flight in the air without being asked: energy, fence, time on scene. */
import { watchAction } from '@outrider/core/safety';
import type { SafetyView } from '@outrider/core/safety';
import type { LadderState } from '@outrider/schema';
import type { FlightRecord } from './flight-record.js';

export interface WatchedControl {
  readonly handFlown: boolean;
  readonly manual: boolean;
  readonly ladder: LadderState;
}

export interface WatchHooks {
  flight(): FlightRecord | null;
  control(): WatchedControl;
  stopped(): boolean;
  /** What the watch orders ends a STOP: it would otherwise fall out of the air. */
  release(): void;
  order(kind: 'return' | 'land', origin: 'plan' | 'gateway'): void;
}

const REPEAT_ORDER_MS = 5000;

export class FlightWatch {
  readonly #hooks: WatchHooks;
  /** Seen flying when this run of the gateway began: it is watched, and told nothing until a person does. */
  passive = false;
  /** A person has told the aircraft what to do since the plan began: its time on scene is theirs. */
  extended = false;
  #onSceneMs: number | null = null;
  #orderDueMs = 0;

  constructor(hooks: WatchHooks) {
    this.#hooks = hooks;
  }

  /** A flight, or its way to another place, begins: its time on scene is its own. */
  begin(): void {
    this.#onSceneMs = null;
    this.extended = false;
  }

  onScene(nowMs: number): void {
    this.#onSceneMs = nowMs;
  }

  /** Acts for flights that this gateway was asked to fly, or that one of its users has commanded. */
  look(view: SafetyView, nowMs: number): void {
    const flight = this.#hooks.flight();
    const ours = flight !== null && (flight.start !== null || this.extended);
    if (!ours || this.passive || !flight.was_airborne || nowMs < this.#orderDueMs) return;
    const wanted = watchAction(view, this.#hooks.control().handFlown);
    if (wanted !== 'none') {
      this.#hooks.release();
      this.#order(wanted, 'gateway', nowMs);
    } else if (this.#isTimeToReturn(flight, view, nowMs)) {
      this.#order('return', 'plan', nowMs);
    }
  }

  /** Time on scene is over, the plan is still what is flown, and nobody has taken it further. */
  #isTimeToReturn(flight: FlightRecord, { state }: SafetyView, nowMs: number): boolean {
    const { manual, ladder } = this.#hooks.control();
    if (this.#onSceneMs === null || this.extended || this.#hooks.stopped() || manual) return false;
    if (ladder !== 'none' || state.mode !== 'mission') return false;
    return flight.start !== null && nowMs - this.#onSceneMs >= flight.start.plan.hold_s * 1000;
  }

  #order(kind: 'return' | 'land', origin: 'plan' | 'gateway', nowMs: number): void {
    this.#orderDueMs = nowMs + REPEAT_ORDER_MS;
    this.#hooks.order(kind, origin);
  }
}
