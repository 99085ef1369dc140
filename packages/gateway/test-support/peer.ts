/** A tiny scripted autopilot over a real socket: enough of ArduCopter to be armed, sent off, steered and brought home. */
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { FrameEncoder, FrameScanner, decodeFrame } from '@outrider/protocol/mavlink';
import type { MessageByName, MessageInput, MessageName, NamedMessage } from '@outrider/protocol/mavlink';

const MODES = { STABILIZE: 0, AUTO: 3, GUIDED: 4, LOITER: 5, RTL: 6, LAND: 9, BRAKE: 17 } as const;
const TICK_MS = 50;
const HOME = { lat: 473_977_000, lon: 85_456_000, alt: 488_000 };

export const HOME_POINT = {
  latitude_deg: HOME.lat / 1e7,
  longitude_deg: HOME.lon / 1e7,
  altitude_amsl_m: HOME.alt / 1000,
};

/** Values that pass every failsafe rule. */
export const GOOD_PARAMETERS: Record<string, number> = {
  FS_GCS_ENABLE: 1,
  FS_GCS_TIMEOUT: 5,
  FS_OPTIONS: 0,
  MAV_GCS_SYSID: 255,
  FS_THR_ENABLE: 1,
  BATT_MONITOR: 4,
  BATT_FS_LOW_ACT: 2,
  BATT_FS_CRT_ACT: 1,
  BATT_LOW_VOLT: 10.5,
  BATT_LOW_MAH: 0,
  FENCE_ENABLE: 1,
  FENCE_ACTION: 1,
  FENCE_TYPE: 5,
  FENCE_ALT_MAX: 100,
  RTL_ALT: 3000,
  RTL_ALT_FINAL: 0,
  RTL_ALT_TYPE: 0,
  RTL_CONE_SLOPE: 0,
};

export interface PeerOptions {
  systemId?: number;
  parameters?: Record<string, number>;
  /** True swallows what the peer would send. */
  drop?: (name: MessageName, fields: object) => boolean;
  /** In the air from the beginning. */
  flying?: boolean;
}

type Item = MessageByName['MISSION_ITEM_INT'];
type Command = Pick<MessageByName['COMMAND_LONG'], 'command' | 'param1' | 'param2'> & {
  z: number;
  x: number;
  y: number;
};

