/** Points the camera of a flight without being asked: level on the way, at the incident on scene. Whoever turns it himself keeps it. */
import type { Command } from '@outrider/schema';
import type { VehicleContext } from './context.js';
import type { FlightProgress, FlightRecord } from './flight-record.js';

type Point = Extract<Command['action'], { kind: 'point_camera' }>;

export interface GuideHooks {
  flight(): FlightRecord | null;
  /** Somebody holds the camera's lease. */
  held(): boolean;
  order(action: Point, signal: AbortSignal): Promise<Command>;
}

const ON_THE_WAY: ReadonlySet<FlightProgress> = new Set(['airborne', 'en_route', 'returning']);
const LEVEL: Point = { kind: 'point_camera', pitch_deg: 0, yaw_deg: 0 };
/** MAV_SEVERITY: for the flight's story, nothing to act on. */
const INFO = 6;
const TRIES = 3;
const TRY_AGAIN_MS = 5000;
const NO_GIMBAL = 'The aircraft has no gimbal that takes orders: its camera looks where it is mounted to look.';

/** One for each vehicle. It guides only flights that this run of the gateway has begun. */
export class CameraGuide {
  readonly #context: Pick<VehicleContext, 'adapter' | 'recorder'>;
  readonly #hooks: GuideHooks;
  #flightId: string | null = null;
  #told = '';
  #triesLeft = 0;
  #dueMs = Number.NEGATIVE_INFINITY;
  #order: AbortController | null = null;

  constructor(context: Pick<VehicleContext, 'adapter' | 'recorder'>, hooks: GuideHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  begin(flightId: string): void {
    this.end();
    this.#flightId = flightId;
    this.#told = '';
  }

  /** A person has pointed the camera, or somebody else commands the aircraft: it is left alone for the rest of the flight. */
  end(): void {
    this.#flightId = null;
    this.#order?.abort();
    this.#order = null;
  }

  /** @param levelEnRoute as the agency has set it */
  look(levelEnRoute: boolean, nowMs: number): void {
    const flight = this.#hooks.flight();
    if (flight === null || flight.flight_id !== this.#flightId || !flight.was_airborne) return;
    const aim = aimOf(flight, levelEnRoute);
    if (aim === null || this.#hooks.held()) return;
    const key = JSON.stringify(aim);
    if (key !== this.#told) [this.#told, this.#triesLeft, this.#dueMs] = [key, TRIES, nowMs];
    if (this.#triesLeft === 0 || this.#order !== null || nowMs < this.#dueMs) return;
    if (!this.#context.adapter.facts.capabilities.includes('gimbal')) {
      this.#context.recorder.recordIfBound({ kind: 'status_text', severity: INFO, text: NO_GIMBAL });
      return this.end();
    }
    this.#triesLeft -= 1;
    this.#dueMs = nowMs + TRY_AGAIN_MS;
    void this.#tell(aim);
  }

  async #tell(aim: Point): Promise<void> {
    const order = new AbortController();
    this.#order = order;
    const { state, error_code } = await this.#hooks.order(aim, order.signal);
    if (this.#order !== order) return;
    this.#order = null;
    if (state === 'done') this.#triesLeft = 0;
    // An autopilot without a gimbal says no; asking it again changes nothing.
    else if (error_code === 'command_rejected' || error_code === 'command_unsupported') this.end();
  }
}

/** Where the camera belongs now; null where that is nobody's business but the crew's. */
function aimOf({ state, purpose, start }: FlightRecord, levelEnRoute: boolean): Point | null {
  if (state === 'on_scene' && purpose === 'incident' && start)
    return { kind: 'point_camera', target: start.plan.target };
  return levelEnRoute && ON_THE_WAY.has(state) ? LEVEL : null;
}
