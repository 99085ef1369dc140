/** Slow facts about a vehicle, gathered from several messages. */
import type { AutopilotKind, Capability, FailsafeReport } from '@outrider/schema';
import type { messages } from '@outrider/protocol/mavlink';
import type { VehicleFacts } from '../vehicle/adapter.js';
import {
  MavAutopilot,
  Protocol,
  ROTORCRAFT,
  SENSORS,
  SENSOR_PREARM_CHECK,
  SENSOR_RC_RECEIVER,
  VEHICLE_TYPES,
} from './enums.js';

const KEEP_PREARM_MS = 45_000;
const MAX_PREARM = 12;
const PREARM_PATTERN = /^(pre-?arm|arm|preflight fail|arming denied)\b[: ]*/i;

const FULL: readonly Capability[] = [
  'take_off',
  'go_to',
  'orbit',
  'hold',
  'change_height',
  'change_speed',
  'change_heading',
  'gimbal',
  'zoom',
  'return',
  'land',
  'stop',
  'terminate',
  'mission',
  'fence',
  'rally',
  'manual',
  'parameters',
];

/** Holds the facts and says whether anything changed. */
export class FactBook {
  readonly facts: VehicleFacts = {
    autopilot: 'generic',
    capabilities: [],
    vehicle_type: 'unknown',
    firmware: null,
    hardware_uid: null,
    health: [],
    failsafes: null,
    prearm_messages: [],
    ready_to_arm: null,
    parameters_loaded: false,
  };
  /** True while a radio of its own is heard by the vehicle. */
  hasRadio = false;
  capabilityBits = 0;
  #prearmOk: boolean | null = null;
  #prearmHeard = new Map<string, number>();
  #healthBits = '';
  #gimbalHeard = false;
  #zooms = false;
  #isRotorcraft = true;

  onHeartbeat(message: messages.Heartbeat): boolean {
    const autopilot = kindOf(message.autopilot);
    const vehicleType = VEHICLE_TYPES[message.type] ?? `type ${message.type}`;
    if (autopilot === this.facts.autopilot && vehicleType === this.facts.vehicle_type) return false;
    this.facts.autopilot = autopilot;
    this.facts.vehicle_type = vehicleType;
    this.#isRotorcraft = ROTORCRAFT.has(message.type);
    this.#judgeCapabilities();
    return true;
  }

  /** Written and echoed: what the watch over the energy reckons the way home with. */
  setReturnHeight(return_height_m: number): void {
    if (this.facts.failsafes) this.facts.failsafes = { ...this.facts.failsafes, return_height_m };
  }

