import {
  MAV_AUTOPILOT,
  MAV_BATTERY_CHARGE_STATE,
  MAV_CMD,
  MAV_COMPONENT,
  MAV_MODE_FLAG,
  MAV_RESULT,
  MAV_SEVERITY,
  MAV_STATE,
  MAV_TYPE,
  MESSAGE_ID,
  MISSION_STATE,
  px4CustomMode,
  px4ModeParts,
} from '@outrider/protocol/mavlink';
import type { MessageName } from '@outrider/protocol/mavlink';
import { Autopilot } from '../autopilot.js';
import { commonCommand } from '../common-commands.js';
import { cameraHeartbeat, handleCommon } from '../common-messages.js';
import { MissionTask, fenceShapes, stand } from '../flight/index.js';
import type { Breach, FenceLimits, SpeedLimits, Task } from '../flight/index.js';
import { fromInt, fromLong } from '../mavlink/command.js';
import type { VehicleCommand } from '../mavlink/command.js';
import { Parameters } from '../mavlink/parameters.js';
import { PlanProtocol } from '../mavlink/plan-protocol.js';
import type { PlanKind } from '../mavlink/plan-protocol.js';
import type { Received } from '../mavlink/port.js';
import type { VehicleOptions } from '../options.js';
import type { VehicleView } from '../telemetry/index.js';
import { px4Command } from './commands.js';
import { Failsafes } from './failsafes.js';
import { gimbalCommand, gimbalMessage, hasGimbal } from './gimbal.js';
import { isAuto, MODE, modeName, needsPosition } from './modes.js';
import type { Px4Parts } from './px4.js';
import { px4Parameters } from './parameters.js';
import { fenceReadMs, waypointOutside } from './plan-check.js';
import { px4PlanRules } from './plan-rules.js';
import { capabilities, healthProblem, sensorsOf } from './status.js';
import { StickMovement } from './stick-movement.js';
import { streamRates } from './streams.js';
import { taskOf } from './tasks.js';
import { statusTexts } from './text.js';

const ESTIMATOR_MS = 22_000;
const REBOOT_AFTER_MS = 300;
const GIMBAL_SAYS: ReadonlySet<MessageName> = new Set<MessageName>([
  'GIMBAL_DEVICE_ATTITUDE_STATUS',
  'GIMBAL_MANAGER_STATUS',
  'GIMBAL_MANAGER_INFORMATION',
  'MOUNT_ORIENTATION',
]);

/** PX4 1.15 as a ground station meets it. */
export class Px4 extends Autopilot implements Px4Parts {
  readonly parameters: Parameters;
  readonly failsafes: Failsafes;
  readonly flight_sw_version = 0x010f00ff;
  takeOffAltitude_amsl_m = 0;
  readonly #plan: PlanProtocol;
  readonly #movement = new StickMovement();
  #sticksMove = false;
  #textId = 1;
  #fenceReadAt_ms: number | null = null;
  #rebootAt_ms: number | null = null;
  #landedSince_ms: number | null = null;

  constructor(options: VehicleOptions) {
    super(options);
    const { performance, system_id } = options;
    const specs = px4Parameters(system_id, this.battery, performance);
    this.parameters = new Parameters(specs, 'bytewise', (value) => this.port.send(1, 'PARAM_VALUE', value));
    for (const [name, value] of Object.entries(options.parameters)) this.parameters.set(name, value);
    this.failsafes = new Failsafes(this);
    this.#plan = new PlanProtocol(px4PlanRules(this), { send: (name, fields) => this.port.send(1, name, fields) });
    this.custom_mode = MODE.LOITER;
    this.#startStreams();
  }