export class Peer {
  readonly received: NamedMessage[] = [];
  readonly parameters: Record<string, number>;
  armed: boolean;
  mode: number = MODES.STABILIZE;
  heightM: number;
  north: number = 0;
  speedMps = 0;
  battery = 90;
  takeOffs = 0;
  silent = false;
  readonly missions = new Map<number, Item[]>();
  #send: (bytes: Uint8Array) => void = () => undefined;
  readonly #options: PeerOptions;
  readonly #encoder: FrameEncoder;
  readonly #scanner = new FrameScanner((frame) => {
    const message = decodeFrame(frame);
    if (message) this.#onMessage(structuredClone(message), frame.systemId);
  });
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;
  #targetHeightM: number | null = null;
  #upload: { type: number; count: number; items: Item[] } | null = null;
  #sockets: Socket[] = [];

  constructor(options: PeerOptions = {}) {
    this.#options = options;
    this.parameters = { ...GOOD_PARAMETERS, ...options.parameters };
    this.armed = options.flying ?? false;
    this.heightM = options.flying ? 30 : 0;
    if (options.flying) this.mode = MODES.GUIDED;
    this.#encoder = new FrameEncoder({ systemId: options.systemId ?? 1, componentId: 1 });
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Speaks UDP to a listening gateway. */
  async udpTo(port: number): Promise<this> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    socket.on('message', (bytes) => this.feed(bytes));
    this.#sockets.push(socket);
    this.#send = (bytes) => socket.send(bytes, port, '127.0.0.1');
    return this;
  }

  /** Speaks through anything else, such as a TCP connection. */
  via(send: (bytes: Uint8Array) => void): this {
    this.#send = send;
    return this;
  }

  feed(bytes: Uint8Array): void {
    this.#scanner.feed(bytes);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const socket of this.#sockets) socket.close();
  }

  all<Name extends MessageName>(name: Name): MessageByName[Name][] {
    return this.received.filter((each) => each.name === name).map((each) => each.fields as MessageByName[Name]);
  }

  say<Name extends MessageName>(name: Name, fields: MessageInput<Name>): void {
    if (this.silent || this.#options.drop?.(name, fields)) return;
    this.#send(this.#encoder.encode(name, fields));
  }

  /** Its autopilot starts anew: it fell, and stands disarmed. */
  restart(): void {
    this.#ticks = 0;
    this.armed = false;
    this.heightM = 0;
    this.mode = 0;
  }

  #tick(): void {
    this.#move();
    const step = this.#ticks++;
    if (step % 2 === 0) this.#sayPosition();
    if (step % 4 === 0) this.#sayState();
  }

  #move(): void {
    const seconds = TICK_MS / 1000;
    if (!this.armed) return;
    const towards = (height: number, rate: number): void => {
      const left = height - this.heightM;
      this.heightM += Math.sign(left) * Math.min(Math.abs(left), rate * seconds);
    };
    const item = this.missions.get(0)?.at(-1);
    this.speedMps = 0;
    if (this.mode === MODES.GUIDED && this.#targetHeightM !== null) towards(this.#targetHeightM, 20);
    if (this.mode === MODES.AUTO && item) {
      towards(item.z, 20);
      this.#flyNorth(((item.x - HOME.lat) / 1e7) * 111_175, 40);
    }
    if (this.mode === MODES.RTL) {
      if (Math.abs(this.north) > 0.5) this.#flyNorth(0, 40);
      else towards(0, 15);
    }
    if (this.mode === MODES.LAND) towards(0, 15);
    if ((this.mode === MODES.RTL || this.mode === MODES.LAND) && this.heightM < 0.05) this.armed = false;
  }

  #flyNorth(target: number, rate: number): void {
    const left = target - this.north;
    const step = Math.sign(left) * Math.min(Math.abs(left), (rate * TICK_MS) / 1000);
    this.north += step;
    this.speedMps = Math.abs(step) / (TICK_MS / 1000);
  }

  #sayPosition(): void {
    this.say('GLOBAL_POSITION_INT', {
      time_boot_ms: 10_000 + this.#ticks * TICK_MS,
      lat: HOME.lat + Math.round((this.north / 111_175) * 1e7),
      lon: HOME.lon,
      alt: HOME.alt + Math.round(this.heightM * 1000),
      relative_alt: Math.round(this.heightM * 1000),
      vx: Math.round(this.speedMps * 100),
      vy: 0,
      vz: 0,
      hdg: 0,
    });
  }

  #sayState(): void {
    this.say('HEARTBEAT', {
      type: 2,
      autopilot: 3,
      base_mode: 1 | (this.armed ? 128 : 0),
      custom_mode: this.mode,
      system_status: this.armed ? 4 : 3,
      mavlink_version: 3,
    });
    const descending = this.mode === MODES.LAND || (this.mode === MODES.RTL && Math.abs(this.north) <= 0.5);
    const landed_state = this.heightM <= 0.2 ? 1 : descending ? 4 : 2;
    this.say('EXTENDED_SYS_STATE', { vtol_state: 0, landed_state });
    this.say('SYS_STATUS', {
      onboard_control_sensors_present: 0x10000000,
      onboard_control_sensors_enabled: 0x10000000,
      onboard_control_sensors_health: 0x10000000,
      load: 0,
      voltage_battery: 12_000,
      current_battery: 100,
      battery_remaining: this.battery,
      drop_rate_comm: 0,
      errors_comm: 0,
      errors_count1: 0,
      errors_count2: 0,
      errors_count3: 0,
      errors_count4: 0,
    });
    const home = { latitude: HOME.lat, longitude: HOME.lon, altitude: HOME.alt };
    this.say('HOME_POSITION', {
      ...home,
      x: 0,
      y: 0,
      z: 0,
      q: [1, 0, 0, 0],
      approach_x: 0,
      approach_y: 0,
      approach_z: 0,
    });
    const gnss = { time_usec: 0, fix_type: 3, lat: 0, lon: 0, alt: 0, eph: 90, epv: 90, vel: 0, cog: 0 };
    this.say('GPS_RAW_INT', { ...gnss, satellites_visible: 12 });
  }

  #onMessage(message: NamedMessage, from: number): void {
    if (from !== 255) return;
    this.received.push(message);
    switch (message.name) {
      case 'COMMAND_LONG': {
        const { command, param1, param2, param5, param6, param7 } = message.fields;
        return this.#onCommand({ command, param1, param2, x: param5, y: param6, z: param7 });
      }
      case 'COMMAND_INT':
        return this.#onCommand(message.fields);
      case 'PARAM_REQUEST_READ':
        return this.#sayParameter(message.fields.param_id);
      case 'PARAM_SET':
        if (message.fields.param_id in this.parameters) {
          this.parameters[message.fields.param_id] = message.fields.param_value;
        }
        return this.#sayParameter(message.fields.param_id);
      case 'MISSION_COUNT':
        this.#upload = { type: message.fields.mission_type, count: message.fields.count, items: [] };
        return this.#requestItem();
      case 'MISSION_ITEM_INT':
        return this.#onItem(message.fields);
      case 'MISSION_CLEAR_ALL':
        this.missions.set(message.fields.mission_type, []);
        return this.#sayMissionAck(message.fields.mission_type);
      case 'MISSION_REQUEST_LIST': {
        const { mission_type } = message.fields;
        const count = this.missions.get(mission_type)?.length ?? 0;
        return this.say('MISSION_COUNT', { target_system: 255, target_component: 190, count, mission_type });
      }
      case 'MISSION_REQUEST_INT': {
        const item = this.missions.get(message.fields.mission_type)?.[message.fields.seq];
        if (item) this.say('MISSION_ITEM_INT', { ...item, target_system: 255, target_component: 190 });
        return;
      }
      default:
    }
  }

  #onCommand({ command, param1, param2, z }: Command): void {
    let result = 0;
    if (command === 176) this.mode = param2;
    // As every autopilot: not disarmed in the air.
    else if (command === 400 && param1 === 0 && this.heightM > 0.2) result = 4;
    else if (command === 400) this.armed = param1 === 1;
    else if (command === 22) {
      this.takeOffs += 1;
      // As ArduCopter: a take-off in the air fails.
      if (this.heightM > 0.2) result = 4;
      else this.#targetHeightM = z;
    } else if (command === 300) this.mode = MODES.AUTO;
    else if (command === 192) {
      this.mode = MODES.GUIDED;
      this.#targetHeightM = z;
    }
    this.say('COMMAND_ACK', { command, result, target_system: 255, target_component: 190 });
  }

  #onItem(item: Item): void {
    const upload = this.#upload;
    if (!upload || item.seq !== upload.items.length) return;
    upload.items.push(item);
    if (upload.items.length < upload.count) return this.#requestItem();
    this.#upload = null;
    this.missions.set(upload.type, upload.items);
    this.#sayMissionAck(upload.type);
  }

  #requestItem(): void {
    const upload = this.#upload!;
    const target = { target_system: 255, target_component: 190 };
    this.say('MISSION_REQUEST', { ...target, seq: upload.items.length, mission_type: upload.type });
  }

  #sayMissionAck(mission_type: number): void {
    this.say('MISSION_ACK', { target_system: 255, target_component: 190, type: 0, mission_type });
  }

  #sayParameter(name: string): void {
    const value = this.parameters[name];
    if (value === undefined) return;
    this.say('PARAM_VALUE', { param_id: name, param_value: value, param_type: 9, param_count: 20, param_index: 0 });
  }
}
