import { layoutOf, MAV_CMD, MAV_COMPONENT, MAV_LANDED_STATE, MAV_RESULT } from '@outrider/protocol/mavlink';
import type { MessageInput, MessageName } from '@outrider/protocol/mavlink';
import { distanceM, localFrame } from '../geometry/index.js';
import type { LatLon, LocalFrame } from '../geometry/index.js';
import { Battery, Body, Gnss, ZERO } from '../physics/index.js';
import type { GnssFix, Setpoint, Vector } from '../physics/index.js';
import { breachOf, fenceShapes, IDLE, MissionTask, MOTORS_OFF, stand } from './flight/index.js';
import type {
  Breach,
  FenceLimits,
  FenceShape,
  Place,
  Plans,
  Situation,
  SpeedLimits,
  Sticks,
  Task,
} from './flight/index.js';
import { CameraHead } from './mavlink/camera-head.js';
import { Gimbal } from './mavlink/gimbal.js';
import { HandInput } from './mavlink/hands.js';
import type { Parameters } from './mavlink/parameters.js';
import { MavlinkPort } from './mavlink/port.js';
import type { Received } from './mavlink/port.js';
import { Streams } from './mavlink/streams.js';
import type { VehicleOptions } from './options.js';
import { BUILDERS } from './telemetry/index.js';
import type { VehicleView } from './telemetry/index.js';

const CAMERA_SAYS: ReadonlySet<MessageName> = new Set(['CAMERA_INFORMATION', 'CAMERA_SETTINGS', 'CAMERA_FOV_STATUS']);
const WARM_START_MS = 180_000;
const LANDED_AFTER_S = 0.8;
const AIRBORNE_M = 0.25;
const FENCE_CHECK_MS = 200;
const HEARTBEAT_MS = 1000;
const TASKING: ReadonlySet<number> = new Set([
  MAV_CMD.COMPONENT_ARM_DISARM,
  MAV_CMD.NAV_TAKEOFF,
  MAV_CMD.NAV_RETURN_TO_LAUNCH,
  MAV_CMD.NAV_LAND,
  MAV_CMD.NAV_LOITER_UNLIM,
  MAV_CMD.DO_SET_MODE,
  MAV_CMD.DO_REPOSITION,
  MAV_CMD.DO_ORBIT,
  MAV_CMD.DO_CHANGE_SPEED,
  MAV_CMD.DO_CHANGE_ALTITUDE,
  MAV_CMD.CONDITION_YAW,
  MAV_CMD.MISSION_START,
  MAV_CMD.DO_PAUSE_CONTINUE,
  MAV_CMD.DO_SET_MISSION_CURRENT,
]);

/** What both autopilots have in common: a body, an estimate, a task, and a MAVLink port. Dialects add their own rules. */
export abstract class Autopilot implements VehicleView {
  readonly options: VehicleOptions;
  readonly body: Body;
  readonly battery: Battery;
  readonly gnss: Gnss;
  readonly frame: LocalFrame;
  readonly port: MavlinkPort;
  readonly streams = new Streams();
  readonly gimbal = new Gimbal();
  readonly camera: CameraHead;
  readonly hands = new HandInput();
  readonly plans: Plans = { mission: [], fence: [], rally: [] };
  readonly fence: { enabled: boolean; breach: Breach; breaches: number; since_ms: number } = {
    enabled: false,
    breach: 'none',
    breaches: 0,
    since_ms: 0,
  };
  abstract readonly parameters: Parameters;
  abstract readonly capabilities: number;
  abstract readonly flight_sw_version: number;

  now_ms: number;
  air: Vector = { ...ZERO };
  home: Vector | null = null;
  armed = false;
  landed = true;
  custom_mode = 0;
  task: Task = stand();
  missionIndex = 0;
  failsafe: string | null = null;
  terminated = false;
  target: Vector | null = null;
  /** Ground speed asked for by a command, until the mode changes. */
  speed_mps: number | null = null;
  /** Time of the first arming, null while on the ground and disarmed. */
  armed_at_ms = 0;
  took_off = false;
  /** Accepted commands that arm, move or re-task the aircraft. */
  commandsTaken = 0;
  #ready_at_ms: number;
  #standing_s = 10;
  #fenceShapes: FenceShape[] = [];
  #fenceCheck_ms = 0;
  #heartbeat_ms = 0;
  #setpoint: Setpoint = MOTORS_OFF;

