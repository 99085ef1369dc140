/** Sticks as MANUAL_CONTROL, which ArduCopter takes in LOITER and PX4 in POSCTL. */
import type { StickInput } from '@outrider/schema';
import type { Sender } from './sender.js';

export const NEUTRAL: StickInput = { forward: 0, right: 0, up: 0, turn: 0 };
const FULL = 1000;
/** Throttle runs from 0 to 1000: the middle keeps the height. */
const THROTTLE_MIDDLE = 500;
/** An axis of this value gives the channel back to the radio (ArduPilot). */
const RELEASED = 32_767;

/** Sends one stick position; each axis -1 to 1. */
export function sendSticks(sender: Sender, input: StickInput): boolean {
  return sender.send('MANUAL_CONTROL', {
    target: sender.target_system,
    x: Math.round(input.forward * FULL),
    y: Math.round(input.right * FULL),
    z: Math.round(THROTTLE_MIDDLE + input.up * THROTTLE_MIDDLE),
    r: Math.round(input.turn * FULL),
    buttons: 0,
  });
}

/** Gives the channels back to a hand-held transmitter, so that a safety pilot does not have to wait for the timeout. */
export function releaseSticks(sender: Sender): boolean {
  return sender.send('MANUAL_CONTROL', {
    target: sender.target_system,
    x: RELEASED,
    y: RELEASED,
    z: RELEASED,
    r: RELEASED,
    buttons: 0,
  });
}
