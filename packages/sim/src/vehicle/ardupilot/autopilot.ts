import {
  COPTER_MODE,
  MAV_AUTOPILOT,
  MAV_BATTERY_CHARGE_STATE,
  MAV_CMD,
  MAV_COMPONENT,
  MAV_MODE_FLAG,
  MAV_SEVERITY,
  MAV_STATE,
  MAV_TYPE,
  MISSION_STATE,
} from '@outrider/protocol/mavlink';
import { Autopilot } from '../autopilot.js';
import { commonCommand } from '../common-commands.js';
import { cameraHeartbeat, handleCommon } from '../common-messages.js';
import { brake, climbTo, goTo, MissionTask, stand } from '../flight/index.js';
import type { Breach, FenceLimits, SpeedLimits, Task } from '../flight/index.js';
import { fromInt, fromLong } from '../mavlink/command.js';
import type { VehicleCommand } from '../mavlink/command.js';
import { Parameters } from '../mavlink/parameters.js';
import { PlanProtocol } from '../mavlink/plan-protocol.js';
import type { PlanKind } from '../mavlink/plan-protocol.js';
import type { Received } from '../mavlink/port.js';
import type { VehicleOptions } from '../options.js';
import type { VehicleView } from '../telemetry/index.js';
import { arduCopterCommand } from './commands.js';
import type { Copter } from './copter.js';
import { Failsafes } from './failsafes.js';
import { guidedTarget } from './guided.js';
import { MODES } from './modes.js';
import { capabilities, prearmProblem, sensorsOf } from './status.js';
import { missionFrom, taskOf } from './tasks.js';
import { arduCopterParameters } from './parameters.js';
import { arduPilotPlanRules } from './plan-rules.js';
import { groupsOf } from './streams.js';

const BANNERS = { stable: 'ArduCopter V4.5.7 (2a3dc4b7)', next: 'ArduCopter V4.7.0-dev (9f1e0c52)' };
/** Plain text that the boot loader prints before the first frame. */
const BOOT_TEXT = '\n\nInit ArduCopter V4.5.7 (2a3dc4b7)\n\nFree RAM: 142336\nload_all took 812us\n'.padEnd(164, '\n');
const ESTIMATOR_MS = 41_000;
const PREARM_EVERY_MS = 30_000;
const REBOOT_AFTER_MS = 300;
const CM = 100;

/** ArduCopter 4.5 as a ground station meets it. */
export class ArduCopter extends Autopilot implements Copter {
  readonly parameters: Parameters;
  readonly failsafes: Failsafes;
  readonly flight_sw_version: number;
  readonly #plan: PlanProtocol;
  #prearm_ms = PREARM_EVERY_MS;
  #announced = false;
  #rebootAt_ms: number | null = null;
  #paused: MissionTask | null = null;

