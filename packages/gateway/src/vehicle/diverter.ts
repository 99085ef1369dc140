/**
 * Gives a flight in the air another plan. One visible order of steps, so that what guards the flight is right at every moment:
 *
 * 1. It holds. ArduPilot takes missions item by item: under a mission that is flown, an upload would be flown half-done.
 * 2. Return height and ceiling, then the fence, then the rally points: made to serve the plan before as well as the new one. Each
 *    autopilot puts a new fence in force as a whole when its last item has come, so the old one or the new one holds, and both are right
 *    for both plans. The fence comes before the rally points, for no return may lead out of it. Whatever fails up to here, the plan
 *    before goes on.
 * 3. The plan, verified by download, and its first item made the next: ArduPilot keeps its place in the list over an upload. From the
 *    first item on until that is done, the list in the autopilot is not certain, and that is on disk before it begins: whoever is started
 *    meanwhile knows it too. Where it fails, it holds, and the plan cannot be started.
 * 4. From the first item on, the plan is flown.
 *
 * Whoever steers meanwhile ends it, be it by our commands or at the aircraft itself: every step that would move it looks whether it still
 * holds. An upload that has begun is finished all the same, for half a list is worse than either.
 */
import { distance } from '@outrider/core/geo';
import { isAirborne, positionOf } from '@outrider/core/vehicle';
import type { Command, Divert, FlightPlan, HeldAt } from '@outrider/schema';
import type { UploadResult } from './adapter.js';
import type { Answer, VehicleContext } from './context.js';
import { answered, refused } from './context.js';
import type { FlightRecord } from './flight-record.js';

export interface DivertView {
  stopped: boolean;
  by_hand: boolean;
  preparing: boolean;
}

/** Why a flight in this state is not sent elsewhere; null where it may be. */
export function divertRefusal(view: DivertView, state: FlightRecord['state']): string | null {
  if (view.stopped) return 'STOP is latched. Re-activate the aircraft first.';
  if (view.by_hand) return 'Somebody flies it by hand; the control is to be released first.';
  const under_way = state === 'en_route' || state === 'on_scene';
  return view.preparing || !under_way ? 'It is neither on its way nor on scene.' : null;
}

export interface DiverterHooks {
  flight(): FlightRecord | null;
  view(): DivertView;
  order(action: Command['action'], signal: AbortSignal): Promise<Command>;
  /** What the autopilot now holds, verified. */
  onChange(change: (plan: FlightPlan) => FlightPlan): void;
  /** Nobody knows which plan the autopilot would fly, or it is known again. Resolves with true once that is on disk. */
  onUncertain(uncertain: boolean): Promise<boolean>;
  /** It is told to hold for a change of plan, or no longer; on disk, so that a gateway that is started again can say so. */
  onHeld(held: boolean): void;
  /** It holds, and somebody attends to it. */
  onAttended(): void;
  /** The RPIC has to know: on record and as an alert. */
  alarm(text: string): void;
  /** The new plan is about to be started. */
  onDeparting(): void;
}

const RESUME_AFTER_MS = 30_000;
const START_WITHIN_M = 30;
const START_TRIES = 3;
const ENDED = 'Another command has ended the change of plan.';
const NONE = 'No change of plan is under way here; look where the aircraft is.';
const NOT_FLOWN = 'The new plan is in the autopilot, and is not flown.';
const KEEPS = 'It keeps the plan that it has.';
/** Modes in which nothing but a plan or an order of ours moves it. PX4 names its orbit apart. */
const OURS: ReadonlySet<string> = new Set(['mission', 'hold', 'guided']);
const ORBIT = 'ORBIT';
const FINISHING = 'The change of plan before is still being brought to its end; ask again in a moment.';
const SILENT =
  'Nothing is heard from it, so whether it holds is not known. Once it is heard and holds, it goes on with its plan.';
const HOLDS = 'It holds where it is; return it or fly it by hand.';

interface Held {
  readonly flight_id: string;
  readonly abort: AbortController;
  /** It flew its plan before, and goes on with it where the change fails. */
  readonly resumes: boolean;
  readonly until_ms: number;
  busy: boolean;
  /** Another gateway commands the aircraft now: not even what was begun is finished. */
  silent: boolean;
}

export class Diverter {
  readonly #context: VehicleContext;
  readonly #hooks: DiverterHooks;
  #held: Held | null = null;
  /** An upload goes on, though whoever steers has ended the change that it was for. */
  #finishing = false;