  readonly capabilities = capabilities();
  get limits(): SpeedLimits {
    const p = this.parameters;
    const { performance } = this.options;
    const automatic = isAuto(this.custom_mode);
    return {
      cruise_mps: Math.min(p.get(automatic ? 'MPC_XY_CRUISE' : 'MPC_VEL_MANUAL'), performance.max_speed_mps),
      climb_mps: Math.min(p.get(automatic ? 'MPC_Z_V_AUTO_UP' : 'MPC_Z_VEL_MAX_UP'), performance.climb_speed_mps),
      descent_mps: Math.min(p.get(automatic ? 'MPC_Z_V_AUTO_DN' : 'MPC_Z_VEL_MAX_DN'), performance.descent_speed_mps),
      land_mps: p.get('MPC_LAND_SPEED'),
    };
  }
  get stickTimeoutMs(): number {
    return this.parameters.get('COM_RC_LOSS_T') * 1000;
  }
  get base_mode(): number {
    const f = MAV_MODE_FLAG;
    const how = isAuto(this.custom_mode) ? f.AUTO_ENABLED | f.GUIDED_ENABLED : f.MANUAL_INPUT_ENABLED;
    return f.CUSTOM_MODE_ENABLED | f.STABILIZE_ENABLED | how | (this.armed ? f.SAFETY_ARMED : 0);
  }
  get system_status(): number {
    if (this.terminated) return MAV_STATE.FLIGHT_TERMINATION;
    if (this.armed && this.failsafes.active) return MAV_STATE.CRITICAL;
    return this.armed ? MAV_STATE.ACTIVE : MAV_STATE.STANDBY;
  }
  get sensors(): VehicleView['sensors'] {
    return sensorsOf(this);
  }
  get charge_state(): number {
    const c = MAV_BATTERY_CHARGE_STATE;
    if (this.battery.charging) return c.CHARGING;
    return { none: c.OK, low: c.LOW, critical: c.CRITICAL, emergency: c.EMERGENCY }[this.failsafes.warning];
  }
  get mission(): VehicleView['mission'] {
    const count = this.plans.mission.length;
    const active = this.task instanceof MissionTask;
    const state = count === 0 ? MISSION_STATE.NO_MISSION : active ? MISSION_STATE.ACTIVE : MISSION_STATE.NOT_STARTED;
    return { index: this.missionIndex, count, state };
  }
  protected get fenceLimits(): FenceLimits {
    const above = this.parameters.get('GF_MAX_VER_DIST');
    const away = this.parameters.get('GF_MAX_HOR_DIST');
    return { max_height_m: above > 0 ? above : null, max_distance_m: away > 0 ? away : null };
  }
  protected estimatorTimeMs(): number {
    return ESTIMATOR_MS;
  }

