/** One vehicle on one MAVLink link: takes its frames, keeps the protocols with it, and carries out what the actor asks. */
import type { Action, AirPoint, FailsafeReport, FlightPlan, StickInput, VehicleCamera } from '@outrider/schema';
import { observe, observeLink, unknownVehicle } from '@outrider/core/vehicle';
import type { VehicleChange, VehicleObservation } from '@outrider/core/vehicle';
import { MESSAGE_ID, decodeAs } from '@outrider/protocol/mavlink';
import type { Frame } from '@outrider/protocol/mavlink';
import type { Clock } from '@outrider/runtime';
import type { ActionOptions, ActionResult, AdapterEvents, UploadResult, VehicleAdapter } from '../vehicle/adapter.js';
import type { Pacer } from '../vehicle/pacer.js';
import type { Rhythm } from '../vehicle/rhythm.js';
import { spreadRhythm } from '../vehicle/rhythm.js';
import { ActionRunner } from './action-runner.js';
import type { KnownAutopilot } from './actions.js';
import { firstItemStep, modeStep, takeOffModeStep, zoomStep } from './actions.js';
import { CameraDesk } from './cameras.js';
import { CommandProtocol } from './commands.js';
import { MavAutopilot, MavCmd, MavType, MissionType, MODE_FLAG_SAFETY_ARMED, ROTORCRAFT } from './enums.js';
import { FactBook } from './facts.js';
import { FailsafeDesk } from './failsafe-desk.js';
import { releaseSticks, sendSticks } from './manual.js';
import { fenceOf, missionOf, rallyOf } from './mission-items.js';
import type { MissionItem } from './mission-items.js';
import { GIMBAL_SAYS, GimbalHand } from './gimbal.js';
import { MissionProtocol } from './mission.js';
import { modeOf } from './modes.js';
import { bootTimeOf, observationOf } from './observe-frame.js';
import { OrbitGuide } from './orbit.js';
import { ParameterProtocol } from './parameters.js';
import type { Sender } from './sender.js';
import { StatusTextAssembler } from './status-text.js';
import { StickRest } from './stick-rest.js';
import { ofSysStatus } from './state.js';
import { StreamKeeper } from './streams.js';
import { Timesync } from './timesync.js';
import { uploadVerified } from './verified-upload.js';

export interface SessionOptions {
  key: string;
  listen_only: boolean;
  ground_station_id: number;
  clock: Clock;
  sender: Sender;
  /** When this vehicle's turn is to be asked, of all that come. */
  pacer: Pacer;
}

const HOUSEKEEPING_MS = 100;
const ASK_AGAIN_MS = 5000;
/** A vehicle that does not answer is asked less and less often. */
const ASK_SELDOM_MS = 60_000;
/** What leaves the mode, and so the hands, alone. */
const KEEPS_MODE: ReadonlySet<Action['kind']> = new Set([
  'point_camera',
  'zoom_camera',
  'change_speed',
  'terminate',
  'arm',
  'disarm',
]);
/** What an orbit goes on under. */
const KEEPS_TASK: ReadonlySet<Action['kind']> = new Set(['point_camera', 'zoom_camera', 'change_speed']);

export class MavlinkSession implements VehicleAdapter {
  readonly key: string;
  readonly listen_only: boolean;
  readonly state = unknownVehicle();
  events: AdapterEvents | null = null;
  readonly #options: SessionOptions;
  readonly #book = new FactBook();
  readonly #commands: CommandProtocol;
  readonly #parameters: ParameterProtocol;
  readonly #missions: MissionProtocol;
  readonly #streams: StreamKeeper;
  readonly #timesync: Timesync;
  readonly #texts: StatusTextAssembler;
  readonly #orbit: OrbitGuide;
  readonly #failsafes: FailsafeDesk;
  readonly #gimbal: GimbalHand;
  readonly #cameras: CameraDesk;
  readonly #rest = new StickRest();
  readonly #runner: ActionRunner;
  readonly #housekeeping: Rhythm;
  #askDueMs = 0;
  #askEveryMs = ASK_AGAIN_MS;
  /** Of asking for what is missing: from the first heartbeat on, and anew after a reboot, it waits for this vehicle's turn. */
  #asking: 'not_yet' | 'waits' | 'begun' = 'not_yet';