  constructor(context: VehicleContext, hooks: DiverterHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  async take(request: Divert): Promise<Answer<HeldAt>> {
    const flight = this.#hooks.flight();
    if (flight?.flight_id !== request.flight_id || !flight.start) {
      return refused('flight_state', 'The aircraft is not on this flight.');
    }
    if (request.step === 'hold') return this.#hold(flight);
    const held = this.#held;
    if (!held || held.busy) return refused('flight_state', held ? ENDED : NONE);
    held.busy = true;
    const { plan } = request;
    if (request.step === 'resume' || !plan) return this.#guarded(held, () => this.#giveUp(held, null));
    const before = flight.start.plan;
    return this.#guarded(held, () => this.#fly(held, before, plan));
  }

  /** True while something of a change may still reach the autopilot. */
  get finishing(): boolean {
    return this.#finishing;
  }

  /** What throws leaves it holding, and says so. */
  async #guarded(held: Held, work: () => Promise<Answer<HeldAt>>): Promise<Answer<HeldAt>> {
    this.#finishing = true;
    try {
      return await work();
    } catch (error) {
      return this.#stay(held, `The change of plan failed: ${error instanceof Error ? error.message : String(error)}.`);
    } finally {
      this.#finishing = false;
    }
  }

  /** Somebody else decides from here on. */
  interrupt(): void {
    const held = this.#held;
    if (!held) return;
    held.abort.abort();
    this.#letGo(held);
  }

  /** Another gateway has the aircraft. */
  fallSilent(): void {
    if (this.#held) this.#held.silent = true;
    this.interrupt();
  }

  #letGo(held: Held): void {
    if (this.#held !== held) return;
    this.#held = null;
    this.#hooks.onHeld(false);
  }

  /** Null while nothing but our hold has decided what it does; else where it was put by somebody else, or by itself. */
  get #elsewhere(): string | null {
    const { mode, mode_name } = this.#context.adapter.state;
    if (mode === 'hold') return null;
    return `It is in ${mode_name ?? mode} now: somebody at the aircraft, or the autopilot itself, has decided otherwise.`;
  }