  say(severity: number, text: string): void {
    for (const part of statusTexts(severity, text, this.#textId)) this.port.send(1, 'STATUSTEXT', part);
    this.#textId = (this.#textId % 65_535) + 1;
  }

  override emit(name: MessageName): boolean {
    return GIMBAL_SAYS.has(name) && !hasGimbal(this) ? false : super.emit(name);
  }

  protected heartbeat(): void {
    this.port.send(1, 'HEARTBEAT', {
      type: MAV_TYPE.QUADROTOR,
      autopilot: MAV_AUTOPILOT.PX4,
      base_mode: this.base_mode,
      custom_mode: this.custom_mode,
      system_status: this.system_status,
      mavlink_version: 3,
    });
    cameraHeartbeat(this);
  }

  #startStreams(): void {
    for (const [name, rate] of streamRates(this.options.stream_share)) this.streams.set(name, rate, this.now_ms);
  }

  protected supervise(): void {
    this.parameters.step();
    this.#plan.step(this.now_ms);
    if (this.#fenceReadAt_ms !== null && this.now_ms >= this.#fenceReadAt_ms) this.#readFence();
    this.fence.enabled = this.parameters.get('GF_ACTION') > 0;
    this.failsafes.step();
    this.#sticksOverride();
    this.#autoDisarm();
    if (this.#rebootAt_ms !== null && this.now_ms >= this.#rebootAt_ms) this.reboot();
  }

  /** A pilot who moves the sticks in an automatic mode takes over (COM_RC_OVERRIDE bit 0). */
  #sticksOverride(): void {
    if (!this.hands.active(this.now_ms, this.stickTimeoutMs)) {
      this.#sticksMove = false;
      this.#movement.reset();
    }
    if (!this.armed || this.landed || !isAuto(this.custom_mode) || (this.parameters.get('COM_RC_OVERRIDE') & 1) === 0)
      return;
    if (!this.#sticksMove) return;
    if (this.changeMode(MODE.POSCTL)) this.say(MAV_SEVERITY.NOTICE, 'Pilot took over using sticks');
  }

  #lookAtSticks(): void {
    const threshold = this.parameters.get('COM_RC_STICK_OV') / 100;
    this.#sticksMove = this.#movement.update(this.sticks, this.now_ms) > threshold;
  }

  #autoDisarm(): void {
    if (!this.armed || !this.landed) {
      this.#landedSince_ms = null;
      return;
    }
    this.#landedSince_ms ??= this.now_ms;
    const wait = this.parameters.get(this.took_off ? 'COM_DISARM_LAND' : 'COM_DISARM_PRFLT') * 1000;
    const hands = !isAuto(this.custom_mode) && this.took_off && this.sticks.up > 0;
    if (wait > 0 && !hands && this.now_ms - this.#landedSince_ms > wait && this.task.name !== 'climb') {
      this.disarmWith(this.took_off ? 'Disarmed by landing' : 'Disarmed by auto preflight disarming');
    }
  }

  rebootSoon(): void {
    this.#rebootAt_ms = this.now_ms + REBOOT_AFTER_MS;
  }
  override reboot(): void {
    super.reboot();
    this.#rebootAt_ms = null;
    this.#readFence();
    this.failsafes.reset();
    this.custom_mode = MODE.LOITER;
    this.#startStreams();
  }

  /** RUN_PREARM_CHECKS says the problem instead of answering it. */
  sayHealth(): number {
    if (this.armed) return MAV_RESULT.TEMPORARILY_REJECTED;
    const problem = healthProblem(this);
    if (problem) this.say(MAV_SEVERITY.CRITICAL, problem);
    return MAV_RESULT.ACCEPTED;
  }

  tryArm(force: boolean): boolean {
    if (this.armed) return true;
    const problem = healthProblem(this);
    if (problem && !force) {
      this.say(MAV_SEVERITY.CRITICAL, 'Arming denied: Resolve system health failures first');
      this.say(MAV_SEVERITY.CRITICAL, problem);
      return false;
    }
    if ((this.custom_mode === MODE.RTL || this.custom_mode === MODE.LAND) && !force) {
      this.say(MAV_SEVERITY.CRITICAL, 'Arming denied: switch to another mode first');
      return false;
    }
    this.arm();
    this.say(MAV_SEVERITY.INFO, 'Armed by external command');
    this.emit('HOME_POSITION');
    this.start(this.custom_mode === MODE.LOITER ? stand() : taskOf(this, this.custom_mode));
    return true;
  }
  disarmWith(text: string): void {
    this.disarm();
    this.say(MAV_SEVERITY.INFO, text);
    // After a flight PX4 goes back to its idle mode, from which it can be armed again.
    if (isAuto(this.custom_mode)) this.custom_mode = MODE.LOITER;
  }

  /** Changes the mode, or says why not. */
  changeMode(number: number): boolean {
    const { mainMode, subMode } = px4ModeParts(number);
    const wanted = mainMode === 4 && subMode === 0 ? MODE.MISSION : px4CustomMode(mainMode, subMode);
    if (modeName(wanted) === null) return false;
    if (needsPosition(wanted) && !this.estimator_ready && wanted !== MODE.LAND) {
      this.say(
        MAV_SEVERITY.CRITICAL,
        `Switching to mode '${modeName(wanted)}' is currently not possible: no position estimate`,
      );
      return false;
    }
    if (wanted === MODE.MISSION && this.plans.mission.length === 0) {
      this.say(
        MAV_SEVERITY.CRITICAL,
        "Switching to mode 'Mission' is currently not possible: no valid mission available",
      );
      return false;
    }
    if (wanted === MODE.MISSION && !this.#missionFits()) return this.#fenceReadAt_ms !== null && this.#loiterInstead();
    const same = wanted === this.custom_mode;
    this.custom_mode = wanted;
    if (!same) [this.speed_mps, this.target] = [null, null];
    const flies = wanted === MODE.TAKEOFF || wanted === MODE.MISSION;
    if (this.armed && (!same || flies))
      this.start(this.landed && isAuto(wanted) && !flies ? stand() : taskOf(this, wanted));
    return true;
  }

  planStored(kind: PlanKind): boolean {
    if (kind === 'mission') this.missionIndex = 0;
    if (kind !== 'fence') return true;
    this.#fenceReadAt_ms = this.now_ms + fenceReadMs(this.plans.fence.length);
    return fenceShapes(this.plans.fence, this.place) !== null;
  }

  #readFence(): void {
    this.#fenceReadAt_ms = null;
    this.refreshFence();
  }

  #missionFits(): boolean {
    const waypoint = waypointOutside(this);
    if (waypoint !== null) this.say(MAV_SEVERITY.CRITICAL, `Geofence violation for waypoint ${waypoint}`);
    return waypoint === null;
  }