  constructor(options: VehicleOptions) {
    this.options = options;
    this.camera = new CameraHead(options.lenses ?? []);
    this.frame = localFrame(options.start);
    this.now_ms = options.warm ? WARM_START_MS : 0;
    const ground = options.ground(options.start);
    this.body = new Body(options.performance, { east: 0, north: 0, up: ground }, options.heading_deg);
    this.battery = new Battery({ capacity_wh: options.performance.battery_capacity_wh, ...options.battery });
    this.gnss = new Gnss(options.random.fork('gnss'), 12);
    if (options.warm) this.gnss.step(WARM_START_MS / 1000);
    this.#ready_at_ms = options.warm ? 0 : this.estimatorTimeMs();
    this.port = new MavlinkPort({
      system_id: options.system_id,
      send: (bytes) => options.send(bytes),
      receive: (received, raw) => this.receive(received, raw),
      utcMs: () => options.utcMs(),
      enforce_signing: options.enforce_signing,
    });
    this.port.setSigningKey(options.signing_key);
  }

  // What a dialect decides.
  abstract get limits(): SpeedLimits;
  abstract get base_mode(): number;
  abstract get system_status(): number;
  abstract get sensors(): VehicleView['sensors'];
  abstract get charge_state(): number;
  abstract get mission(): VehicleView['mission'];
  abstract get stickTimeoutMs(): number;
  protected abstract get fenceLimits(): FenceLimits;
  protected abstract estimatorTimeMs(): number;
  protected abstract heartbeat(): void;
  /** Failsafes, slow checks and protocol time-outs; called every step. */
  protected abstract supervise(): void;
  protected abstract breached(breach: Breach): void;
  protected abstract taskDone(task: Task): void;
  protected abstract receive(received: Received, raw: Uint8Array): void;
  abstract say(severity: number, text: string): void;

  // What telemetry shows.
  get utc_ms(): number {
    return this.options.utcMs();
  }
  get system_id(): number {
    return this.options.system_id;
  }
  get serial(): string {
    return this.options.serial;
  }
  get fix(): GnssFix {
    return this.gnss.fix;
  }
  get ground_amsl_m(): number {
    return this.groundAt(this.body.position);
  }
  get estimator_ready(): boolean {
    return this.now_ms >= this.#ready_at_ms && this.fix.fix_type >= 3;
  }
  get sticks(): Sticks {
    return this.hands.read(this.now_ms, this.stickTimeoutMs);
  }
  get transmitter_lost(): boolean {
    return this.hands.transmitter_lost;
  }
  /** The estimate: truth plus the receiver's error. */
  get position(): Vector {
    const { position } = this.body;
    const { error } = this.fix;
    return { east: position.east + error.east, north: position.north + error.north, up: position.up + error.up };
  }
  get landed_state(): number {
    if (this.landed) return MAV_LANDED_STATE.ON_GROUND;
    if (this.task.name === 'land' || this.task.name === 'descend') return MAV_LANDED_STATE.LANDING;
    return this.task.name === 'climb' ? MAV_LANDED_STATE.TAKEOFF : MAV_LANDED_STATE.IN_AIR;
  }

  latLon(at: Vector): LatLon {
    return this.frame.toLatLon({ east_m: at.east, north_m: at.north });
  }
  local(at: LatLon, up: number): Vector {
    const { east_m, north_m } = this.frame.toOffset(at);
    return { east: east_m, north: north_m, up };
  }
  groundAt(at: Vector): number {
    return this.options.ground(this.latLon(at));
  }
  get place(): Place {
    return {
      frame: this.frame,
      home: this.home ?? this.position,
      groundAmsl: (east, north) => this.groundAt({ east, north, up: 0 }),
    };
  }

  emit(name: MessageName): boolean {
    const build = BUILDERS[name] as ((view: VehicleView) => MessageInput<MessageName>) | undefined;
    if (!build) return false;
    const component = CAMERA_SAYS.has(name) ? MAV_COMPONENT.CAMERA : MAV_COMPONENT.AUTOPILOT1;
    this.port.send(component, name, build(this));
    return true;
  }
  emitById(id: number): boolean {
    const name = layoutOf(id)?.name;
    return name !== undefined && this.emit(name);
  }

  start(task: Task): void {
    this.task = task;
  }

  /** Nearest of home and the rally points, at the height of each. */
  returnDestination(rally: boolean): Vector {
    const home = this.home ?? this.position;
    if (!rally) return home;
    const points = this.plans.rally.map((item) =>
      this.local({ latitude_deg: item.x / 1e7, longitude_deg: item.y / 1e7 }, home.up),
    );
    const here = this.latLon(this.position);
    const away = (point: Vector): number => distanceM(here, this.latLon(point));
    return points.reduce((best, point) => (away(point) < away(best) ? point : best), home);
  }

  /** Reads the fence items again after an upload. */
  refreshFence(): boolean {
    const shapes = fenceShapes(this.plans.fence, this.place);
    this.#fenceShapes = shapes ?? [];
    return shapes !== null;
  }

