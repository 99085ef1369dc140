/** Keeps the books of the flight that a vehicle is on, whoever began it: journal, progress, distance, end. Commands nothing. */
import type { FlightPlan, FlightLimits, FlightPurpose, StartFlight, TelemetrySample } from '@outrider/schema';
import { isAirborne } from '@outrider/core/vehicle';
import type { FlightJournal } from '../journal/flight-journal.js';
import type { VehicleContext } from './context.js';
import type { FlightProgress, FlightRecord } from './flight-record.js';
import { airPointOf, measure, newFlight, progressOf } from './flight-record.js';

export interface KeeperHooks {
  /** An open flight is kept on disk, so that a restarted gateway can go on with its books. */
  save(record: FlightRecord): Promise<boolean>;
  remove(flightId: string): void;
  onProgress(state: FlightProgress): void;
  onEnded(): void;
}

const STARTED_AGAIN = 'The gateway was started again and keeps the books; it commands nothing by itself.';
const CUT_OFF = 'A change of plan was cut off: the aircraft may hold where it is. Return it, or fly it by hand.';
const LOOK_EVERY_MS = 200;
const SAVE_EVERY_MS = 30_000;
/** Nothing heard for so long from an aircraft in the air: it is given up as lost. */
const LOST_AFTER_MS = 30 * 60_000;

export class FlightKeeper {
  readonly #context: VehicleContext;
  readonly #hooks: KeeperHooks;
  #record: FlightRecord | null = null;
  #journal: FlightJournal | null = null;
  #lookDueMs = 0;
  #saveDueMs = 0;

  /** What the last look saw, to tell a landing from an autopilot that was started anew in the air. */
  #last = { airborne: false, reboots: 0 };
  #restartedInAir = false;

