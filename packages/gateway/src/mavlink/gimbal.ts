/** Turning the camera by hand, as the gimbal manager of each autopilot takes it. */
import { MESSAGE_ID } from '@outrider/protocol/mavlink';
import type { AutopilotKind } from '@outrider/schema';
import type { CommandProtocol } from './commands.js';
import { MavCmd } from './enums.js';
import type { Sender } from './sender.js';

const RADIANS_PER_S = (40 * Math.PI) / 180;
/** GIMBAL_MANAGER_FLAGS: keep roll and pitch level with the horizon, yaw with the aircraft. */
export const GIMBAL_LEVEL = 4 | 8;
const UNCHANGED = -1;
/** Somebody else may have taken the gimbal, or the autopilot may have been started anew. */
const CLAIM_EVERY_MS = 2000;
const NONE = Number.NaN;
/** Only a gimbal, or whoever manages one, says these. */
export const GIMBAL_SAYS: ReadonlySet<number> = new Set([
  MESSAGE_ID.GIMBAL_DEVICE_ATTITUDE_STATUS,
  MESSAGE_ID.GIMBAL_MANAGER_STATUS,
  MESSAGE_ID.MOUNT_ORIENTATION,
]);

export class GimbalHand {
  readonly #sender: Sender;
  readonly #commands: CommandProtocol;
  #claimDueMs = Number.NEGATIVE_INFINITY;

  constructor(sender: Sender, commands: CommandProtocol) {
    this.#sender = sender;
    this.#commands = commands;
  }

  /**
   * PX4 takes angles and rates only from the station that is in control of the gimbal. It hands that out by number: "to whom who asks"
   * (-2) gives it to the aircraft itself.
   */
  claim(autopilot: AutopilotKind, nowMs: number): void {
    if (autopilot !== 'px4' || nowMs < this.#claimDueMs) return;
    this.#claimDueMs = nowMs + CLAIM_EVERY_MS;
    const { own_system, own_component } = this.#sender;
    const params = [own_system, own_component, UNCHANGED, UNCHANGED];
    this.#commands.request({ command: MavCmd.DO_GIMBAL_MANAGER_CONFIGURE, params });
  }

  /** Each axis -1 to 1. PX4 does not know GIMBAL_MANAGER_SET_PITCHYAW; its rates go as an attitude that names none. */
  turn(autopilot: AutopilotKind, up: number, right: number, nowMs: number): void {
    const { target_system, target_component } = this.#sender;
    const target = { target_system, target_component, gimbal_device_id: 0 };
    const [pitch_rate, yaw_rate] = [up * RADIANS_PER_S, right * RADIANS_PER_S];
    if (autopilot === 'ardupilot') {
      const fields = { ...target, flags: 0, pitch: NONE, yaw: NONE, pitch_rate, yaw_rate };
      this.#sender.send('GIMBAL_MANAGER_SET_PITCHYAW', fields);
      return;
    }
    this.claim(autopilot, nowMs);
    this.#sender.send('GIMBAL_MANAGER_SET_ATTITUDE', {
      ...target,
      flags: GIMBAL_LEVEL,
      q: [NONE, NONE, NONE, NONE],
      angular_velocity_x: NONE,
      angular_velocity_y: pitch_rate,
      angular_velocity_z: yaw_rate,
    });
  }
}