  constructor(options: SessionOptions) {
    const { sender } = options;
    this.#options = options;
    this.key = options.key;
    this.listen_only = options.listen_only;
    this.#housekeeping = spreadRhythm(HOUSEKEEPING_MS, options.clock.monotonicMs(), options.key);
    this.#commands = new CommandProtocol(sender);
    this.#parameters = new ParameterProtocol(sender, () => this.#book.parameterEncoding);
    this.#missions = new MissionProtocol(sender);
    this.#streams = new StreamKeeper(sender, this.#commands);
    this.#timesync = new Timesync(sender);
    this.#orbit = new OrbitGuide(sender);
    this.#gimbal = new GimbalHand(sender, this.#commands);
    this.#cameras = new CameraDesk({
      commands: this.#commands,
      onCamera: (camera) => this.#onCamera(camera),
    });
    this.#failsafes = new FailsafeDesk({
      parameters: this.#parameters,
      book: this.#book,
      state: this.state,
      ground_station_id: options.ground_station_id,
      clock: options.clock,
      onRead: () => this.events?.onFacts(),
    });
    this.#runner = new ActionRunner(this.#commands, this.state, this.#book, options.clock);
    this.#texts = new StatusTextAssembler(({ severity, text }) => {
      if (this.#book.onStatusText(text, options.clock.monotonicMs())) this.events?.onFacts();
      this.events?.onStatusText(severity, text);
    });
  }

  get system_id(): number {
    return this.#options.sender.target_system;
  }

  /** PX4 refuses its position mode until it counts a stick input as there; ArduPilot only has to see it in the middle. */
  get manual_lead_ms(): number {
    return this.facts.autopilot === 'px4' ? 400 : 60;
  }

  get facts(): VehicleAdapter['facts'] {
    return this.#book.facts;
  }

  /** A verified frame of this system id. */
  onFrame(frame: Frame, nowMs: number): void {
    this.events?.onRaw(frame.bytes, frame.offset, frame.length);
    if (!frame.known) return;
    const fromAutopilot = frame.componentId === this.#options.sender.target_component;
    const seen = observationOf(frame, fromAutopilot);
    if (seen) this.#observe(seen, nowMs);
    if (GIMBAL_SAYS.has(frame.id) && this.#book.onGimbal()) this.events?.onFacts();
    const pictured = this.#cameras.onFrame(frame, nowMs);
    if (pictured) this.#observe(pictured, nowMs);
    if (!fromAutopilot) return this.#onOtherComponent(frame, nowMs);
    if (frame.id === MESSAGE_ID.GLOBAL_POSITION_INT) this.events?.onPosition();
    this.#streams.onFrame(frame.id);
    const bootMs = bootTimeOf(frame);
    if (bootMs !== null) this.#observe({ kind: 'boot_time', time_boot_ms: bootMs }, nowMs);
    this.#onProtocolFrame(frame, nowMs);
  }

  tick(nowMs: number): void {
    if (!this.#housekeeping.isDue(nowMs)) return;
    this.#report(observeLink(this.state, nowMs));
    this.#texts.tick(nowMs);
    if (this.#book.tick(this.state.armed === true, nowMs)) this.events?.onFacts();
    if (this.listen_only) return;
    this.#commands.tick(nowMs);
    this.#parameters.tick(nowMs);
    this.#missions.tick(nowMs);
    this.#orbit.tick(this.state, nowMs);
    if (this.state.link === 'lost' || !this.#mayAsk(nowMs)) return;
    this.#streams.tick(nowMs);
    this.#timesync.tick(nowMs);
    this.#cameras.tick(nowMs);
    this.#askForMissingFacts(nowMs);
  }

  async perform(action: Action, options: ActionOptions = {}): Promise<ActionResult> {
    const autopilot = this.#known();
    if (!autopilot) return unsupported('Nothing is known about how this autopilot is told what to do.');
    if (!KEEPS_TASK.has(action.kind)) this.#orbit.stop();
    if (action.kind === 'point_camera') this.#gimbal.claim(autopilot, this.#options.clock.monotonicMs());
    if (action.kind === 'orbit' && autopilot === 'ardupilot') return this.#orbitArdupilot(action, options);
    if (autopilot === 'px4' && !KEEPS_MODE.has(action.kind))
      await this.#rest.settle(this.#options.clock, options.signal);
    if (action.kind === 'zoom_camera')
      return this.#runner.run([zoomStep(action, this.#cameras.zoomComponent)], options);
    return this.#runner.perform(action, autopilot, options);
  }

  readFailsafes(): Promise<FailsafeReport> {
    return this.#failsafes.read('all');
  }

  setFailsafes(): Promise<FailsafeReport> {
    return this.#failsafes.set();
  }

  setLimits(limits: { return_height_m: number; ceiling_m: number }): Promise<UploadResult> {
    return this.#failsafes.setLimits(limits);
  }

  uploadFence(fence: FlightPlan['fence']): Promise<UploadResult> {
    return this.#upload(MissionType.FENCE, fenceOf(fence));
  }

  async uploadPlan(plan: FlightPlan): Promise<UploadResult> {
    const autopilot = this.#known();
    if (!autopilot) return { ok: false, detail: 'This autopilot does not fly plans.' };
    return this.#upload(MissionType.MISSION, missionOf(plan, autopilot), autopilot === 'ardupilot');
  }

  async uploadRally(points: readonly AirPoint[], home: AirPoint): Promise<UploadResult> {
    const items = rallyOf(points, home, this.facts.autopilot);
    return this.#upload(MissionType.RALLY, items);
  }

  #upload(type: MissionType, items: readonly MissionItem[], ignoreFirst = false): Promise<UploadResult> {
    return uploadVerified(this.#missions, type, items, { ignoreFirst }, this.#options.clock);
  }

  async rewindPlan(signal?: AbortSignal): Promise<ActionResult> {
    const autopilot = this.#known();
    if (!autopilot) return unsupported('This autopilot does not fly plans.');
    return this.#runner.run([firstItemStep(autopilot)], { signal });
  }

  async prepareTakeOff(signal?: AbortSignal): Promise<ActionResult> {
    const autopilot = this.#known();
    if (!autopilot) return unsupported('This autopilot has no take-off by command.');
    return this.#runner.run([takeOffModeStep(autopilot)], { signal });
  }

  /** Neutral sticks go ahead of the mode, since a mode that looks at sticks must find them in the middle. */
  async enterManual(signal?: AbortSignal): Promise<ActionResult> {
    const autopilot = this.#known();
    if (!autopilot) return unsupported('This autopilot has no position-holding mode that is known.');
    this.#orbit.stop();
    return this.#runner.run([modeStep(autopilot, 'position')], { signal });
  }

  sticks(input: StickInput): void {
    sendSticks(this.#options.sender, input);
    this.#rest.sent(input, this.#options.clock.monotonicMs());
  }

  releaseSticks(): boolean {
    if (this.facts.autopilot !== 'ardupilot' || !this.#book.hasRadio) return false;
    return releaseSticks(this.#options.sender);
  }

  turnCamera(up: number, right: number): void {
    const autopilot = this.#known();
    if (autopilot) this.#gimbal.turn(autopilot, up, right, this.#options.clock.monotonicMs());
  }

  async listParameters(): ReturnType<VehicleAdapter['listParameters']> {
    const complete = await this.#parameters.list(this.#options.clock.monotonicMs());
    if (complete && !this.facts.parameters_loaded) {
      this.facts.parameters_loaded = true;
      this.events?.onFacts();
    }
    const parameters = [...this.#parameters.known.values()].map(({ name, value }) => ({ name, value }));
    return { parameters: parameters.toSorted((a, b) => (a.name < b.name ? -1 : 1)), complete };
  }

  abortAll(): void {
    this.#commands.abortAll();
    this.#parameters.abortAll();
    this.#missions.abortAll();
    this.#orbit.stop();
  }

  get cameras(): VehicleAdapter['cameras'] {
    return this.#cameras.known;
  }

  #onCamera(camera: VehicleCamera): void {
    if (this.#cameras.zoomComponent !== null && this.#book.onZoom()) this.events?.onFacts();
    this.events?.onCamera(camera);
  }

  /** A camera answers for itself. */
  #onOtherComponent(frame: Frame, nowMs: number): void {
    const target = frame.targetSystem;
    if (frame.id !== MESSAGE_ID.COMMAND_ACK || (target !== 0 && target !== this.#options.ground_station_id)) return;
    this.#commands.onAck(decodeAs('COMMAND_ACK', frame), frame.componentId, nowMs);
  }

  #observe(seen: VehicleObservation, nowMs: number): void {
    this.#report(observe(this.state, seen, nowMs));
  }

  #report(changes: readonly VehicleChange[]): void {
    if (changes.length === 0) return;
    if (changes.some((change) => change.kind === 'rebooted')) this.#onReboot();
    this.events?.onChanges(changes);
  }

  #onReboot(): void {
    this.#book.onReboot();
    this.#parameters.forget();
    this.#timesync.forget();
    this.#asking = 'waits';
  }

  /** What is asked without anyone asking waits for this vehicle's turn; what a person wants never does. */
  #mayAsk(nowMs: number): boolean {
    if (this.#asking === 'waits' && this.#options.pacer.take(nowMs)) {
      this.#asking = 'begun';
      this.#streams.start(this.facts.autopilot, nowMs);
      this.#askDueMs = nowMs;
      this.#askEveryMs = ASK_AGAIN_MS;
    }
    return this.#asking === 'begun';
  }

  #onProtocolFrame(frame: Frame, nowMs: number): void {
    // What is said to another ground station is not for us.
    const target = frame.targetSystem;
    if (target !== 0 && target !== this.#options.ground_station_id) return;
    switch (frame.id) {
      case MESSAGE_ID.HEARTBEAT:
        return this.#onHeartbeat(frame, nowMs);
      case MESSAGE_ID.SYS_STATUS: {
        const message = decodeAs('SYS_STATUS', frame);
        this.#observe(ofSysStatus(message), nowMs);
        if (this.#book.onSysStatus(message, this.state.estimator_ok)) this.events?.onFacts();
        return;
      }
      case MESSAGE_ID.STATUSTEXT:
        return this.#texts.take(decodeAs('STATUSTEXT', frame), nowMs);
      case MESSAGE_ID.COMMAND_ACK:
        return this.#commands.onAck(decodeAs('COMMAND_ACK', frame), frame.componentId, nowMs);
      case MESSAGE_ID.PARAM_VALUE:
        return this.#parameters.onValue(frame, decodeAs('PARAM_VALUE', frame), nowMs);
      case MESSAGE_ID.MISSION_REQUEST_INT:
        return this.#missions.onRequest(decodeAs('MISSION_REQUEST_INT', frame), nowMs);
      case MESSAGE_ID.MISSION_REQUEST:
        return this.#missions.onRequest(decodeAs('MISSION_REQUEST', frame), nowMs);
      case MESSAGE_ID.MISSION_COUNT:
        return this.#missions.onCount(decodeAs('MISSION_COUNT', frame), nowMs);
      case MESSAGE_ID.MISSION_ITEM_INT:
        return this.#missions.onItem(decodeAs('MISSION_ITEM_INT', frame), nowMs);
      case MESSAGE_ID.MISSION_ACK:
        return this.#missions.onAck(decodeAs('MISSION_ACK', frame));
      case MESSAGE_ID.AUTOPILOT_VERSION:
        if (this.#book.onVersion(decodeAs('AUTOPILOT_VERSION', frame))) this.events?.onFacts();
        return;
      case MESSAGE_ID.TIMESYNC:
        if (!this.listen_only) this.#timesync.take(decodeAs('TIMESYNC', frame), nowMs);
        this.state.link_latency_ms = this.#timesync.roundTripMs;
        return;
    }
  }

  #onHeartbeat(frame: Frame, nowMs: number): void {
    const message = decodeAs('HEARTBEAT', frame);
    if (message.autopilot === MavAutopilot.INVALID || message.type === MavType.GCS) return;
    const changed = this.#book.onHeartbeat(message);
    if (this.#asking === 'not_yet' || changed) this.#asking = 'waits';
    const { mode, name } = modeOf(this.facts.autopilot, message.custom_mode, ROTORCRAFT.has(message.type));
    const armed = (message.base_mode & MODE_FLAG_SAFETY_ARMED) !== 0;
    this.#observe({ kind: 'mode', mode, mode_name: name, armed }, nowMs);
    if (changed) this.events?.onFacts();
  }

  /** Version, home and failsafes are read without anyone asking, so that readiness can be shown. Nothing is written. */
  #askForMissingFacts(nowMs: number): void {
    if (nowMs < this.#askDueMs) return;
    this.#askDueMs = nowMs + this.#askEveryMs;
    if (this.facts.autopilot === 'generic') return;
    const answers = this.facts.firmware !== null || this.#parameters.known.size > 0;
    this.#askEveryMs = answers ? ASK_AGAIN_MS : Math.min(ASK_SELDOM_MS, this.#askEveryMs * 2);
    if (this.facts.firmware === null) {
      this.#commands.request({ command: MavCmd.REQUEST_MESSAGE, params: [MESSAGE_ID.AUTOPILOT_VERSION] });
    }
    if (this.state.home === null) {
      this.#commands.request({ command: MavCmd.REQUEST_MESSAGE, params: [MESSAGE_ID.HOME_POSITION] });
      this.#commands.request({ command: MavCmd.GET_HOME_POSITION });
    }
    if (this.#failsafes.areOld && !this.#parameters.busy) void this.#failsafes.read('missing');
  }

  async #orbitArdupilot(action: Extract<Action, { kind: 'orbit' }>, options: ActionOptions): Promise<ActionResult> {
    const entered =
      this.state.mode === 'guided'
        ? ({ kind: 'accepted', settled_by_state: false } as const)
        : await this.#runner.run([modeStep('ardupilot', 'guided')], options);
    if (entered.kind !== 'accepted') return entered;
    options.onSent?.();
    if (this.#orbit.start(action, this.state)) return entered;
    return { kind: 'refused', error_code: 'command_rejected', detail: 'The height of the aircraft is not known.' };
  }

  #known(): KnownAutopilot | null {
    const { autopilot } = this.facts;
    return autopilot === 'ardupilot' || autopilot === 'px4' ? autopilot : null;
  }
}

function unsupported(detail: string): ActionResult {
  return { kind: 'refused', error_code: 'command_unsupported', detail };
}