  /** Something was heard that only a gimbal says. */
  onGimbal(): boolean {
    if (this.#gimbalHeard) return false;
    this.#gimbalHeard = true;
    return this.#judgeCapabilities();
  }

  /** A camera says that it can zoom. */
  onZoom(): boolean {
    if (this.#zooms) return false;
    this.#zooms = true;
    return this.#judgeCapabilities();
  }

  onVersion(message: messages.AutopilotVersion): boolean {
    this.capabilityBits = message.capabilities;
    const managesGimbal = (message.capabilities & Protocol.GIMBAL_MANAGER) !== 0;
    const gimbalIsNew = managesGimbal && this.onGimbal();
    const v = message.flight_sw_version;
    const firmware = `${v >>> 24}.${(v >>> 16) & 255}.${(v >>> 8) & 255}`;
    const uid = uidOf(message);
    if (firmware === this.facts.firmware && uid === this.facts.hardware_uid) return gimbalIsNew;
    this.facts.firmware = firmware;
    this.facts.hardware_uid = uid;
    return true;
  }

  onSysStatus(message: messages.SysStatus, estimatorOk: boolean | null): boolean {
    const present = message.onboard_control_sensors_present >>> 0;
    const enabled = message.onboard_control_sensors_enabled >>> 0;
    const healthy = message.onboard_control_sensors_health >>> 0;
    this.hasRadio = (present & enabled & healthy & SENSOR_RC_RECEIVER) !== 0;
    // PX4 sends the bit in health alone, ArduPilot also says whether it speaks of it at all.
    const speaks = this.facts.autopilot === 'px4' || (present & SENSOR_PREARM_CHECK) !== 0;
    this.#prearmOk = speaks ? (healthy & SENSOR_PREARM_CHECK) !== 0 : null;
    const bits = `${present & enabled} ${healthy}`;
    const healthChanged = bits !== this.#healthBits;
    this.#healthBits = bits;
    if (healthChanged) {
      this.facts.health = SENSORS.filter(([bit]) => (present & enabled & bit) !== 0).map(([bit, sensor]) => ({
        sensor,
        ok: (healthy & bit) !== 0,
      }));
    }
    return this.#judgeReady(estimatorOk) || healthChanged;
  }

  /** Texts that say why it will not arm are kept for a while; each new saying of one renews it. */
  onStatusText(text: string, nowMs: number): boolean {
    if (!PREARM_PATTERN.test(text)) return false;
    const isNew = !this.#prearmHeard.has(text);
    this.#prearmHeard.delete(text);
    this.#prearmHeard.set(text, nowMs);
    if (isNew) this.#listPrearm();
    return isNew;
  }

  /** Drops reasons not heard for a while, and all once it is armed. */
  tick(armed: boolean, nowMs: number): boolean {
    let dropped = false;
    for (const [text, heardMs] of this.#prearmHeard) {
      if (!armed && nowMs - heardMs < KEEP_PREARM_MS) continue;
      this.#prearmHeard.delete(text);
      dropped = true;
    }
    if (dropped) this.#listPrearm();
    return dropped;
  }

  /** Reasons why it will not arm that were heard since then, in the autopilot's words; null when there were none. */
  prearmMessagesSince(sinceMs: number): string | null {
    const heard = [...this.#prearmHeard].filter(([, heardMs]) => heardMs >= sinceMs).map(([text]) => text);
    return heard.length > 0 ? heard.join('; ') : null;
  }

  /** How numbers of parameters travel: by what the autopilot says of itself; before that by its kind. */
  get parameterEncoding(): 'bytewise' | 'c_cast' {
    if ((this.capabilityBits & Protocol.PARAM_ENCODE_C_CAST) !== 0) return 'c_cast';
    if ((this.capabilityBits & Protocol.PARAM_ENCODE_BYTEWISE) !== 0) return 'bytewise';
    return this.facts.autopilot === 'px4' ? 'bytewise' : 'c_cast';
  }

  setFailsafes(report: FailsafeReport): void {
    this.facts.failsafes = report;
  }

  onReboot(): void {
    this.facts.failsafes = null;
    this.facts.ready_to_arm = null;
    this.facts.parameters_loaded = false;
    this.#prearmHeard.clear();
    this.#listPrearm();
  }

  /** What cannot stand in the air is watched and told nothing: hold, STOP and hand flight would mean something else there. */
  get #steers(): boolean {
    return this.facts.autopilot !== 'generic' && this.#isRotorcraft;
  }

  /**
   * PX4 without a gimbal leaves an order to point it unanswered, and takes one to look at a place as if there were one. ArduPilot says
   * no by itself.
   */
  #judgeCapabilities(): boolean {
    const { autopilot, capabilities } = this.facts;
    const points = autopilot !== 'px4' || this.#gimbalHeard;
    const now = this.#steers
      ? FULL.filter((each) => (each !== 'gimbal' || points) && (each !== 'zoom' || this.#zooms))
      : [];
    this.facts.capabilities = now;
    return now.length !== capabilities.length;
  }

  /**
   * ArduPilot's bit says "checks passed" before its estimator has a position in which it would arm, so both count.
   */
  #judgeReady(estimatorOk: boolean | null): boolean {
    const ready = this.#prearmOk === null ? null : this.#prearmOk && estimatorOk !== false;
    if (ready === this.facts.ready_to_arm) return false;
    this.facts.ready_to_arm = ready;
    return true;
  }

  #listPrearm(): void {
    this.facts.prearm_messages = [...this.#prearmHeard.keys()].slice(-MAX_PREARM);
  }
}

function kindOf(autopilot: number): AutopilotKind {
  if (autopilot === MavAutopilot.ARDUPILOTMEGA) return 'ardupilot';
  return autopilot === MavAutopilot.PX4 ? 'px4' : 'generic';
}

function uidOf(message: messages.AutopilotVersion): string | null {
  const long = message.uid2.some((byte) => byte !== 0);
  if (long) return Array.from(message.uid2, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return message.uid === 0n ? null : message.uid.toString(16);
}