  tick(nowMs: number): void {
    const held = this.#held;
    if (!held || held.busy || nowMs < held.until_ms || this.#context.adapter.state.link !== 'live') return;
    held.busy = true;
    void this.#guarded(held, () => this.#giveUp(held, null));
  }

  async #hold(flight: FlightRecord): Promise<Answer<HeldAt>> {
    const { adapter, clock } = this.#context;
    const why = divertRefusal(this.#hooks.view(), flight.state);
    if (why) return refused('flight_state', why);
    if (this.#finishing) return refused('flight_state', FINISHING);
    const { state } = adapter;
    if (this.#held || !isAirborne(state)) return refused('flight_state', 'It cannot be sent elsewhere now.');
    if (!OURS.has(state.mode) && state.mode_name !== ORBIT) return refused('flight_state', this.#elsewhere ?? NONE);
    const held: Held = {
      flight_id: flight.flight_id,
      abort: new AbortController(),
      resumes: state.mode === 'mission',
      until_ms: clock.monotonicMs() + RESUME_AFTER_MS,
      busy: true,
      silent: false,
    };
    this.#held = held;
    this.#hooks.onHeld(true);
    const command = await this.#hooks.order({ kind: 'hold' }, held.abort.signal);
    if (command.state !== 'done' && this.#held === held && adapter.state.link !== 'live') {
      held.busy = false;
      this.#hooks.alarm(SILENT);
      return refused('vehicle_link_lost', SILENT);
    }
    if (command.state !== 'done')
      return this.#guarded(held, () => this.#giveUp(held, command.detail ?? 'It did not stop.'));
    if (this.#held === held) this.#hooks.onAttended();
    held.busy = false;
    return answered(this.#heldAt());
  }

  #heldAt(): HeldAt {
    const { state } = this.#context.adapter;
    const { height_above_takeoff_m, battery_percent } = state;
    const plan = this.#hooks.flight()?.start?.plan ?? null;
    return { position: positionOf(state), height_above_takeoff_m, battery_percent, plan };
  }

  async #fly(held: Held, before: FlightPlan, plan: FlightPlan): Promise<Answer<HeldAt>> {
    const { adapter } = this.#context;
    const start = plan.legs[0]?.to;
    const position = positionOf(adapter.state);
    if (!start || !position || distance(start, position) > START_WITHIN_M) {
      return this.#giveUp(held, 'The plan begins elsewhere than where the aircraft is.');
    }
    const guarded = await this.#guard(before, plan, held.abort.signal);
    if (!guarded.ok) return this.#giveUp(held, guarded.detail);
    if (held.abort.signal.aborted) return this.#stay(held, ENDED);
    if (this.#elsewhere !== null) return this.#stay(held, this.#elsewhere);
    // Of an earlier change that failed half-way.
    const was_uncertain = this.#hooks.flight()?.plan_uncertain === true;
    const written = await this.#hooks.onUncertain(true);
    const barred = held.abort.signal.aborted ? ENDED : this.#elsewhere;
    if (!written || barred !== null) {
      void this.#hooks.onUncertain(was_uncertain);
      if (barred !== null) return this.#stay(held, barred);
      return this.#giveUp(held, 'The gateway cannot write it down: its disk is full or failing.');
    }
    const uploaded = await adapter.uploadPlan(plan);
    if (!uploaded.ok || !this.#isOurs(held)) return this.#stay(held, uploaded.ok ? ENDED : uploaded.detail);
    this.#hooks.onChange(() => plan);
    // Whoever starts the plan later starts it where it begins. It moves nothing while the aircraft holds.
    const flown = adapter.state.mode === 'mission';
    const rewound = !flown && (await adapter.rewindPlan()).kind === 'accepted';
    if (!this.#isOurs(held)) return this.#stay(held, ENDED);
    if (rewound) await this.#hooks.onUncertain(false);
    await this.#record(`New plan uploaded and verified, ${uploaded.items} items.`, uploaded.items, plan);
    if (held.abort.signal.aborted) return this.#stay(held, `${ENDED} ${NOT_FLOWN}`);
    if (!rewound) return this.#stay(held, this.#elsewhere ?? 'The autopilot did not go to the start of the plan.');
    return this.#start(held);
  }

  /** The aircraft is still commanded from here, and on the flight that the change was for. */
  #isOurs(held: Held): boolean {
    return !held.silent && this.#hooks.flight()?.flight_id === held.flight_id;
  }

  /** What guards the flight, each verified, and in the books as soon as it holds. */
  async #guard(before: FlightPlan, plan: FlightPlan, signal: AbortSignal): Promise<UploadResult> {
    const { adapter } = this.#context;
    const { fence, return_line } = plan;
    const ended = { ok: false as const, detail: ENDED };
    const ceiling_m = fence.max_height_above_takeoff_m;
    const set = await adapter.setLimits({ return_height_m: return_line.return_height_m, ceiling_m });
    if (!set.ok) return { ok: false, detail: `Return height or ceiling: ${set.detail}` };
    if (signal.aborted) return ended;
    const fenced = await adapter.uploadFence(fence);
    if (!fenced.ok) return fenced;
    this.#hooks.onChange((flown) => ({ ...flown, fence }));
    const flownWith = this.#hooks.flight()?.start?.plan ?? plan;
    await this.#record(`Fence extended and verified, ${fenced.items} corners.`, fenced.items, flownWith);
    if (signal.aborted) return ended;
    if (return_line.rally_points.length + before.return_line.rally_points.length > 0) {
      const rally = await adapter.uploadRally(return_line.rally_points, plan.home);
      if (!rally.ok) return rally;
    }
    this.#hooks.onChange((flown) => ({ ...flown, return_line }));
    return fenced;
  }

  async #start(held: Held): Promise<Answer<HeldAt>> {
    const { signal } = held.abort;
    if (!signal.aborted) this.#hooks.onDeparting();
    for (let tries = 0; tries < START_TRIES && !signal.aborted; tries++) {
      if (this.#context.adapter.state.mode === 'mission') break;
      if (this.#elsewhere !== null) return this.#stay(held, `${this.#elsewhere} ${NOT_FLOWN}`);
      const command = await this.#hooks.order({ kind: 'start_plan' }, signal);
      if (command.state === 'done') break;
    }
    if (signal.aborted) return this.#stay(held, `${ENDED} ${NOT_FLOWN}`);
    if (this.#context.adapter.state.mode !== 'mission') return this.#stay(held, 'It did not start the new plan.');
    this.#letGo(held);
    return answered(this.#heldAt());
  }

  /** The plan before goes on, where it was flown and nobody has said otherwise. */
  async #giveUp(held: Held, why: string | null): Promise<Answer<HeldAt>> {
    const { state } = this.#context.adapter;
    const ended = held.abort.signal.aborted;
    if (!ended && state.mode !== 'mission') {
      if (this.#elsewhere !== null) return this.#stay(held, `${why ?? ''} ${this.#elsewhere}`.trim());
      if (!held.resumes) return this.#stay(held, why ?? 'The change of plan has ended.');
      const command = await this.#hooks.order({ kind: 'start_plan' }, held.abort.signal);
      if (command.state !== 'done') return this.#stay(held, why ?? 'It did not go on with its plan.');
    }
    if (ended) return this.#stay(held, why ?? ENDED);
    this.#letGo(held);
    return why === null ? answered(this.#heldAt()) : refused('plan_upload_failed', `${why} ${KEEPS}`);
  }

  /** Nothing more is ordered: it holds, or does what somebody else has decided. */
  #stay(held: Held, why: string): Answer<HeldAt> {
    const holds = !held.abort.signal.aborted && this.#elsewhere === null;
    this.#letGo(held);
    const text = holds ? `${why} ${HOLDS}` : why;
    if (!held.silent) this.#hooks.alarm(text);
    return refused('plan_upload_failed', text);
  }

  /** @param plan what the autopilot holds from now on, for the server's books */
  #record(detail: string, items: number, plan: FlightPlan) {
    const contingency = plan.legs.at(-1)?.contingency ?? null;
    return this.#context.recorder.record({ kind: 'plan', detail, items, contingency, plan });
  }
}
