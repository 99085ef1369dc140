/** Whether this gateway may command its vehicle: it takes the aircraft before it does, and gives it back when the aircraft is idle. */
import type { VehicleBinding } from '@outrider/schema';
import type { OwnershipStore } from '@outrider/core/command';
import type { Clock, Logger } from '@outrider/runtime';
import type { HeldEpochs } from '../journal/held-epochs.js';
import type { Answer } from './context.js';
import { answered, refused } from './context.js';

export interface OwnerOptions {
  ownership: OwnershipStore;
  held: HeldEpochs;
  gateway: string;
  clock: Clock;
  logger: Logger;
  /** Armed, on a flight, steered by hand or being told something. */
  isBusy(): boolean;
  /** Leases of this use build on its epoch. */
  onOwned(epoch: number): void;
  /** Somebody else has it: nothing more is said to the vehicle. */
  onLost(): void;
}

const KEEP_EVERY_MS = 10_000;
const RETRY_EVERY_MS = 2000;
const GIVE_BACK_AFTER_MS = 5000;

export class OwnerDesk {
  readonly #options: OwnerOptions;
  /** Under which this gateway uses the aircraft; null while it does not. */
  #epoch: number | null = null;
  /** Given up here, and the store may not know yet. */
  #toRelease: number | null = null;
  /** Gateway that has the aircraft in place of this one, as far as is known. */
  #lostTo: string | null = null;
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  /** The store did not answer the last time. */
  #away = false;
  #dueMs = 0;
  #busyMs = Number.NEGATIVE_INFINITY;
  #aircraft: VehicleBinding | null = null;

  constructor(options: OwnerOptions) {
    this.#options = options;
  }

  /** Another gateway has the aircraft: this one keeps silent, so that nobody takes it for the one in charge. */
  get isLost(): boolean {
    return this.#lostTo !== null;
  }

  /** The vehicle is bound to an aircraft, or to none. What an earlier run of this gateway used is used on. */
  bind(aircraft: VehicleBinding | null): void {
    const before = this.#aircraft?.aircraft_id ?? null;
    this.#aircraft = aircraft;
    if (before === (aircraft?.aircraft_id ?? null)) return;
    this.#lostTo = null;
    this.#toRelease = null;
    this.#dueMs = 0;
    this.#epoch = aircraft === null ? null : this.#options.held.of(aircraft.aircraft_id);
    if (this.#epoch === null) return;
    this.#busyMs = this.#options.clock.monotonicMs();
    this.#options.onOwned(this.#epoch);
  }

  /**
   * To be asked before anything is told to the vehicle. Who owns it already, acts at once. What makes it safe (`urgent`) waits for
   * nobody: it is refused only when another gateway is known to have the aircraft.
   */
  async require(urgent: boolean): Promise<Answer<object>> {
    this.#busyMs = this.#options.clock.monotonicMs();
    if (this.#epoch !== null) return answered({});
    if (!urgent) return this.#inLine(() => this.#ask());
    if (this.#lostTo !== null) return ownedBy(this.#lostTo);
    void this.#inLine(() => this.#ask());
    return answered({});
  }

  tick(nowMs: number): void {
    if (this.#aircraft === null) return;
    if (this.#options.isBusy()) this.#busyMs = nowMs;
    if (nowMs < this.#dueMs || this.#waiting > 0) return;
    const idle = nowMs - this.#busyMs >= GIVE_BACK_AFTER_MS;
    this.#dueMs = nowMs + (this.#epoch !== null && !idle ? KEEP_EVERY_MS : RETRY_EVERY_MS);
    if (idle) {
      if (this.#epoch !== null || this.#toRelease !== null) void this.#inLine(() => this.#giveBack());
    } else if (this.#lostTo === null) void this.#inLine(() => this.#ask());
  }

  /** One question at a time, in order: what is given back is given back before it is taken again. */
  #inLine<T>(act: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#line.then(act).finally(() => (this.#waiting -= 1));
    this.#line = done.catch(() => undefined);
    return done;
  }

  /** While the store is away, who uses the aircraft goes on: nobody else can get it meanwhile. */
  async #ask(): Promise<Answer<object>> {
    const { ownership, held, gateway, logger, onOwned } = this.#options;
    const [aircraft, before] = [this.#aircraft, this.#epoch];
    if (!aircraft) return refused('vehicle_not_bound', 'The vehicle is bound to no aircraft.');
    try {
      const claim = await ownership.use(aircraft, gateway, before);
      this.#away = false;
      if (claim.kind === 'owned') await held.hold(aircraft.aircraft_id, claim.epoch);
      if (this.#aircraft?.aircraft_id !== aircraft.aircraft_id) {
        return refused('vehicle_not_bound', 'It was bound anew meanwhile.');
      }
      if (claim.kind !== 'owned') return await this.#lose(aircraft, claim.kind === 'not_bound' ? null : claim.gateway);
      this.#lostTo = null;
      this.#toRelease = null;
      this.#epoch = claim.epoch;
      if (before !== claim.epoch) onOwned(claim.epoch);
      return answered({});
    } catch (error) {
      if (before !== null) return answered({});
      if (!this.#away)
        logger.warn({ error, aircraft: aircraft.aircraft_name }, 'who commands the aircraft is not known');
      this.#away = true;
      const text = 'Whether another gateway commands this aircraft cannot be looked up now.';
      return refused('gateway_unavailable', text);
    }
  }

  async #lose({ aircraft_id, aircraft_name }: VehicleBinding, to: string | null): Promise<Answer<never>> {
    const { held, logger, onLost } = this.#options;
    const wasOwned = this.#epoch !== null;
    this.#epoch = null;
    this.#lostTo = to;
    if (wasOwned) {
      logger.error(
        { aircraft: aircraft_name, owner: to },
        'another gateway has the aircraft; nothing more is said to it',
      );
      onLost();
    }
    await held.drop(aircraft_id);
    if (to !== null) return ownedBy(to);
    return refused('vehicle_not_bound', 'The aircraft is bound to a vehicle of another gateway.');
  }

  /** Given up here first, on disk as well: whatever becomes of the message, nothing is done under this epoch any more. */
  async #giveBack(): Promise<void> {
    const { ownership, held, gateway, clock, isBusy } = this.#options;
    const aircraft = this.#aircraft;
    // Somebody has come meanwhile.
    if (this.#epoch !== null && (isBusy() || clock.monotonicMs() - this.#busyMs < GIVE_BACK_AFTER_MS)) return;
    const epoch = this.#epoch ?? this.#toRelease;
    if (aircraft === null || epoch === null) return;
    this.#epoch = null;
    this.#toRelease = epoch;
    try {
      await held.drop(aircraft.aircraft_id);
      await ownership.release(aircraft, gateway, epoch);
      this.#toRelease = null;
    } catch {
      // Tried again at the next tick; until it is known there, nobody else can have the aircraft.
    }
  }
}

const ownedBy = (gateway: string): Answer<never> =>
  refused('vehicle_owned_elsewhere', `The gateway "${gateway}" commands this aircraft.`);