  constructor(options: VehicleOptions) {
    super(options);
    const specs = arduCopterParameters(options, this.battery);
    this.flight_sw_version = options.firmware === 'stable' ? 0x040507ff : 0x04070000;
    this.parameters = new Parameters(specs, 'c-cast', (value) => this.port.send(1, 'PARAM_VALUE', value));
    for (const [name, value] of Object.entries(options.parameters)) this.parameters.set(name, value);
    this.failsafes = new Failsafes(this);
    this.#plan = new PlanProtocol(arduPilotPlanRules(this), {
      send: (name, fields) => this.port.send(1, name, fields),
    });
    this.#announced = options.warm;
    this.custom_mode = COPTER_MODE.STABILIZE;
  }

  readonly capabilities = capabilities();
  /** Older versions call it SYSID_MYGCS, newer ones MAV_GCS_SYSID. */
  get gcsSystem(): number {
    return this.parameters.find('MAV_GCS_SYSID') ?? this.parameters.get('SYSID_MYGCS');
  }
  get limits(): SpeedLimits {
    const p = this.parameters;
    const { performance } = this.options;
    return {
      cruise_mps: Math.min(p.get('WPNAV_SPEED') / CM, performance.max_speed_mps),
      climb_mps: Math.min(p.get('WPNAV_SPEED_UP') / CM, performance.climb_speed_mps),
      descent_mps: Math.min(p.get('WPNAV_SPEED_DN') / CM, performance.descent_speed_mps),
      land_mps: p.get('LAND_SPEED') / CM,
    };
  }
  get stickTimeoutMs(): number {
    return this.parameters.get('RC_OVERRIDE_TIME') * 1000;
  }
  get modeNeedsPosition(): boolean {
    return MODES[this.custom_mode]?.needs_position ?? false;
  }
  get base_mode(): number {
    const f = MAV_MODE_FLAG;
    const autonomous = MODES[this.custom_mode]?.autonomous ?? false;
    const flags = f.CUSTOM_MODE_ENABLED | f.STABILIZE_ENABLED | f.MANUAL_INPUT_ENABLED;
    return flags | (autonomous ? f.GUIDED_ENABLED : 0) | (this.armed ? f.SAFETY_ARMED : 0);
  }
  get system_status(): number {
    if (this.terminated) return MAV_STATE.FLIGHT_TERMINATION;
    if (this.failsafes.active && this.armed) return MAV_STATE.CRITICAL;
    return this.landed ? MAV_STATE.STANDBY : MAV_STATE.ACTIVE;
  }
  get sensors(): VehicleView['sensors'] {
    return sensorsOf(this);
  }
  get charge_state(): number {
    const c = MAV_BATTERY_CHARGE_STATE;
    const state = this.failsafes.batteryState;
    return state === 'critical' ? c.CRITICAL : state === 'low' ? c.LOW : c.OK;
  }
  get mission(): VehicleView['mission'] {
    const count = Math.max(0, this.plans.mission.length - 1);
    const active = this.task instanceof MissionTask;
    const state = count === 0 ? MISSION_STATE.NO_MISSION : active ? MISSION_STATE.ACTIVE : MISSION_STATE.NOT_STARTED;
    return { index: this.missionIndex, count, state: active && this.task.done ? MISSION_STATE.COMPLETE : state };
  }
  protected get fenceLimits(): FenceLimits {
    const type = this.parameters.get('FENCE_TYPE');
    return {
      max_height_m: (type & 1) !== 0 ? this.parameters.get('FENCE_ALT_MAX') : null,
      max_distance_m: (type & 2) !== 0 ? this.parameters.get('FENCE_RADIUS') : null,
    };
  }
  protected estimatorTimeMs(): number {
    return ESTIMATOR_MS;
  }

  say(severity: number, text: string): void {
    this.port.send(1, 'STATUSTEXT', { severity, text: text.slice(0, 50) });
  }

  protected heartbeat(): void {
    if (this.now_ms < 1000 && !this.#announced) this.port.sendRaw(new TextEncoder().encode(BOOT_TEXT));
    this.port.send(1, 'HEARTBEAT', {
      type: MAV_TYPE.QUADROTOR,
      autopilot: MAV_AUTOPILOT.ARDUPILOTMEGA,
      base_mode: this.base_mode,
      custom_mode: this.custom_mode,
      system_status: this.system_status,
      mavlink_version: 3,
    });
    cameraHeartbeat(this);
    this.#announce();
  }

  #announce(): void {
    if (this.#announced || !this.estimator_ready) return;
    this.#announced = true;
    this.say(MAV_SEVERITY.INFO, BANNERS[this.options.firmware]);
    this.say(MAV_SEVERITY.INFO, 'EKF3 IMU0 origin set');
    this.say(MAV_SEVERITY.INFO, 'EKF3 IMU0 is using GPS');
  }

  protected override homeFound(): void {
    super.homeFound();
    this.emit('GPS_GLOBAL_ORIGIN');
  }

  protected supervise(): void {
    this.parameters.step();
    this.#plan.step(this.now_ms);
    this.fence.enabled = this.parameters.get('FENCE_ENABLE') === 1;
    this.failsafes.step();
    const delay = this.parameters.get('DISARM_DELAY') * 1000;
    const waiting = this.armed && this.landed && !this.took_off && this.task.name === 'stand';
    if (waiting && delay > 0 && this.now_ms - this.armed_at_ms > delay) this.disarmWith('Disarming motors');
    if (!this.armed && this.now_ms >= this.#prearm_ms) {
      this.#prearm_ms = this.now_ms + PREARM_EVERY_MS;
      this.sayPrearm();
    }
    if (this.#rebootAt_ms !== null && this.now_ms >= this.#rebootAt_ms) this.reboot();
  }

  rebootSoon(): void {
    this.#rebootAt_ms = this.now_ms + REBOOT_AFTER_MS;
  }
  override reboot(): void {
    super.reboot();
    this.#rebootAt_ms = null;
    this.#announced = false;
    this.#prearm_ms = PREARM_EVERY_MS;
    this.failsafes.reset();
    this.custom_mode = COPTER_MODE.STABILIZE;
  }

  sayPrearm(): void {
    const problem = prearmProblem(this, false);
    if (problem) this.say(MAV_SEVERITY.CRITICAL, `PreArm: ${problem}`);
  }

  tryArm(force: boolean): boolean {
    if (this.armed) return true;
    const rules = MODES[this.custom_mode];
    const problem = rules?.armable
      ? prearmProblem(this, rules.needs_position)
      : `${rules?.name ?? 'Mode'} mode not armable`;
    if (problem && !force) {
      this.say(MAV_SEVERITY.CRITICAL, `Arm: ${problem}`);
      return false;
    }
    this.arm();
    this.say(MAV_SEVERITY.INFO, 'Arming motors');
    this.emit('HOME_POSITION');
    this.start(rules?.autonomous ? stand() : taskOf(this, this.custom_mode));
    return true;
  }
  disarmWith(text: string): void {
    this.disarm();
    this.say(MAV_SEVERITY.INFO, text);
  }

  /** Changes the mode, or says why not. */
  changeMode(number: number): boolean {
    const rules = MODES[number];
    if (!rules) {
      this.say(MAV_SEVERITY.WARNING, `No such mode ${number}`);
      return false;
    }
    if (rules.needs_position && !this.estimator_ready && this.armed)
      return this.#refuseMode(rules.name, 'requires position');
    if (number === COPTER_MODE.AUTO && this.plans.mission.length < 2) return this.#refuseMode('AUTO', 'init failed');
    if (number === COPTER_MODE.AUTO && this.armed && this.landed && !this.#missionTakesOff()) {
      this.say(MAV_SEVERITY.WARNING, 'Auto: Missing Takeoff Cmd');
      return this.#refuseMode('AUTO', 'init failed');
    }
    const same = number === this.custom_mode;
    this.custom_mode = number;
    this.speed_mps = same ? this.speed_mps : null;
    this.target = null;
    if (this.armed && !same)
      this.start(this.landed && rules.autonomous && number !== COPTER_MODE.AUTO ? stand() : taskOf(this, number));
    return true;
  }
  #refuseMode(name: string, why: string): boolean {
    this.say(MAV_SEVERITY.WARNING, `Mode change to ${name} failed: ${why}`);
    return false;
  }
  #missionTakesOff(): boolean {
    return this.plans.mission.slice(1).find((item) => item.command < MAV_CMD.NAV_LAST)?.command === MAV_CMD.NAV_TAKEOFF;
  }

  startMission(): boolean {
    if (this.custom_mode === COPTER_MODE.AUTO && this.task instanceof MissionTask && !this.task.done) return true;
    this.missionIndex = Math.max(1, this.missionIndex);
    if (this.landed) this.missionIndex = 1;
    if (this.custom_mode === COPTER_MODE.AUTO) this.start(missionFrom(this, this.missionIndex));
    return this.changeMode(COPTER_MODE.AUTO);
  }
  pauseMission(pause: boolean): boolean {
    if (pause && this.task instanceof MissionTask) {
      this.#paused = this.task;
      this.start(brake());
      return true;
    }
    if (pause || !this.#paused) return false;
    this.start(missionFrom(this, this.#paused.index));
    this.#paused = null;
    return true;
  }
  /** After an upload or a deletion. */
  planStored(kind: PlanKind): boolean {
    if (kind === 'mission') {
      this.parameters.set('MIS_TOTAL', this.plans.mission.length);
      if (!(this.task instanceof MissionTask)) this.missionIndex = 0;
      return true;
    }
    if (kind === 'rally') return this.parameters.set('RALLY_TOTAL', this.plans.rally.length);
    this.parameters.set('FENCE_TOTAL', this.plans.fence.length);
    return this.refreshFence();
  }

  protected taskDone(task: Task): void {
    const landing = task.name === 'land' || task.name === 'return' || task.name === 'descend';
    if (this.landed && (landing || (task instanceof MissionTask && task.landedByPlan)))
      return this.disarmWith('Disarming motors');
    if (task.name === 'climb' && this.custom_mode === COPTER_MODE.GUIDED) this.start(goTo({ ...this.position }));
  }
  protected breached(breach: Breach): void {
    this.say(MAV_SEVERITY.WARNING, breach === 'height' ? 'Max Alt fence breached' : 'Polygon fence breached');
    const action = this.parameters.get('FENCE_ACTION');
    if (action === 0) return;
    const landing = action === 2 || (this.custom_mode === COPTER_MODE.LAND && action !== 4);
    if (action === 4) this.changeMode(COPTER_MODE.BRAKE);
    else this.changeMode(landing ? COPTER_MODE.LAND : COPTER_MODE.RTL);
  }

  protected receive(received: Received): void {
    const { message, systemId, componentId } = received;
    if (handleCommon(this, this.#plan, received)) return;
    switch (message.name) {
      case 'HEARTBEAT':
        return this.failsafes.heartbeat(systemId);
      case 'COMMAND_LONG':
        return this.#command(fromLong(message.fields, systemId, componentId), message.fields.target_component);
      case 'COMMAND_INT':
        return this.#command(fromInt(message.fields, systemId, componentId), message.fields.target_component);
      case 'SET_MODE':
        this.changeMode(message.fields.custom_mode);
        return;
      case 'REQUEST_DATA_STREAM':
        return this.#stream(
          message.fields.req_stream_id,
          message.fields.start_stop ? message.fields.req_message_rate : 0,
        );
      case 'MISSION_SET_CURRENT':
        this.missionIndex = message.fields.seq;
        this.missionTask?.jumpTo(message.fields.seq);
        return;
      case 'MANUAL_CONTROL':
        if (systemId === this.gcsSystem) this.hands.manualControl(message.fields, this.now_ms);
        return;
      case 'RC_CHANNELS_OVERRIDE':
        if (systemId === this.gcsSystem) this.hands.override(message.fields, this.now_ms);
        return;
      default:
        guidedTarget(this, message);
    }
  }

  #stream(id: number, rate: number): void {
    for (const name of groupsOf(id).flat())
      this.streams.set(name, Math.min(50, rate) * this.options.stream_share, this.now_ms);
  }

  #command(command: VehicleCommand, targetComponent: number): void {
    const component = targetComponent === MAV_COMPONENT.CAMERA ? MAV_COMPONENT.CAMERA : MAV_COMPONENT.AUTOPILOT1;
    const result = commonCommand(this, command) ?? arduCopterCommand(this, command);
    this.acknowledge(command.command, result, command.system, command.component, component);
  }

  /** Height AMSL of a commanded position, null for a frame it does not know. */
  altitude(frame: number, z: number, latitude_deg: number, longitude_deg: number): number | null {
    if (!this.home || !Number.isFinite(z)) return null;
    if (frame === 0 || frame === 5) return z;
    if (frame === 3 || frame === 6) return this.home.up + z;
    if (frame === 10 || frame === 11) return this.options.ground({ latitude_deg, longitude_deg }) + z;
    return null;
  }
  /** Climbs to a height where it is. */
  climb(up: number): void {
    this.start(climbTo(up));
  }
}
