/** The actor of one vehicle: the only place from which it is commanded. One serial loop; everything below belongs to it. */
import type {
  Command,
  ControlLease,
  ControlRequest,
  Divert,
  EndFlight,
  GatewayCommand,
  HeldAt,
  LimitsRequest,
  StartFlight,
  TelemetrySample,
  VehicleBinding,
} from '@outrider/schema';
import type { StickFrame } from '@outrider/core/command';
import { ENERGY_UNKNOWN, energyDemandsReturn } from '@outrider/core/safety';
import type { EnergyNow, SafetyView } from '@outrider/core/safety';
import { isAirborne, toSample } from '@outrider/core/vehicle';
import type { VehicleChange } from '@outrider/core/vehicle';
import { AlertDesk } from './alert-desk.js';
import { CameraGuide } from './camera-guide.js';
import { CommandDesk } from './command-desk.js';
import type { Answer, VehicleContext } from './context.js';
import { answered, refused } from './context.js';
import { NOBODY } from './recorder.js';
import { ControlDesk } from './control-desk.js';
import { Diverter } from './diverter.js';
import { endFlight } from './end-flight.js';
import { FlightExecutor } from './flight-executor.js';
import { FlightKeeper } from './flight-keeper.js';
import { FlightWatch } from './flight-watch.js';
import { contingencyNow } from './flight-record.js';
import type { FlightRecord } from './flight-record.js';
import type { Rhythm } from './rhythm.js';
import { spreadRhythm } from './rhythm.js';
import { isUrgent, startRefusal } from './gate.js';
import { OwnerDesk } from './owner-desk.js';
import { energyOf, viewOf } from './safety-view.js';

export interface ActorHooks {
  /** The status that consoles see has changed. */
  onStatus(): void;
  saveFlight(record: FlightRecord): Promise<boolean>;
  removeFlight(flightId: string): void;
}

const SAFETY_EVERY_MS = 500;
/** MAV_SEVERITY of a text that the RPIC has to see. */
const ERROR = 3;
export const SAMPLE_EVERY_MS = 100;

export class VehicleActor {
  readonly context: VehicleContext;
  readonly #hooks: ActorHooks;
  readonly #desk: CommandDesk;
  readonly #control: ControlDesk;
  readonly #keeper: FlightKeeper;
  readonly #executor: FlightExecutor;
  readonly #diverter: Diverter;
  readonly #alerts: AlertDesk;
  readonly #owner: OwnerDesk;
  #stopped = false;
  readonly #watch: FlightWatch;
  readonly #guide: CameraGuide;
  #firstLook = true;
  readonly #safety: Rhythm;
  readonly #samples: Rhythm;
  #energy: EnergyNow = ENERGY_UNKNOWN;