  /** It takes the mode, finds that it cannot fly the mission, and stays where it is. */
  #loiterInstead(): boolean {
    const instead = this.landed ? 'refusing takeoff' : 'loitering';
    this.say(MAV_SEVERITY.CRITICAL, `No valid mission available, ${instead}`);
    return this.changeMode(MODE.LOITER);
  }

  protected taskDone(task: Task): void {
    if (task.name === 'climb' && this.custom_mode === MODE.TAKEOFF) this.changeMode(MODE.LOITER);
    else if (task instanceof MissionTask && !this.landed) this.changeMode(MODE.LOITER);
  }
  protected breached(breach: Breach): void {
    this.say(
      MAV_SEVERITY.WARNING,
      breach === 'height' ? 'Geofence: maximum altitude above home exceeded' : 'Geofence violation',
    );
    const action = this.parameters.get('GF_ACTION');
    const actions = { 1: 'warn', 2: 'hold', 3: 'return', 4: 'terminate', 5: 'land' } as const;
    this.failsafes.fence(actions[action as keyof typeof actions] ?? 'warn');
  }

  orbitStatus(radius: number, latitude_deg: number, longitude_deg: number, z: number): void {
    const x = Math.round(latitude_deg * 1e7);
    const y = Math.round(longitude_deg * 1e7);
    this.port.send(1, 'ORBIT_EXECUTION_STATUS', {
      time_usec: Math.round(this.now_ms * 1000),
      radius,
      frame: 5,
      x,
      y,
      z,
    });
  }

  protected receive(received: Received, raw: Uint8Array): void {
    const { message, systemId, componentId } = received;
    if (gimbalMessage(this, received) || handleCommon(this, this.#plan, received)) return;
    switch (message.name) {
      case 'HEARTBEAT':
        if (message.fields.type !== MAV_TYPE.GCS) return;
        this.failsafes.heartbeat();
        // PX4 forwards between its links: a ground station hears its own heartbeat again.
        return this.port.sendRaw(raw.slice());
      case 'COMMAND_LONG':
        return this.#command(fromLong(message.fields, systemId, componentId), message.fields.target_component);
      case 'COMMAND_INT':
        return this.#command(fromInt(message.fields, systemId, componentId), message.fields.target_component);
      case 'SET_MODE':
        this.changeMode(message.fields.custom_mode);
        return;
      case 'MISSION_SET_CURRENT':
        this.missionIndex = message.fields.seq;
        this.missionTask?.jumpTo(message.fields.seq);
        return;
      case 'MANUAL_CONTROL':
        this.hands.manualControl(message.fields, this.now_ms);
        return this.#lookAtSticks();
      case 'RC_CHANNELS_OVERRIDE':
        this.hands.override(message.fields, this.now_ms);
        return this.#lookAtSticks();
      default:
    }
  }

  #command(command: VehicleCommand, targetComponent: number): void {
    const component = targetComponent === MAV_COMPONENT.CAMERA ? MAV_COMPONENT.CAMERA : MAV_COMPONENT.AUTOPILOT1;
    const pointed = gimbalCommand(this, command);
    if (pointed === 'nobody') return;
    const result = pointed ?? this.#ask(command) ?? commonCommand(this, command) ?? px4Command(this, command);
    this.acknowledge(command.command, result, command.system, command.component, component);
  }

  /** Its mode and whether it is armed stand in the heartbeat, which comes once a second and to whoever asks. */
  #ask(command: VehicleCommand): number | null {
    if (command.command !== MAV_CMD.REQUEST_MESSAGE || command.param1 !== MESSAGE_ID.HEARTBEAT) return null;
    this.heartbeat();
    return MAV_RESULT.ACCEPTED;
  }
}