  /** The first good position becomes home; arming sets it again. */
  protected homeFound(): void {
    this.home = { ...this.position };
    this.emit('HOME_POSITION');
  }

  arm(): void {
    this.home = { ...this.position };
    this.armed = true;
    this.battery.charging = false;
    this.took_off = false;
    this.armed_at_ms = this.now_ms;
  }
  disarm(): void {
    this.armed = false;
    this.failsafe = null;
    this.task = stand();
    this.speed_mps = null;
  }
  terminate(): void {
    this.terminated = true;
    this.armed = false;
  }

  /** Power off and on again. */
  reboot(): void {
    this.now_ms = 0;
    this.gnss.restart();
    this.#ready_at_ms = this.estimatorTimeMs();
    this.#heartbeat_ms = 0;
    this.#fenceCheck_ms = 0;
    this.disarm();
    this.terminated = false;
    this.home = null;
    this.fence.breach = 'none';
    this.streams.clear();
    this.hands.reset();
  }

  /** One step of the world and of the autopilot. */
  step(dt_s: number): void {
    this.now_ms += dt_s * 1000;
    const ground = this.ground_amsl_m;
    this.air = this.options.wind.step(dt_s, this.body.position.up - ground);
    this.gnss.step(dt_s);
    if (!this.home && this.estimator_ready) this.homeFound();
    this.supervise();
    this.#setpoint = this.#decide(dt_s);
    this.body.step(dt_s, this.#setpoint, this.air, ground);
    // A pack that is empty stops the motors, wherever the aircraft is.
    if (!this.battery.step(dt_s, this.body.power_w) && this.armed) this.terminate();
    this.#detectLanding(dt_s, ground);
    this.gimbal.step(dt_s, this.body.heading_deg);
    this.camera.step(dt_s);
    this.#checkFence();
    this.#report();
  }

  #decide(dt_s: number): Setpoint {
    if (!this.armed || this.terminated) return MOTORS_OFF;
    const situation: Situation = {
      now_ms: this.now_ms,
      dt_s,
      position: this.position,
      velocity: this.body.velocity,
      heading_deg: this.body.heading_deg,
      home: this.home ?? this.position,
      landed: this.landed,
      limits: this.speed_mps === null ? this.limits : { ...this.limits, cruise_mps: this.speed_mps },
    };
    const { task } = this;
    const before = task.done;
    const setpoint = task.step(situation);
    if (task.done && !before) this.taskDone(task);
    return this.armed ? setpoint : IDLE;
  }

  #detectLanding(dt_s: number, ground: number): void {
    const rising = this.#setpoint.motors === 'flying' && this.#setpoint.velocity.up > 0.1;
    this.#standing_s = this.body.on_ground && !rising ? this.#standing_s + dt_s : 0;
    if (this.body.position.up - ground > AIRBORNE_M) {
      if (this.landed && this.armed) this.took_off = true;
      this.landed = false;
    } else if (this.#standing_s >= LANDED_AFTER_S) this.landed = true;
  }

  /** Whether the fence, where one is enabled, has this place inside. */
  fenceAllows(target: Vector): boolean {
    if (!this.fence.enabled) return true;
    return breachOf(target, this.home ?? this.position, this.#fenceShapes, this.fenceLimits) === 'none';
  }

  #checkFence(): void {
    if (!this.fence.enabled || !this.armed || this.landed || this.now_ms < this.#fenceCheck_ms) return;
    this.#fenceCheck_ms = this.now_ms + FENCE_CHECK_MS;
    const home = this.home ?? this.position;
    const breach = breachOf(this.position, home, this.#fenceShapes, this.fenceLimits);
    if (breach === this.fence.breach) return;
    this.fence.breach = breach;
    if (breach === 'none') return;
    this.fence.breaches++;
    this.fence.since_ms = this.now_ms;
    this.breached(breach);
  }

  #report(): void {
    if (this.now_ms >= this.#heartbeat_ms) {
      this.#heartbeat_ms = this.now_ms + HEARTBEAT_MS;
      this.heartbeat();
    }
    this.streams.due(this.now_ms, (name) => this.emit(name));
  }

  get missionTask(): MissionTask | null {
    return this.task instanceof MissionTask ? this.task : null;
  }

  acknowledge(command: number, result: number, system: number, component: number, from = 1): void {
    if (result === MAV_RESULT.ACCEPTED && TASKING.has(command)) this.commandsTaken++;
    this.port.send(from, 'COMMAND_ACK', {
      command,
      result,
      progress: result === MAV_RESULT.IN_PROGRESS ? 0 : 255,
      target_system: system,
      target_component: component,
    });
  }
}