  constructor(context: VehicleContext, hooks: ActorHooks) {
    this.context = context;
    this.#hooks = hooks;
    this.#safety = spreadRhythm(SAFETY_EVERY_MS, context.clock.monotonicMs(), context.adapter.key);
    this.#samples = spreadRhythm(SAMPLE_EVERY_MS, context.clock.monotonicMs(), context.adapter.key);
    this.#desk = new CommandDesk(context, {
      gate: () => ({
        stopped: this.#stopped,
        preparing_flight: this.#executor.running,
        plan_uncertain: this.#keeper.record?.plan_uncertain ?? false,
        reserve_percent: this.binding?.policy.reserve_percent ?? 0,
        fence: this.#keeper.record?.start?.plan.fence ?? null,
        units: this.binding?.policy.units ?? 'si',
      }),
      onSteered: (action, origin) => this.#onSteered(action, origin),
      setStopped: (stopped) => (this.#stopped = stopped),
      limits: () => this.#keeper.record?.limits ?? null,
    });
    this.#control = new ControlDesk(context, {
      stopped: () => this.#stopped,
      sightConfirmed: () => this.#keeper.record?.start?.visual_line_of_sight_confirmed ?? false,
      limits: () => this.#keeper.record?.limits ?? null,
      onManual: () => this.#onManual(),
      onCameraTurned: () => this.#guide.end(),
      hold: () => void this.#desk.order({ kind: 'hold' }, 'gateway'),
      contingency: () => this.#flyContingency(),
      energyDemands: () => energyDemandsReturn(this.#view()),
    });
    this.#keeper = new FlightKeeper(context, {
      save: (record) => hooks.saveFlight(record),
      remove: (flightId) => hooks.removeFlight(flightId),
      onProgress: (state) => state === 'on_scene' && this.#watch.onScene(context.clock.monotonicMs()),
      onEnded: () => this.#onFlightEnded(),
    });
    this.#executor = new FlightExecutor(context, {
      order: (action, signal) => this.#desk.order(action, 'plan', signal),
      fail: (flightId, code, detail) => this.#keeper.failed(flightId, code, detail),
      onDeparting: () => this.#keeper.look(),
    });
    this.#diverter = new Diverter(context, {
      flight: () => this.#keeper.record,
      view: () => ({
        stopped: this.#stopped,
        by_hand: this.#control.handFlown || this.#control.manual,
        preparing: this.#executor.running,
      }),
      order: (action, signal) => this.#desk.order(action, 'plan', signal),
      onChange: (change) => this.#keeper.changePlan(change),
      onUncertain: (uncertain) => this.#keeper.markPlan(uncertain),
      onHeld: (held) => this.#keeper.markHeld(held),
      onAttended: () => this.#onAttended(),
      alarm: (text) => this.#onStatusText(ERROR, text),
      onDeparting: () => this.#onNewPlan(),
    });
    this.#watch = new FlightWatch({
      flight: () => this.#keeper.record,
      control: () => this.#control,
      stopped: () => this.#stopped,
      release: () => (this.#stopped = false),
      order: (kind, origin) => void this.#desk.order({ kind }, origin),
    });
    this.#guide = new CameraGuide(context, {
      flight: () => this.#keeper.record,
      held: () => this.#control.cameraHeld,
      order: (action, signal) => this.#desk.order(action, 'plan', signal),
    });
    this.#alerts = new AlertDesk(context);
    this.#owner = new OwnerDesk({
      ...context,
      isBusy: () => this.#isBusy(),
      onOwned: (epoch) => this.#control.own(epoch),
      onLost: () => this.#onLost(),
    });
    this.#owner.bind(context.recorder.binding);
    context.adapter.events = {
      onChanges: (changes) => this.#onChanges(changes),
      onStatusText: (severity, text) => this.#onStatusText(severity, text),
      onPosition: () => this.#keeper.onPosition(),
      onFacts: () => hooks.onStatus(),
      onCamera: (camera) => context.recorder.recordIfBound({ kind: 'camera', camera }),
      onRaw: (source, from, length) => this.#keeper.raw(source, from, length),
    };
  }

  get binding(): VehicleBinding | null {
    return this.context.recorder.binding;
  }

  get flight(): FlightRecord | null {
    return this.#keeper.record;
  }

  get airborne(): boolean {
    return isAirborne(this.context.adapter.state);
  }

  /** It flies, or a flight of it is on the books. */
  get inFlight(): boolean {
    return this.airborne || this.flight !== null;
  }

  /** Another gateway has the aircraft: not even a heartbeat of ours may vouch for it. */
  get isLost(): boolean {
    return this.#owner.isLost;
  }

  leases(): ControlLease[] {
    return this.#control.leases();
  }

  /** Binds the vehicle to an aircraft, or frees it. */
  bind(binding: VehicleBinding | null): void {
    const before = this.context.recorder.binding;
    if (before?.aircraft_id !== binding?.aircraft_id) this.#alerts.clearAll();
    this.context.recorder.binding = binding;
    this.#owner.bind(binding);
    if (before?.aircraft_id === binding?.aircraft_id) return;
    if (binding) void this.#keeper.announceAgain();
    for (const camera of this.context.adapter.cameras) this.context.recorder.recordIfBound({ kind: 'camera', camera });
    this.#hooks.onStatus();
  }

  /** Takes up the flight that an earlier run left open. */
  async resume(record: FlightRecord): Promise<void> {
    const cutOff = await this.#keeper.resume(record);
    if (cutOff !== null) this.#onStatusText(ERROR, cutOff);
  }

  async command(request: GatewayCommand): Promise<Answer<Command>> {
    const own = await this.#owner.require(isUrgent(request.action));
    if (!own.ok) return own;
    this.#watch.passive = false;
    if (request.action.kind === 'point_camera') this.#guide.end();
    return this.#desk.take(request);
  }

  async control(request: ControlRequest): Promise<Answer<ControlLease>> {
    const takes = request.verb === 'take' || request.verb === 'request_takeover';
    const own = takes ? await this.#owner.require(false) : answered({});
    if (!own.ok) return own;
    const answer = this.#control.request(request);
    this.#watch.passive &&= !(answer.ok && request.verb === 'take');
    return answer;
  }

  stick(frame: StickFrame): boolean {
    return this.#control.stick(frame);
  }

  acknowledgeAlert(alertId: string, userId: string): Answer<object> {
    return this.#alerts.acknowledge(alertId, userId) ? answered({}) : refused('not_found', 'There is no such alert.');
  }

  /** Answers once the request is on record; the flight itself is told by events. */
  async startFlight(start: StartFlight): Promise<Answer<object>> {
    const { adapter } = this.context;
    if (this.#keeper.record?.flight_id === start.flight_id) return answered({});
    if (this.#keeper.record) return refused('aircraft_busy', 'The aircraft is on another flight.');
    if (this.#diverter.finishing)
      return refused('aircraft_busy', 'A change of plan is still being brought to its end.');
    const reserve_percent = this.binding?.policy.reserve_percent ?? 0;
    const why = startRefusal(adapter, { stopped: this.#stopped, reserve_percent });
    if (why) return refused(why.code, why.message);
    const own = await this.#owner.require(false);
    if (!own.ok) return own;
    if (this.#keeper.record) return refused('aircraft_busy', 'The aircraft is on another flight.');
    this.#watch.passive = false;
    this.#watch.begin();
    this.#guide.begin(start.flight_id);
    if (!(await this.#keeper.beginRequested(start))) {
      this.#keeper.end('failed', 'The gateway could not write the flight down.', 'internal');
      return refused('internal', 'The gateway cannot write the flight down: its disk is full or failing.');
    }
    // It may have been called off while it was written down.
    if (this.flight?.flight_id === start.flight_id) void this.#executor.run(start);
    return answered({});
  }

  /** The RPIC sets or takes away what others may; it binds from the next stick frame on. */
  limit({ flight_id, limits }: LimitsRequest): Answer<object> {
    if (this.#keeper.record?.flight_id !== flight_id) {
      return refused('flight_state', 'The aircraft is not on this flight.');
    }
    this.#keeper.limit(limits);
    return answered({});
  }

  /** Another plan for a flight in the air. */
  async divert(request: Divert): Promise<Answer<HeldAt>> {
    if (request.step === 'hold') {
      const own = await this.#owner.require(false);
      if (!own.ok) return own;
    }
    return this.#diverter.take(request);
  }

  /** Somebody attends to it: the watch is on again after a restart, and a ladder that has begun ends. */
  #onAttended(): void {
    this.#watch.passive = false;
    this.#control.onSteered(true);
  }

  #onNewPlan(): void {
    this.#keeper.beginAnew();
    this.#watch.begin();
  }

  endFlight(request: EndFlight): Answer<object> {
    const { adapter } = this.context;
    return endFlight(request, { adapter, keeper: this.#keeper, executor: this.#executor, desk: this.#desk });
  }

  tick(nowMs: number): void {
    this.context.adapter.tick(nowMs);
    this.#control.tick(nowMs);
    this.#keeper.tick(nowMs);
    this.#owner.tick(nowMs);
    this.#diverter.tick(nowMs);
    // What a log says is long past: nobody is alarmed for it.
    if (!this.#safety.isDue(nowMs) || !this.binding || this.context.adapter.listen_only) return;
    const view = this.#view();
    this.#alerts.evaluate(view, nowMs);
    this.#watch.look(view, nowMs);
    this.#guide.look(this.binding.policy.camera_level_en_route, nowMs);
  }

  /** The sample that is due, or null. */
  sample(nowMs: number): TelemetrySample | null {
    if (!this.#samples.isDue(nowMs)) return null;
    const { binding } = this;
    const { adapter, clock } = this.context;
    if (adapter.state.last_heard_ms === null || (!binding && !this.#keeper.record)) return null;
    const sample = toSample(adapter.state, {
      aircraft_id: binding?.aircraft_id ?? NOBODY,
      utc_ms: clock.utcMs(),
      now_ms: nowMs,
      stopped: this.#stopped,
      manual: this.#control.manual,
      energy: this.#energy,
    });
    this.#keeper.sample(sample);
    return binding ? sample : null;
  }

  /** Gives up what it waits for; the aircraft is left as it is. */
  close(): void {
    this.#diverter.interrupt();
    this.#executor.interrupt('taken_over');
    this.context.adapter.abortAll();
    this.context.adapter.events = null;
  }

  #view(): SafetyView {
    this.#energy = energyOf(this.context);
    return viewOf(this.context, {
      energy: this.#energy,
      fence: this.#keeper.record?.start?.plan.fence ?? null,
      limits: this.#control.limits,
      unattended: this.#control.ladder !== 'none',
    });
  }

  #flyContingency(): void {
    const legs = this.#keeper.record?.start?.plan.legs ?? [];
    const contingency = contingencyNow(legs, this.context.adapter.state);
    void this.#desk.order({ kind: contingency === 'land' ? 'land' : 'return' }, 'gateway');
  }

  #onSteered(action: Command['action'], origin: Command['origin']): void {
    if (origin !== 'plan' || action.kind === 'return') this.#diverter.interrupt();
    const byPerson = origin === 'user';
    if (byPerson) {
      // Who resumes the plan gives it back its own timing.
      this.#watch.extended = action.kind !== 'start_plan';
      this.#executor.interrupt('taken_over');
    }
    this.#control.onSteered(byPerson);
  }

  #onManual(): void {
    this.#diverter.interrupt();
    this.#watch.extended = true;
    this.#executor.interrupt('taken_over');
    this.#desk.interrupt('Somebody flies by hand now.');
  }

  #isBusy(): boolean {
    const { state, listen_only } = this.context.adapter;
    return !listen_only && (state.armed === true || this.#executor.running || this.#desk.busy || this.#control.manual);
  }

  #onLost(): void {
    this.#watch.passive = true;
    this.#guide.end();
    this.#executor.interrupt('taken_over');
    this.#desk.interrupt('Another gateway commands the aircraft now.');
    this.#diverter.fallSilent();
    this.#control.disown();
    this.context.adapter.abortAll();
  }

  #onFlightEnded(): void {
    this.#diverter.interrupt();
    this.#watch.passive = false;
    this.#watch.begin();
    this.#hooks.onStatus();
  }

  #onChanges(changes: readonly VehicleChange[]): void {
    const { recorder, adapter } = this.context;
    if (this.#firstLook && adapter.state.armed !== null) {
      this.#firstLook = false;
      this.#watch.passive = adapter.state.armed;
      if (!adapter.state.armed && this.#keeper.record?.was_armed === false) {
        this.#keeper.end('failed', 'The gateway was started again before take-off.', 'flight_state');
      }
    }
    for (const change of changes) {
      recorder.change(change);
      if (change.kind === 'armed') this.#keeper.onArmed(adapter.listen_only ? 'replay' : 'test');
    }
    this.#keeper.look();
    this.#hooks.onStatus();
  }

  #onStatusText(severity: number, text: string): void {
    this.context.recorder.recordIfBound({ kind: 'status_text', severity, text });
    this.#alerts.onStatusText(severity, text, this.context.clock.monotonicMs());
  }
}
