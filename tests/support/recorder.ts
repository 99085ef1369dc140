import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FrameScanner, MESSAGE_ID, decodeAs } from '@outrider/protocol/mavlink';
import type { Frame } from '@outrider/protocol/mavlink';

export const PROXIED_SIM = fileURLToPath(new URL('proxied-sim.mjs', import.meta.url));

/** One frame that the gateway sent towards a vehicle. */
export interface SentFrame {
  at_ms: number;
  id: number;
  /** Number of the MAVLink command in COMMAND_LONG and COMMAND_INT; null in other messages. */
  command: number | null;
}

// https://mavlink.io/en/messages/common.html: everything here asks or answers; nothing of it changes what a vehicle does.
const HARMLESS_MESSAGES: ReadonlySet<number> = new Set([
  0, // HEARTBEAT
  2, // SYSTEM_TIME
  4, // PING
  20, // PARAM_REQUEST_READ
  21, // PARAM_REQUEST_LIST
  40, // MISSION_REQUEST
  43, // MISSION_REQUEST_LIST
  47, // MISSION_ACK, at the end of a download
  51, // MISSION_REQUEST_INT
  66, // REQUEST_DATA_STREAM
  111, // TIMESYNC
]);
const HARMLESS_COMMANDS: ReadonlySet<number> = new Set([
  410, // GET_HOME_POSITION
  510, // GET_MESSAGE_INTERVAL
  511, // SET_MESSAGE_INTERVAL
  512, // REQUEST_MESSAGE
  519, // REQUEST_PROTOCOL_VERSION
  520, // REQUEST_AUTOPILOT_CAPABILITIES
]);
/** True for a frame that moves, arms, sets a mode or writes a mission, a setpoint or a parameter. */
export const isOrder = ({ id, command }: SentFrame): boolean =>
  command === null ? !HARMLESS_MESSAGES.has(id) : !HARMLESS_COMMANDS.has(command);

/** Reads what the recorder in the line wrote so far. */
export function sentFrames(log: string, sinceMs = 0): SentFrame[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap((line) => {
    const { at_ms, hex } = JSON.parse(line) as { at_ms: number; hex: string };
    return at_ms < sinceMs ? [] : framesOf(Buffer.from(hex, 'hex'), at_ms);
  });
}

function framesOf(bytes: Uint8Array, at_ms: number): SentFrame[] {
  const frames: SentFrame[] = [];
  const scanner = new FrameScanner(
    (frame) => frames.push({ at_ms, id: frame.id, command: commandOf(frame) }),
    'datagram',
  );
  scanner.feed(bytes);
  return frames;
}

function commandOf(frame: Frame): number | null {
  if (frame.id === MESSAGE_ID.COMMAND_LONG) return decodeAs('COMMAND_LONG', frame).command;
  return frame.id === MESSAGE_ID.COMMAND_INT ? decodeAs('COMMAND_INT', frame).command : null;
}
