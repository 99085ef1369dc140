import type { VehicleBinding } from '@outrider/schema';
import type { SafetyView } from '@outrider/core/safety';
import type { VehicleChange } from '@outrider/core/vehicle';
import type { Clock } from '@outrider/runtime';
import type { EventLog, NewEvent } from '../journal/event-log.js';

type Stamped = 'utc_ms' | 'agency_id' | 'aircraft_id' | 'flight_id';
/** An event without its stamp. */
export type EventBody = NewEvent extends infer E ? (E extends unknown ? Omit<E, Stamped> : never) : never;

/** Stands for the agency and the aircraft of a vehicle that nobody has bound. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Stamps the events of one vehicle with whose they are, when, and on which flight. */
export class Recorder {
  binding: VehicleBinding | null = null;
  flightId: string | null = null;
  readonly #log: EventLog;
  readonly #clock: Clock;

  constructor(log: EventLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** Resolves with true once it is safe. Never rejects. */
  record(body: EventBody, flightId: string | null = this.flightId): Promise<boolean> {
    return this.#log.record({
      ...body,
      utc_ms: this.#clock.utcMs(),
      agency_id: this.binding?.agency_id ?? null,
      aircraft_id: this.binding?.aircraft_id ?? null,
      flight_id: flightId,
    } as NewEvent);
  }

  /** What the vehicle was seen to change, as far as the record keeps it. */
  change(change: VehicleChange): void {
    if (change.kind === 'mode') this.recordIfBound({ kind: 'mode', mode: change.mode, mode_name: change.mode_name });
    else if (change.kind === 'link') this.recordIfBound({ kind: 'link', state: change.link, detail: null });
    else if (change.kind === 'rebooted') {
      this.recordIfBound({ kind: 'reboot', detail: 'The autopilot was started anew.' });
    }
  }

  /** For chatter of vehicles that nobody has bound: it would only fill the spool. */
  recordIfBound(body: EventBody): void {
    if (this.binding) void this.record(body);
  }
}

/** Of a vehicle that nobody has bound: nothing is asked of it. */
export const NO_POLICY: SafetyView['policy'] = {
  separation_horizontal_m: 0,
  separation_vertical_m: 0,
  reserve_percent: 0,
  max_height_agl_m: Number.POSITIVE_INFINITY,
  units: 'si',
};