  constructor(context: VehicleContext, hooks: KeeperHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  get record(): FlightRecord | null {
    return this.#record;
  }

  /** A flight that the server asked for. Resolves with true once its beginning is on record, with false when it cannot be. */
  async beginRequested(start: StartFlight): Promise<boolean> {
    return this.#begin({ flight_id: start.flight_id, purpose: start.purpose, start });
  }

  /** Somebody else armed it, or a log is played back. */
  beginObserved(purpose: FlightPurpose): void {
    void this.#begin({ flight_id: this.#context.newId(), purpose, start: null });
  }

  /** Takes the books of an earlier run up again. Answers what the RPIC has to know at once; null where nothing was cut off. */
  async resume(record: FlightRecord): Promise<string | null> {
    this.#record = record;
    this.#context.recorder.flightId = record.flight_id;
    this.#journal = await this.#context.journals.open(record.flight_id);
    const held = record.held_for_divert === true;
    record.held_for_divert = false;
    await this.#announce(`${STARTED_AGAIN}${held ? ` ${CUT_OFF}` : ''}`, null);
    return held ? CUT_OFF : null;
  }

  /** The RPIC's limits for others, kept with the flight. */
  limit(limits: FlightLimits | null): void {
    if (!this.#record) return;
    this.#record.limits = limits;
    void this.#hooks.save(this.#record);
  }

  /** The flight has another plan, or other bounds. */
  changePlan(change: (plan: FlightPlan) => FlightPlan): void {
    const record = this.#record;
    if (!record?.start) return;
    record.start = { ...record.start, plan: change(record.start.plan) };
    void this.#hooks.save(record);
  }

  /** Kept with the flight, so that a gateway that is started again starts no list that was half written. */
  async markPlan(uncertain: boolean): Promise<boolean> {
    if (!this.#record) return false;
    this.#record.plan_uncertain = uncertain;
    return this.#hooks.save(this.#record);
  }

  /** It holds for a change of plan, or no longer does. */
  markHeld(held: boolean): void {
    if (!this.#record || (this.#record.held_for_divert ?? false) === held) return;
    this.#record.held_for_divert = held;
    void this.#hooks.save(this.#record);
  }

  /** It sets out for another place: its progress begins anew. */
  beginAnew(): void {
    if (!this.#record) return;
    this.#record.state = 'en_route';
    void this.#hooks.save(this.#record);
    void this.#announce('It flies to another place.', null);
  }

  raw(source: Uint8Array, from: number, length: number): void {
    this.#journal?.raw(source, from, length, this.#context.clock.utcMs());
  }

  sample(sample: TelemetrySample): void {
    this.#journal?.sample(sample);
  }

  onArmed(purpose: FlightPurpose): void {
    if (!this.#record) this.beginObserved(purpose);
    if (this.#record) this.#record.was_armed = true;
    this.#look();
  }

  /** Measured with every position, so that a log played back fast is measured as well as a flight. */
  onPosition(): void {
    if (this.#record) measure(this.#record, this.#context.adapter.state);
  }

  /** The state has changed in a way that may move the flight on. */
  look(): void {
    this.#look();
  }

  tick(nowMs: number): void {
    const record = this.#record;
    if (!record || nowMs < this.#lookDueMs) return;
    this.#lookDueMs = nowMs + LOOK_EVERY_MS;
    this.#look();
    if (nowMs >= this.#saveDueMs && this.#record) {
      this.#saveDueMs = nowMs + SAVE_EVERY_MS;
      void this.#hooks.save(this.#record);
    }
    const lastHeard = this.#context.adapter.state.last_heard_ms;
    if (record.was_airborne && lastHeard !== null && nowMs - lastHeard > LOST_AFTER_MS) {
      this.end('lost', 'Nothing has been heard from it for half an hour.', null);
    }
  }

  /** Ends the flight without a landing: it failed before take-off, was cancelled, or is given up. */
  end(state: 'failed' | 'lost' | 'landed', detail: string | null, errorCode: string | null): void {
    const record = this.#record;
    if (!record) return;
    record.state = state;
    const announced = this.#announce(detail, errorCode);
    this.#record = null;
    this.#journal = null;
    this.#context.recorder.flightId = null;
    this.#hooks.remove(record.flight_id);
    this.#hooks.onEnded();
    void announced.then(() => this.#context.journals.close(record.flight_id));
  }

  /** A flight that never left the ground, unless another has taken its place. */
  failed(flightId: string, code: string, detail: string): void {
    if (this.#record?.flight_id === flightId) this.end('failed', detail, code);
  }

  /** The books get an owner: a vehicle that was bound while it flew. */
  async announceAgain(): Promise<void> {
    if (this.#record) await this.#announce(null, null);
  }

  async #begin(flight: { flight_id: string; purpose: FlightPurpose; start: StartFlight | null }): Promise<boolean> {
    const record = newFlight(this.#context.adapter.key, flight, this.#context.clock.utcMs());
    this.#record = record;
    this.#restartedInAir = false;
    this.#context.recorder.flightId = record.flight_id;
    void this.#hooks.save(record);
    const announced = this.#announce(null, null);
    const journal = await this.#context.journals.open(record.flight_id);
    if (this.#record === record) this.#journal = journal;
    return announced;
  }

  #look(): void {
    const record = this.#record;
    if (!record) return;
    const { state } = this.#context.adapter;
    if (state.reboots > this.#last.reboots && this.#last.airborne) this.#restartedInAir = true;
    this.#last = { airborne: isAirborne(state), reboots: state.reboots };
    if (state.armed) record.was_armed = true;
    if (isAirborne(state) && state.armed) record.was_airborne = true;
    const next = progressOf(record, state);
    if (next === record.state) return;
    if (next === 'landed') {
      measure(record, state);
      return this.end('landed', this.#landing(record), null);
    }
    record.state = next;
    void this.#announce(null, null);
    void this.#hooks.save(record);
    this.#hooks.onProgress(next);
  }

  #landing(record: FlightRecord): string | null {
    if (!record.was_airborne) return 'It was disarmed without having left the ground.';
    return this.#restartedInAir
      ? 'The autopilot was started anew in the air and stands now. Nobody saw a landing: look for the aircraft.'
      : null;
  }

  async #announce(detail: string | null, errorCode: string | null): Promise<boolean> {
    const record = this.#record;
    if (!record) return false;
    return this.#context.recorder.record(
      {
        kind: 'flight',
        state: record.state,
        detail,
        error_code: errorCode,
        purpose: record.purpose,
        position: airPointOf(this.#context.adapter.state),
        distance_m: Math.round(record.distance_m * 10) / 10,
        max_height_above_takeoff_m: record.max_height_above_takeoff_m,
      },
      record.flight_id,
    );
  }
}
