import type { messages } from '@outrider/protocol/mavlink';

/** COMMAND_LONG and COMMAND_INT in one form. */
export interface VehicleCommand {
  command: number;
  param1: number;
  param2: number;
  param3: number;
  param4: number;
  /** null where no position was given */
  latitude_deg: number | null;
  longitude_deg: number | null;
  /** fifth and sixth parameter as COMMAND_LONG sends them */
  param5: number;
  param6: number;
  z: number;
  /** MAV_FRAME, 0 for COMMAND_LONG */
  frame: number;
  integer: boolean;
  system: number;
  component: number;
}

const NO_POSITION = 0x7fffffff;

export function fromLong(from: messages.CommandLong, system: number, component: number): VehicleCommand {
  const { command, param1, param2, param3, param4, param5, param6, param7 } = from;
  const located = Number.isFinite(param5) && Number.isFinite(param6) && (param5 !== 0 || param6 !== 0);
  return {
    command,
    param1,
    param2,
    param3,
    param4,
    param5,
    param6,
    latitude_deg: located ? param5 : null,
    longitude_deg: located ? param6 : null,
    z: param7,
    frame: 0,
    integer: false,
    system,
    component,
  };
}

export function fromInt(from: messages.CommandInt, system: number, component: number): VehicleCommand {
  const { command, param1, param2, param3, param4, x, y, z, frame } = from;
  const located = x !== NO_POSITION && y !== NO_POSITION && (x !== 0 || y !== 0);
  return {
    command,
    param1,
    param2,
    param3,
    param4,
    param5: x,
    param6: y,
    latitude_deg: located ? x / 1e7 : null,
    longitude_deg: located ? y / 1e7 : null,
    z,
    frame,
    integer: true,
    system,
    component,
  };
}
