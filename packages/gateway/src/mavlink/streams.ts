import type { AutopilotKind } from '@outrider/schema';
import { MESSAGE_ID } from '@outrider/protocol/mavlink';
import type { CommandProtocol } from './commands.js';
import { MavCmd } from './enums.js';
import type { Sender } from './sender.js';

/** Message, wanted rate in Hz. What a console shows and the safety rules read; no more, for the sake of radio links. */
const WANTED: Readonly<Record<'ardupilot' | 'px4', readonly (readonly [id: number, hz: number])[]>> = {
  ardupilot: [
    [MESSAGE_ID.ATTITUDE, 10],
    [MESSAGE_ID.GLOBAL_POSITION_INT, 10],
    [MESSAGE_ID.EXTENDED_SYS_STATE, 4],
    [MESSAGE_ID.VFR_HUD, 4],
    [MESSAGE_ID.SYS_STATUS, 2],
    [MESSAGE_ID.GPS_RAW_INT, 2],
    [MESSAGE_ID.EKF_STATUS_REPORT, 2],
    [MESSAGE_ID.MISSION_CURRENT, 2],
    [MESSAGE_ID.BATTERY_STATUS, 1],
    [MESSAGE_ID.WIND, 1],
    [MESSAGE_ID.GIMBAL_DEVICE_ATTITUDE_STATUS, 10],
    [MESSAGE_ID.HOME_POSITION, 0.5],
  ],
  px4: [
    [MESSAGE_ID.ATTITUDE, 10],
    [MESSAGE_ID.GLOBAL_POSITION_INT, 10],
    [MESSAGE_ID.EXTENDED_SYS_STATE, 4],
    [MESSAGE_ID.VFR_HUD, 4],
    [MESSAGE_ID.SYS_STATUS, 1],
    [MESSAGE_ID.GPS_RAW_INT, 2],
    [MESSAGE_ID.ESTIMATOR_STATUS, 0.5],
    [MESSAGE_ID.MISSION_CURRENT, 1],
    [MESSAGE_ID.BATTERY_STATUS, 0.5],
    [MESSAGE_ID.WIND_COV, 0.5],
    [MESSAGE_ID.GIMBAL_DEVICE_ATTITUDE_STATUS, 10],
    [MESSAGE_ID.HOME_POSITION, 0.5],
  ],
};

/** Streams that old ArduPilot versions send by group (REQUEST_DATA_STREAM): group, Hz. */
const GROUPS: readonly (readonly [group: number, hz: number])[] = [
  [2, 2],
  [3, 2],
  [6, 10],
  [10, 10],
  [11, 4],
  [12, 2],
];

/** A stream is looked at over this time, or over three of its own periods where that is longer. */
const WINDOW_MS = 3000;
/** A stream at less than this share of what was asked for is asked for again. */
const ENOUGH_SHARE = 0.6;
/** Asked so often without effect: the vehicle does not have it. It is asked for again after a reboot. */
const GIVE_UP_AFTER = 6;
const GROUPS_AFTER = 2;

interface Stream {
  id: number;
  hz: number;
  seen: number;
  asked: number;
  due_ms: number;
}

/**
 * Gets the messages that we need at the rates that we need, by looking at what arrives: robust against lost requests,
 * reboots and other ground stations, without an acknowledgement for each.
 */
export class StreamKeeper {
  readonly #sender: Sender;
  readonly #commands: CommandProtocol;
  #streams = new Map<number, Stream>();
  #kind: AutopilotKind | null = null;

  constructor(sender: Sender, commands: CommandProtocol) {
    this.#sender = sender;
    this.#commands = commands;
  }

  /** Begins anew, for this kind of autopilot: at the first heartbeat and after each reboot. */
  start(kind: AutopilotKind, nowMs: number): void {
    this.#kind = kind;
    const wanted = kind === 'ardupilot' || kind === 'px4' ? WANTED[kind] : [];
    // PX4 streams by itself: look first. ArduPilot sends nothing until asked.
    const due = (hz: number): number => nowMs + (kind === 'px4' ? windowMs(hz) : 100);
    this.#streams = new Map(wanted.map(([id, hz]) => [id, { id, hz, seen: 0, asked: 0, due_ms: due(hz) }]));
  }

  onFrame(id: number): void {
    const stream = this.#streams.get(id);
    if (stream) stream.seen += 1;
  }

  tick(nowMs: number): void {
    for (const stream of this.#streams.values()) {
      if (nowMs < stream.due_ms) continue;
      const window = windowMs(stream.hz);
      const firstLook = stream.asked === 0 && this.#kind === 'ardupilot';
      if (firstLook || stream.seen < (stream.hz * window * ENOUGH_SHARE) / 1000) this.#ask(stream);
      stream.seen = 0;
      stream.due_ms = nowMs + window;
    }
  }

  #ask(stream: Stream): void {
    if (stream.asked >= GIVE_UP_AFTER) return;
    stream.asked += 1;
    this.#commands.request({ command: MavCmd.SET_MESSAGE_INTERVAL, params: [stream.id, Math.round(1e6 / stream.hz)] });
    const isAttitude = stream.id === MESSAGE_ID.ATTITUDE;
    if (this.#kind === 'ardupilot' && isAttitude && stream.asked > GROUPS_AFTER) this.#askForGroups();
  }

  #askForGroups(): void {
    const { target_system, target_component } = this.#sender;
    for (const [req_stream_id, req_message_rate] of GROUPS) {
      const fields = { target_system, target_component, req_stream_id, req_message_rate, start_stop: 1 };
      this.#sender.send('REQUEST_DATA_STREAM', fields);
    }
  }
}

function windowMs(hz: number): number {
  return Math.max(WINDOW_MS, 3000 / hz);
}
